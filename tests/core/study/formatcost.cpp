// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/formatcost.h"

#include "core/base/random.h"
#include "core/layer/layerenergy.h"
#include "core/study/paretofront.h"
#include "core/study/publishedchoice.h"
#include "core/study/workloads.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class FormatCostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A weight of VSQ has 4 bits and its 64th of an 8-bit scale; INT8 has none.
    void bitsAreMeansOverTheValues()
    {
        const std::vector<Layer> layers = lower(*smallResidual());
        const FormatCost vsq = formatCost(layers, namedFormat("vsq"), {}, {});
        QVERIFY(std::abs(vsq.weightBits - 4.125) < 1e-12);
        QVERIFY(std::abs(vsq.activationBits - 4.125) < 1e-12);
        const std::map<std::string, NumberFormat> own{{layers.front().name, namedFormat("int8")}};
        double bits = 0.0;
        double weights = 0.0;
        for (const Layer &layer : layers) {
            const auto count = static_cast<double>(layer.m * layer.k * layer.count);
            bits += count * (&layer == &layers.front() ? 8.0 : 4.125);
            weights += count;
        }
        const FormatCost mixed = formatCost(layers, namedFormat("vsq"), own, {});
        QVERIFY2(std::abs(mixed.weightBits - bits / weights) < 1e-12, qPrintable(QString::number(mixed.weightBits)));
        QVERIFY(mixed.weightBits > vsq.weightBits);
    }

    void energyIsThatOfTheLayersWithTheirConsumersFormat()
    {
        const std::vector<Layer> layers = lower(*smallResidual());
        const std::map<std::string, NumberFormat> own{{layers[1].name, namedFormat("int8")}};
        double energy = 0.0;
        for (const Layer &layer : layers) {
            const auto found = own.find(layer.name);
            const auto next = own.find(layer.consumer);
            const auto cost = costOf(layer, found == own.end() ? namedFormat("vsq") : found->second, {},
                                     next == own.end() ? namedFormat("vsq") : next->second);
            energy += energyOf(*cost, {}, {}).total().value;
        }
        QVERIFY(std::abs(*formatCost(layers, namedFormat("vsq"), own, {}).energy - energy) < 1e-15);
        QVERIFY2(!formatCost(layers, namedFormat("mxfp4"), {}, {}).energy, "the chip does not run it");
        QVERIFY2(!formatCost({}, namedFormat("vsq"), {}, {}).energy, "no layers are known");
        QCOMPARE(formatCost({}, namedFormat("mxfp4"), {}, {}).weightBits, 4.25);
    }

    void theFrontIsWhatNoOtherBeats()
    {
        const std::uint64_t seed = 5;
        Random random(seed);
        for (int round = 0; round < 200; ++round) {
            std::vector<double> costs;
            std::vector<double> values;
            for (int i = 0; i < 12; ++i) {
                costs.push_back(static_cast<double>(random.below(6)));
                values.push_back(static_cast<double>(random.below(6)));
            }
            const std::vector<std::size_t> front = paretoFront(costs, values);
            for (std::size_t i = 0; i < costs.size(); ++i) {
                bool beaten = false;
                bool twin = false; // an equal one that stands for it
                for (std::size_t j = 0; j < costs.size(); ++j) {
                    const bool better = costs[j] < costs[i] || values[j] > values[i];
                    beaten = beaten || (costs[j] <= costs[i] && values[j] >= values[i] && better);
                    twin = twin || (j < i && costs[j] == costs[i] && values[j] == values[i]);
                }
                const bool on = std::find(front.begin(), front.end(), i) != front.end();
                QVERIFY2(on == (!beaten && !twin),
                         qPrintable(QStringLiteral("seed %1, round %2, point %3").arg(seed).arg(round).arg(i)));
            }
            QVERIFY(std::is_sorted(front.begin(), front.end(), [&](auto a, auto b) { return costs[a] < costs[b]; }));
        }
        QVERIFY(paretoFront({}, {}).empty());
    }

    /// JSSC Table V: conv1 and fc INT8; res2a_2a and the first shortcut INT4; res2a_2b VSQ.
    void resNet50GetsThePublishedFormatsUnderItsOwnNames()
    {
        std::vector<Layer> layers = namedNetwork("ResNet-50").layers;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            layers[i].name = "own" + std::to_string(i);
        }
        const auto formats = publishedResNet50(layers);
        QVERIFY(formats);
        QCOMPARE(formats->size(), std::size_t{54});
        QVERIFY(formats->at("own0") == namedFormat("int8"));
        QVERIFY(formats->at("own53") == namedFormat("int8"));
        QVERIFY(formats->at("own1") == namedFormat("int4"));
        QVERIFY(formats->at("own2") == namedFormat("vsq"));
        QVERIFY(formats->at("own4") == namedFormat("int4"));
        const auto count = std::count_if(formats->begin(), formats->end(),
                                         [](const auto &own) { return own.second == namedFormat("int4"); });
        QCOMPARE(count, 2 + 6 + 3); // res2a_2a res2a_1, res4{a-f}_2c, res5{a-c}_2c
        layers[7].m /= 2;
        QVERIFY(!publishedResNet50(layers));
    }

    void anyNetworkMayHaveItsEndsInInt8()
    {
        const std::vector<Layer> layers = lower(*smallResidual());
        const auto formats = endsInInt8(layers, namedFormat("vsq"));
        QCOMPARE(formats.size(), layers.size());
        QVERIFY(formats.at(layers.front().name) == namedFormat("int8"));
        QVERIFY(formats.at(layers.back().name) == namedFormat("int8"));
        QVERIFY(formats.at(layers[1].name) == namedFormat("vsq"));
        QVERIFY(endsInInt8({layers.front()}, namedFormat("vsq")).empty());
    }
};

VSQ_TEST(FormatCostTest)
#include "formatcost.moc"
