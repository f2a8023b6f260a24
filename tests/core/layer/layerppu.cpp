// SPDX-License-Identifier: GPL-3.0-or-later
// What an opened layer programs into the post-processing unit: its output is the layer's result, as near as its bits allow.
#include "core/layer/layerppu.h"

#include "core/chip/datapath.h"
#include "core/chip/simulator.h"
#include "core/run/chipmode.h"
#include "core/run/productrun.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

/// y = relu(x W1 + b1) W2: the first product's bias and ReLU are the unit's.
std::shared_ptr<const Graph> twoProducts()
{
    GraphBuilder g("two", 8);
    std::string x = g.input("x", DType::Float32, {-1, 5, 100}, {"batch"});
    x = g.node("MatMul", "fc1", {x, g.normal("w1", {100, 80}, 0.3)});
    x = g.node("Add", "fc1.add", {x, g.normal("b1", {80}, 0.5)});
    x = g.node("Relu", "relu", {x});
    x = g.node("MatMul", "fc2", {x, g.normal("w2", {80, 7}, 0.3)});
    g.output(x, "y", {-1, 5, 7}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

/// The layer's results on the chip, [M, N], before bias and ReLU.
std::vector<double> results(const LayerData &data)
{
    const std::vector<std::int32_t> sums = chipSums(*data.operands, {}, {}).sums;
    std::vector<double> real;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto n = data.operands->n();
        const auto at = static_cast<std::int64_t>(i);
        real.push_back(static_cast<double>(sums[i]) * static_cast<double>(sumUnit(*modeOf(data.format)))
                       * static_cast<double>(data.qa.gammaOf(at / n)) * static_cast<double>(data.qb.gammaOf(at % n)));
    }
    return real;
}

} // namespace

class LayerPpuTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void codesAreTheResultWithBiasAndRelu_data()
    {
        QTest::addColumn<std::string>("format");
        QTest::addColumn<double>("step"); // half of it is the largest error, in parts of the range; and what the fixed point adds
        QTest::newRow("vsq") << std::string("vsq") << 1.0 / 7;
        QTest::newRow("int8") << std::string("int8") << 1.0 / 127;
        QTest::newRow("int4") << std::string("int4") << 1.0 / 7;
    }

    void codesAreTheResultWithBiasAndRelu()
    {
        QFETCH(std::string, format);
        QFETCH(double, step);
        const auto graph = twoProducts();
        const LayerData data = openLayer(graph, {{"x", randomTensor({1, 5, 100}, 2)}}, layerOf(*graph, "fc1"), 0,
                                         namedFormat(format), {});
        const ChipProgram program = programOf(graph, data, {}, data.format);
        const std::optional<PpuSettings> &settings = program.ppu;
        QVERIFY(settings.has_value());
        QVERIFY(settings->relu);
        Simulator simulator(data.operands, {}, program.plan, settings);
        while (simulator.step()) {
        }
        const PpuOutput &output = simulator.output();
        const std::vector<double> real = results(data);
        const auto bias = graph->constant("b1")->values<float>();
        // Scale and shift say what a gamma is worth: t / 16 of a sum times scale >> shift.
        const double unit = static_cast<double>(sumUnit(*modeOf(data.format))) * static_cast<double>(data.qa.gammaOf(0))
                            * static_cast<double>(data.qb.gammaOf(0));
        const double gamma = unit * 16.0 * std::exp2(settings->truncShift) / static_cast<double>(settings->scaleOf(0));
        double range = 0.0;
        double worst = 0.0;
        int largest = 0;
        for (std::int64_t m = 0; m < 80; ++m) {
            for (std::int64_t n = 0; n < 5; ++n) {
                const double wanted = std::max(0.0, real[static_cast<std::size_t>(m * 5 + n)]
                                                        + static_cast<double>(bias[static_cast<std::size_t>(m)]));
                const int code = output.codes[static_cast<std::size_t>(n * 80 + m)];
                const int scale = output.vectors == 0 ? 1 : output.scales[static_cast<std::size_t>(n * output.vectors + m / 64)];
                range = std::max(range, wanted);
                worst = std::max(worst, std::abs(code * scale * gamma - wanted));
                largest = std::max(largest, code);
            }
        }
        QVERIFY2(worst < range * (0.5 * step + 0.01), qPrintable(QString("%1 of %2").arg(worst).arg(range)));
        QCOMPARE(largest, format == "int8" ? 127 : 7);
    }

    void scoresGoToTheSoftmax()
    {
        const auto graph = smallTransformer();
        int scores = 0;
        for (const Layer &layer : lower(*graph)) {
            const LayerData data = openLayer(graph, {{"image", images(1, 8, 10).inputs[0]}}, layer, 0, namedFormat("vsq"), {});
            const ChipProgram program = programOf(graph, data, {}, data.format);
            QVERIFY(program.ppu.has_value());
            QCOMPARE(program.ppu->output == OutputFormat::Softmax, layer.use == OutputUse::Softmax);
            if (layer.use != OutputUse::Softmax) {
                continue;
            }
            ++scores;
            const double factor = layer.softmaxFactor;
            Simulator simulator(data.operands, {}, program.plan, program.ppu);
            while (simulator.step()) {
            }
            const std::vector<double> real = results(data);
            const std::int64_t keys = data.operands->m();
            const std::int64_t queries = data.operands->n();
            for (std::int64_t n = 0; n < queries; ++n) {
                double total = 0.0;
                for (std::int64_t m = 0; m < keys; ++m) {
                    total += std::exp(factor * real[static_cast<std::size_t>(m * queries + n)]);
                }
                for (std::int64_t m = 0; m < keys; ++m) {
                    const double p = std::exp(factor * real[static_cast<std::size_t>(m * queries + n)]) / total;
                    const int code = static_cast<std::uint8_t>(simulator.output().codes[static_cast<std::size_t>(n * keys + m)]);
                    QVERIFY2(std::abs(code / 128.0 - p) < 0.05, qPrintable(QString("%1 for %2").arg(code / 128.0).arg(p)));
                }
            }
        }
        QCOMPARE(scores, 2); // one a block
    }

    void aFreeFormatHasNone()
    {
        const auto graph = oneProduct(100, 7);
        NumberFormat software;
        software.weights.bits = 6;
        const LayerData data = openLayer(graph, {{"x", randomTensor({3, 100}, 2)}}, layerOf(*graph, "fc"), 0, software, {});
        QVERIFY_THROWS_EXCEPTION(Error, programOf(graph, data, {}, software));
    }
};

VSQ_TEST(LayerPpuTest)
#include "layerppu.moc"
