// SPDX-License-Identifier: GPL-3.0-or-later
// The worst error of a product is where its explanation says so too, and no other element is further from FP32.
#include "core/layer/worsterror.h"

#include "core/layer/explanation.h"
#include "core/network/graphbuilder.h"
#include "core/run/loadnetwork.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class WorstErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noElementIsFurtherFromFp32_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *name : {"vsq", "int4", "int8"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void noElementIsFurtherFromFp32()
    {
        QFETCH(QString, format);
        QTemporaryDir folder;
        const LoadedNetwork network = loadNetwork(test::writeTransformer(folder.path()).toStdString());
        const auto layer = std::find_if(network.layers.begin(), network.layers.end(),
                                        [](const Layer &each) { return each.onChip && each.k > 64 && each.aIsConstant; });
        QVERIFY(layer != network.layers.end());
        const ValueInfo &input = network.graph->inputs.front();
        Shape shape = input.shape;
        std::replace_if(
            shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; }, 1);
        Tensor values(input.type, shape);
        float next = 0.1F;
        for (float &value : values.mutableValues<float>()) {
            value = next = next > 0.9F ? 0.05F : next * 1.07F;
        }
        const ChipConfig config;
        auto data = std::make_shared<const LayerData>(
            openLayer(network.graph, {{input.name, values}}, *layer, 0, namedFormat(format.toStdString()), config));
        const OpenedChip chip(data, config);
        const WorstError worst = worstError(chip);

        const auto errorAt = [&](std::int64_t m, std::int64_t n) {
            const Explanation why = explain(chip, m, n, ExplainStage::Sum, 1);
            return std::pair(why, std::abs(why.error()));
        };
        const auto [why, error] = errorAt(worst.m, worst.n);
        QVERIFY(std::abs(std::abs(worst.error()) - error) <= 1e-5 * (std::abs(why.fp32) + error));
        QCOMPARE(worst.place.cycle, why.vectors.back().cycle);
        QCOMPARE(worst.place.lane, why.vectors.back().lane);
        QCOMPARE(worst.place.entry, why.vectors.back().entry);
        for (std::int64_t m = 0; m < data->operands->m(); m += 3) {
            for (std::int64_t n = 0; n < data->operands->n(); ++n) {
                QVERIFY(errorAt(m, n).second <= error * (1.0 + 1e-4) + 1e-9);
            }
        }
    }
};

VSQ_TEST(WorstErrorTest)
#include "worsterror.moc"
