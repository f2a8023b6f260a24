// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/referenceproduct.h"
#include "core/data/slice.h"
#include "core/engine/operandsof.h"
#include "core/network/lowering.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"
#include "core/study/evaluation.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor run(const std::shared_ptr<const Graph> &graph, const Tensor &x, Fidelity fidelity, const NumberFormat &format)
{
    BackendOptions options;
    options.format = format;
    const auto backend = makeBackend(fidelity, options);
    return Executor(graph).run({{graph->inputs.front().name, x}}, *backend).at(graph->outputs.front().name);
}

} // namespace

class BackendsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void batchesDoNotMatter_data()
    {
        QTest::addColumn<bool>("transformer");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("fidelity");
        for (const char *format : {"vsq", "int4", "int8"}) {
            for (const bool transformer : {true, false}) {
                for (const Fidelity fidelity : {Fidelity::Chip, Fidelity::Quantized}) {
                    QTest::addRow("%s %s %s", transformer ? "transformer" : "residual", format, nameOf(fidelity).data())
                        << transformer << format << static_cast<int>(fidelity);
                }
            }
        }
    }

    /// An image's answer is the same alone and among brighter and darker ones.
    void batchesDoNotMatter()
    {
        QFETCH(bool, transformer);
        QFETCH(QString, format);
        QFETCH(int, fidelity);
        const auto graph = transformer ? smallTransformer() : smallResidual();
        const Dataset data = images(5, 8, 10);
        const NumberFormat number = namedFormat(format.toStdString());
        const Tensor together = run(graph, data.inputs[0], static_cast<Fidelity>(fidelity), number);
        for (std::int64_t i = 0; i < data.size(); ++i) {
            const Tensor alone = run(graph, items(data.inputs[0], i, i + 1), static_cast<Fidelity>(fidelity), number);
            for (std::size_t j = 0; j < alone.values<float>().size(); ++j) {
                const float one = alone.values<float>()[j];
                const float other = items(together, i, i + 1).values<float>()[j];
                // FP32 sums may be taken in another order; the chip's integers may not.
                const float tolerance = fidelity == static_cast<int>(Fidelity::Chip) ? 0.0F : 1e-5F * (1.0F + std::abs(one));
                QVERIFY2(std::abs(one - other) <= tolerance, qPrintable(QStringLiteral("%1 %2").arg(one).arg(other)));
            }
        }
    }

    void chipEqualsReferenceProduct_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::newRow(format) << format;
        }
    }

    /// One fully connected layer against the chip's plain loops on the quantizers' operands.
    void chipEqualsReferenceProduct()
    {
        QFETCH(QString, format);
        const std::int64_t k = 150;
        const auto graph = oneProduct(k, 9);
        const Tensor x = randomTensor({1, k}, 21);
        const NumberFormat number = namedFormat(format.toStdString());
        const Mode mode = *modeOf(number);
        const Tensor found = run(graph, x, Fidelity::Chip, number);
        const QuantizedMatrix a = quantizeWeights(graph->constant("fc.weight")->values<float>().data(), 9, k, number.weights);
        const QuantizedMatrix b = quantizeActivations(x.values<float>().data(), 1, k, number.activations);
        const auto sums = referenceProduct(makeOperands(a, b, mode), {}).sums;
        const float unit = format == QLatin1String("vsq") ? 256.0F : 1.0F;
        for (std::size_t m = 0; m < 9; ++m) {
            QVERIFY(found.values<float>()[m] == static_cast<float>(sums[m]) * unit * a.gamma[m] * b.gamma[0]);
        }
    }

    /// More bits are closer to FP32; eight with real scales are close indeed.
    void bitsHelp()
    {
        const auto graph = smallTransformer();
        const Tensor x = images(3, 8, 10).inputs[0];
        const Tensor exact = run(graph, x, Fidelity::Float, {});
        double before = 1e30;
        for (const int bits : {3, 5, 8}) {
            NumberFormat format;
            format.weights = {
                .bits = bits, .vectorSize = 16, .scaleBits = 0, .granularity = Granularity::Vector, .isUnsigned = false};
            format.activations = format.weights;
            const Tensor found = run(graph, x, Fidelity::Quantized, format);
            double error = 0;
            for (std::size_t i = 0; i < exact.values<float>().size(); ++i) {
                error += std::pow(exact.values<float>()[i] - found.values<float>()[i], 2);
            }
            QVERIFY(error < before);
            before = error;
        }
        double signal = 0;
        for (const float value : exact.values<float>()) {
            signal += double{value} * value;
        }
        QVERIFY2(before < 1e-2 * signal, qPrintable(QString::number(before / signal))); // 20 dB through two blocks
    }

    /// Looking on takes another way through the engine, with the same results to the bit.
    void observingChangesNothing()
    {
        for (const char *format : {"vsq", "int4", "int8"}) {
            for (const auto &graph : {smallTransformer(), smallResidual()}) {
                const Tensor x = images(2, 8, 10).inputs[0];
                BackendOptions options;
                options.format = namedFormat(format);
                options.observer = [](const ProductTrace &) {};
                const auto backend = makeBackend(Fidelity::Chip, options);
                const Tensor seen = Executor(graph).run({{"image", x}}, *backend).at(graph->outputs.front().name);
                const Tensor unseen = run(graph, x, Fidelity::Chip, options.format);
                QVERIFY(std::equal(seen.values<float>().begin(), seen.values<float>().end(), unseen.values<float>().begin()));
            }
        }
    }

    void observerSeesEveryProduct()
    {
        const auto graph = smallTransformer();
        BackendOptions options;
        options.format = namedFormat("vsq");
        std::mutex mutex;
        std::map<std::string, int> seen;
        options.observer = [&](const ProductTrace &trace) {
            const std::lock_guard lock(mutex);
            ++seen[trace.request.node->name];
            QCOMPARE(static_cast<std::int64_t>(trace.b.codes.size()), trace.request.n * trace.request.k);
        };
        const auto backend = makeBackend(Fidelity::Chip, options);
        Executor(graph).run({{"image", images(1, 8, 10).inputs[0]}}, *backend);
        std::size_t products = 0;
        for (const Layer &layer : lower(*graph)) {
            QVERIFY2(seen.count(layer.name) == 1, layer.name.c_str());
            ++products;
        }
        QCOMPARE(seen.size(), products);
    }

    void refusesChipForSoftwareFormats()
    {
        BackendOptions options;
        options.format.weights.bits = 6;
        try {
            makeBackend(Fidelity::Chip, options);
            QFAIL("taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     std::string("fidelity chip: expected one of the chip's formats (vsq, int4, int8), "
                                 "found W6 A4 V64 S8 per-vector, max"));
        }
    }

    void evaluationCountsRightAnswers()
    {
        const auto graph = oneProduct(64, 4);
        Dataset data;
        data.path = "rows";
        const Tensor x = randomTensor({37, 64}, 31);
        data.inputs.push_back(x);
        const Tensor logits = run(graph, x, Fidelity::Float, {});
        for (std::size_t i = 0; i < 37; ++i) {
            const auto row = logits.values<float>().subspan(4 * i, 4);
            const auto best = std::max_element(row.begin(), row.end()) - row.begin();
            data.labels.push_back(i < 30 ? best : (best + 1) % 4);
        }
        std::int64_t last = 0;
        JobContext job;
        job.progress = [&](std::int64_t done, std::int64_t, const std::string &) { last = done; };
        const Evaluation e = evaluate(graph, data, namedFormat("int8"), {}, Fidelity::Chip, job);
        QCOMPARE(e.fp32.correct, 30);
        QCOMPARE(e.fp32.count, 37);
        QVERIFY(e.quantized.correct >= 28); // 8 bits lose next to nothing
        QCOMPARE(last, 37);

        data.labels[3] = 4;
        try {
            evaluate(graph, data, namedFormat("int8"), {}, Fidelity::Chip);
            QFAIL("a label without a class was taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()), std::string("rows: item 3: label: expected 0..3, found 4"));
        }
    }

    void studyHandsOutEveryPoint()
    {
        const auto graph = smallResidual();
        const Dataset data = images(9, 8, 10);
        AccuracyStudy study;
        study.formats = {namedFormat("vsq"), namedFormat("int8"), {}};
        study.formats[2].weights.bits = 6;
        std::vector<Fidelity> seen;
        runStudy(graph, data, study, {}, [&](std::size_t index, const Evaluation &e) {
            QCOMPARE(index, seen.size());
            QVERIFY(e.format == study.formats[index]);
            QCOMPARE(e.quantized.count, 9);
            seen.push_back(e.fidelity);
        });
        QVERIFY((seen == std::vector{Fidelity::Chip, Fidelity::Chip, Fidelity::Quantized}));
    }

    void evaluationIsCancelled()
    {
        std::stop_source source;
        source.request_stop();
        JobContext job;
        job.stop = source.get_token();
        QVERIFY_THROWS_EXCEPTION(Cancelled, evaluate(smallResidual(), images(3, 8, 10), {}, {}, Fidelity::Chip, job));
    }
};

VSQ_TEST(BackendsTest)

#include "backends.moc"
