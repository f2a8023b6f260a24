// SPDX-License-Identifier: GPL-3.0-or-later
// Layers linked by the post-processing unit, against the chip's plain loops and applyPpu() put together by hand.
#include "core/chip/datapath.h"
#include "core/chip/ppu.h"
#include "core/chip/referenceproduct.h"
#include "core/chip/softmax.h"
#include "core/engine/operandsof.h"
#include "core/network/attention.h"
#include "core/quantize/quantizer.h"
#include "core/reference/passes/fold.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"
#include "core/study/calibrate.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <mutex>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr std::int64_t kIn = 100;
constexpr std::int64_t kHidden = 80; // one whole output vector and a part
constexpr std::int64_t kOut = 7;

/// y = W2 relu(W1 x + b1) + b2
std::shared_ptr<const Graph> twoLayers(bool asMatMul)
{
    GraphBuilder g("two", 8);
    std::string x = g.input("x", DType::Float32, {-1, kIn}, {"batch"});
    if (asMatMul) {
        x = g.node("MatMul", "fc1", {x, g.normal("w1", {kIn, kHidden}, 0.3)});
        x = g.node("Add", "fc1.add", {x, g.normal("b1", {kHidden}, 0.5)});
    } else {
        x = g.node("Gemm", "fc1", {x, g.normal("w1", {kHidden, kIn}, 0.3), g.normal("b1", {kHidden}, 0.5)},
                   {{"transB", std::int64_t{1}}});
    }
    x = g.node("Relu", "relu", {x});
    x = g.node("Gemm", "fc2", {x, g.normal("w2", {kOut, kHidden}, 0.3), g.normal("b2", {kOut}, 0.5)},
               {{"transB", std::int64_t{1}}});
    g.output(x, "y", {-1, kOut}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

/// Two 3x3 convolutions with padding, a ReLU between.
std::shared_ptr<const Graph> twoConvolutions()
{
    GraphBuilder g("convs", 9);
    const std::vector<std::int64_t> ones{1, 1, 1, 1};
    std::string x = g.input("x", DType::Float32, {-1, 16, 5, 6}, {"batch"});
    x = g.node("Conv", "conv1", {x, g.normal("w1", {72, 16, 3, 3}, 0.2), g.normal("b1", {72}, 0.5)}, {{"pads", ones}});
    x = g.node("Relu", "relu", {x});
    x = g.node("Conv", "conv2", {x, g.normal("w2", {6, 72, 3, 3}, 0.2)}, {{"pads", ones}});
    g.output(x, "y", {-1, 6, 5, 6}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

std::vector<float> valuesOf(const Graph &graph, const char *name)
{
    const auto values = graph.constant(name)->values<float>();
    return {values.begin(), values.end()};
}

ChipConfig linked()
{
    ChipConfig config;
    config.layerOutput = ChipConfig::LayerOutput::Ppu;
    return config;
}

Dataset itemsOf(const Tensor &x)
{
    Dataset data;
    data.inputs.push_back(x);
    data.labels.assign(static_cast<std::size_t>(x.dim(0)), 0);
    return data;
}

Tensor runLinked(const std::shared_ptr<const Graph> &graph, const Tensor &x, const NumberFormat &format, const ChipConfig &config,
                 const std::shared_ptr<const ActivationScales> &scales, std::function<void(const ProductTrace &)> observer = {})
{
    BackendOptions options;
    options.format = format;
    options.config = config;
    options.scales = scales;
    options.observer = std::move(observer);
    const PreparedNetwork prepared = prepareNetwork(graph, Fidelity::Chip, options);
    return Executor(prepared.graph).run({{"x", x}}, *prepared.backend).at("y");
}

double relativeError(const Tensor &found, const Tensor &exact)
{
    double error = 0.0;
    double signal = 0.0;
    for (std::size_t i = 0; i < exact.values<float>().size(); ++i) {
        error += std::pow(found.values<float>()[i] - exact.values<float>()[i], 2);
        signal += std::pow(exact.values<float>()[i], 2);
    }
    return std::sqrt(error / signal);
}

} // namespace

class PpuChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fullyConnectedToTheBit_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("matMul");
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::addRow("%s gemm", format) << QString(format) << false;
            QTest::addRow("%s matmul", format) << QString(format) << true;
        }
    }

    /// Reference product, post-processing, reference product: the network's answer.
    void fullyConnectedToTheBit()
    {
        QFETCH(QString, format);
        QFETCH(bool, matMul);
        const auto graph = twoLayers(matMul);
        const NumberFormat number = namedFormat(format.toStdString());
        const Mode mode = *modeOf(number);
        const Tensor x = randomTensor({5, kIn}, 71);
        const auto scales = std::make_shared<const ActivationScales>(calibrate(graph, itemsOf(x), number, {}, Fidelity::Chip));

        std::vector<float> w1 = valuesOf(*graph, "w1");
        if (matMul) {
            for (std::int64_t m = 0; m < kHidden; ++m) {
                for (std::int64_t k = 0; k < kIn; ++k) {
                    w1[static_cast<std::size_t>(m * kIn + k)] =
                        graph->constant("w1")->values<float>()[static_cast<std::size_t>(k * kHidden + m)];
                }
            }
        }
        const std::vector<float> w2 = valuesOf(*graph, "w2");
        const float gammaIn = *scales->layers.at("fc1").activations;
        const float gammaMid = *scales->layers.at("fc2").activations;
        const QuantizedMatrix a1 = quantizeWeights(w1.data(), kHidden, kIn, number.weights);
        const QuantizedMatrix b1 = quantizeActivations(x.values<float>().data(), 5, kIn, number.activations, gammaIn);
        const auto sums1 = referenceProduct(makeOperands(a1, b1, mode), {}).sums;
        PpuLink link{.to = "fc2", .bias = valuesOf(*graph, "b1"), .relu = true};
        const OutputFormat output = mode == Mode::Vsq    ? OutputFormat::Vsq
                                    : mode == Mode::Int4 ? OutputFormat::Int4
                                                         : OutputFormat::Int8;
        const PpuSettings settings = settingsFor(link, a1.gamma, gammaIn, static_cast<float>(sumUnit(mode)), gammaMid, output,
                                                 {});
        const PpuOutput mid = applyPpu(sums1, kHidden, 5, settings, {});
        const std::vector<std::uint16_t> midScales(mid.scales.begin(), mid.scales.end());
        const Operands second{mode, operandOf(quantizeWeights(w2.data(), kOut, kHidden, number.weights), mode),
                              makeOperand(mode, 5, kHidden, mid.codes, midScales)};
        const auto sums2 = referenceProduct(second, {}).sums;

        const QuantizedMatrix a2 = quantizeWeights(w2.data(), kOut, kHidden, number.weights);
        const Tensor found = runLinked(graph, x, number, linked(), scales);
        for (std::int64_t n = 0; n < 5; ++n) {
            for (std::int64_t m = 0; m < kOut; ++m) {
                const float real = static_cast<float>(sums2[static_cast<std::size_t>(m * 5 + n)])
                                   * static_cast<float>(sumUnit(mode)) * a2.gammaOf(m) * gammaMid;
                QCOMPARE(found.values<float>()[static_cast<std::size_t>(n * kOut + m)],
                         real + graph->constant("b2")->values<float>()[static_cast<std::size_t>(m)]);
            }
        }
    }

    /// The settings stand for the real numbers: scale * 2^-shift brings a sum to sixteenths of gamma, the bias with it.
    void settingsStandForRealNumbers()
    {
        const PpuLink link{.to = "n", .bias = {0.5F, -1.0F, 0.0F}, .relu = false};
        const std::vector<float> gammaA{0.01F, 0.003F, 0.02F};
        const PpuSettings s = settingsFor(link, gammaA, 0.05F, 256.0F, 0.002F, OutputFormat::Vsq, {});
        for (std::size_t m = 0; m < 3; ++m) {
            const double ratio = 256.0 * gammaA[m] * 0.05 * 16 / 0.002;
            QVERIFY(std::abs(static_cast<double>(s.scaleOf(static_cast<std::int64_t>(m))) / std::exp2(s.truncShift) - ratio)
                    <= 0.51 / std::exp2(s.truncShift));
            const double bias = link.bias[m] * 16 / 0.002;
            const double step = std::exp2(s.biasShift - s.truncShift);
            QVERIFY(std::abs(static_cast<double>(s.biasOf(static_cast<std::int64_t>(m))) * step - bias) <= 0.51 * step);
        }
        const auto most = *std::max_element(s.scale.begin(), s.scale.end());
        QVERIFY(most <= 65535 && (2 * most > 65535 || s.truncShift == 39));
        QVERIFY(std::all_of(s.bias.begin(), s.bias.end(), [](auto b) { return std::abs(b) <= 127; }));
    }

    /// Convolutions pass codes through im2col: the answer is near that of sums that leave the chip, and batches do not matter.
    void convolutionsKeepTheirAnswer()
    {
        const auto graph = twoConvolutions();
        const Tensor x = randomTensor({3, 16, 5, 6}, 72);
        for (const char *name : {"vsq", "int4", "int8"}) {
            const NumberFormat number = namedFormat(name);
            const auto scales = std::make_shared<const ActivationScales>(
                calibrate(graph, itemsOf(x), number, {}, Fidelity::Chip));
            const Tensor host = runLinked(graph, x, number, {}, scales);
            const Tensor ppu = runLinked(graph, x, number, linked(), scales);
            QVERIFY(!std::equal(host.values<float>().begin(), host.values<float>().end(), ppu.values<float>().begin()));
            // The same values rounded once more, by other means: the difference is of the size of the format's own error.
            BackendOptions exact;
            const Tensor fp32 = Executor(graph).run({{"x", x}}, *makeBackend(Fidelity::Float, exact)).at("y");
            const double own = relativeError(host, fp32);
            const double difference = relativeError(ppu, host);
            QVERIFY2(difference < 1.5 * own, qPrintable(QStringLiteral("%1: %2 beside %3").arg(name).arg(difference).arg(own)));
        }
    }

    void observingChangesNothing()
    {
        const auto graph = twoConvolutions();
        const Tensor x = randomTensor({2, 16, 5, 6}, 73);
        const NumberFormat number = namedFormat("vsq");
        const auto scales = std::make_shared<const ActivationScales>(calibrate(graph, itemsOf(x), number, {}, Fidelity::Chip));
        const Tensor unseen = runLinked(graph, x, number, linked(), scales);
        std::mutex mutex;
        std::vector<std::string> seen;
        const Tensor watched = runLinked(graph, x, number, linked(), scales, [&](const ProductTrace &trace) {
            const std::lock_guard lock(mutex);
            seen.push_back(trace.request.node->name);
            // What a layer is shown to have been given is what its codes stand for.
            if (trace.request.node->name == "conv2") {
                const std::vector<float> values = dequantize(trace.b);
                QVERIFY(std::equal(values.begin(), values.end(), trace.request.b));
            }
        });
        QVERIFY(std::equal(unseen.values<float>().begin(), unseen.values<float>().end(), watched.values<float>().begin()));
        QCOMPARE(seen, (std::vector<std::string>{"conv1", "conv2"}));
    }

    void findsWhatFollowsDirectly()
    {
        const NumberFormat vsq = namedFormat("vsq");
        const PpuChain chain = linkLayers(twoLayers(true), vsq, {});
        QCOMPARE(chain.links.size(), std::size_t{1});
        QCOMPARE(chain.links.at("fc1").to, std::string("fc2"));
        QVERIFY(chain.links.at("fc1").relu);
        QCOMPARE(chain.links.at("fc1").bias.size(), std::size_t{kHidden});
        QCOMPARE(chain.graph->nodes.size(), std::size_t{2});
        // In a residual network the value of a shortcut has two users, the one between a block's convolutions has one.
        Graph folded = *smallResidual();
        foldBatchNorms(folded);
        const PpuChain residual = linkLayers(std::make_shared<const Graph>(folded), vsq, {});
        QVERIFY(!residual.links.empty());
        for (const auto &[from, link] : residual.links) {
            QVERIFY2(from.find(".a.conv") != std::string::npos && link.to.find(".b.conv") != std::string::npos, from.c_str());
        }
        // GELU stands between the layers of a transformer's perceptron.
        QVERIFY(linkLayers(smallTransformer(), vsq, {}).links.empty());
        // A K that leaves no room for four M-tiles.
        ChipConfig small;
        small.aBankEntries = 7;
        QVERIFY(linkLayers(twoLayers(false), vsq, small).links.empty());
        QVERIFY(!linkLayers(twoLayers(false), namedFormat("int4"), small).links.empty());
    }

    void needsStaticScales()
    {
        try {
            runLinked(twoLayers(false), randomTensor({1, kIn}, 1), namedFormat("vsq"), linked(), nullptr);
            QFAIL("taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     std::string("layerOutput=ppu: scales of activations: expected static ones, as vsq "
                                 "calibrate finds them, found none"));
        }
    }

    void softmaxOfAttentionOnly()
    {
        GraphBuilder g("soft", 4);
        const std::string q = g.input("x", DType::Float32, {1, 24, 24});
        const std::string k = g.node("Transpose", "k", {q}, {{"perm", std::vector<std::int64_t>{0, 2, 1}}});
        std::string x = g.node("MatMul", "scores", {q, k});
        x = g.node("Softmax", "inner", {x}, {{"axis", std::int64_t{-1}}});
        x = g.node("Reshape", "moved", {x, g.integers("shape", {1, 24, 24})});
        x = g.node("MatMul", "product", {x, q});
        x = g.node("Softmax", "last", {x}, {{"axis", std::int64_t{-1}}});
        g.output(x, "y", {1, 24, 24});
        const auto graph = std::make_shared<const Graph>(g.take());
        QVERIFY((attentionSoftmaxes(*graph) == std::set<std::string, std::less<>>{"inner"}));
        QCOMPARE(attentionSoftmaxes(*smallTransformer()).size(), std::size_t{2});

        // The unit works on log2(e) times the scores, and its 1/128ths go into the product.
        ChipConfig config;
        config.softmax = ChipConfig::Softmax::Chip;
        const Tensor input = randomTensor({1, 24, 24}, 74);
        std::vector<float> scaled;
        std::vector<float> seen;
        const auto watch = [&](const ProductTrace &trace) {
            const bool scores = trace.request.node->name == "scores";
            (scores ? scaled : seen).assign(scores ? trace.c : trace.request.b, (scores ? trace.c : trace.request.b) + 24 * 24);
        };
        runLinked(graph, input, namedFormat("int8"), config, nullptr, watch);
        for (float &value : scaled) {
            value *= 1.44269504F;
        }
        QVERIFY(seen == vsq::softmax(scaled, 24, 24, config));
        const std::vector<float> chips = seen;
        runLinked(graph, input, namedFormat("int8"), {}, nullptr, watch);
        QVERIFY(seen != chips);
    }
};

VSQ_TEST(PpuChainTest)

#include "ppuchain.moc"
