// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/differentiablenetwork.h"
#include "core/base/random.h"
#include "core/data/iteminputs.h"
#include "core/network/graphbuilder.h"
#include "core/quantize/quantizer.h"
#include "core/run/loadnetwork.h"
#include "core/study/calibrate.h"
#include "tests/support/sampledata.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace vsq;

namespace {

constexpr std::int64_t kIn = 96;
constexpr std::int64_t kOut = 20;

Tensor drawn(const Shape &shape, std::uint64_t seed, double deviation)
{
    Random random(seed);
    Tensor tensor(DType::Float32, shape);
    for (float &value : tensor.mutableValues<float>()) {
        value = static_cast<float>(deviation * random.normal());
    }
    return tensor;
}

/// (x + shift) times weights [kIn, kOut]: the gradient of the shift is that of the product's activations.
Graph product()
{
    GraphBuilder builder("product", 3);
    const std::string x = builder.input("x", DType::Float32, {-1, kIn}, {"batch"});
    const std::string moved = builder.node("Add", "start", {x, builder.constant("shift", drawn({kIn}, 4, 0.1))});
    builder.output(builder.node("MatMul", "fc", {moved, builder.constant("weights", drawn({kIn, kOut}, 5, 1.0))}), "y",
                   {-1, kOut});
    return builder.take();
}

DifferentiableOptions optionsFor(const char *format, GradientEstimator estimator = GradientEstimator::Mph)
{
    DifferentiableOptions options;
    options.backend.format = formatFromText(format);
    options.fidelity = defaultFidelity(options.backend.format);
    options.estimator = estimator;
    return options;
}

/// Sakr et al.'s recursion in binary64, as spec section 5 has it.
double octav(const std::vector<double> &x, int bits)
{
    double sum = 0.0;
    double count = 0.0;
    for (const double v : x) {
        sum += std::abs(v);
        count += v != 0.0 ? 1.0 : 0.0;
    }
    double s = sum / count;
    for (int step = 0; step < 10; ++step) {
        double above = 0.0;
        double clipped = 0.0;
        double kept = 0.0;
        for (const double v : x) {
            above += std::abs(v) > s ? std::abs(v) : 0.0;
            clipped += std::abs(v) > s ? 1.0 : 0.0;
            kept += v != 0.0 && std::abs(v) <= s ? 1.0 : 0.0;
        }
        s = above / (std::pow(4.0, -bits) / 3.0 * kept + clipped);
    }
    return s;
}

} // namespace

class DifferentiableNetworkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forwardIsTheRun_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        for (const char *file : test::kSampleNetworks) {
            for (const char *format : {"vsq", "int4", "int3-v16-s4", "mxfp4", "vsq prepare=hadamard:64"}) {
                QTest::addRow("%s %s", file, format) << file << format;
            }
        }
    }
    void forwardIsTheRun()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        const auto graph = loadNetwork(test::sample(file + QStringLiteral(".onnx")).toStdString()).graph;
        const Dataset data = test::sampleData(file, *graph, 5);
        const TensorMap inputs = batchInputs(*graph, &data, 5);
        const DifferentiableOptions options = optionsFor(format.toUtf8().constData());
        const PreparedNetwork run = prepareNetwork(graph, options.fidelity, options.backend);
        const std::string name = graph->outputs.front().name;
        const Tensor expected = Executor(run.graph).run(inputs, *run.backend).at(name);
        DifferentiableNetwork network(*graph);
        const Tensor found = network.forward(inputs, options).at(name);
        QCOMPARE(found.shape(), expected.shape());
        QVERIFY(std::memcmp(found.bytes(), expected.bytes(), expected.byteSize()) == 0);
        const TensorMap gradients = network.backward(drawn(found.shape(), 3, 1.0));
        QCOMPARE(gradients.size(), network.parameters().size());
    }

    /// The activations' gradient goes through what the weights' codes stand for, the weights' own straight through.
    void gradientsGoStraightThrough_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"vsq", "int4", "int3-v16-s4", "nvfp4"}) {
            QTest::newRow(format) << format;
        }
    }
    void gradientsGoStraightThrough()
    {
        QFETCH(QString, format);
        const DifferentiableOptions options = optionsFor(format.toUtf8().constData());
        DifferentiableNetwork network(product());
        const Tensor x = drawn({3, kIn}, 7, 1.0);
        network.forward({{"x", x}}, options);
        const Tensor g = drawn({3, kOut}, 8, 1.0);
        const TensorMap gradients = network.backward(g);
        const auto weights = network.value("weights").values<float>();
        std::vector<float> rows(static_cast<std::size_t>(kIn * kOut)); // [kOut, kIn], as the product has them
        for (std::int64_t k = 0; k < kIn; ++k) {
            for (std::int64_t m = 0; m < kOut; ++m) {
                rows[static_cast<std::size_t>(m * kIn + k)] = weights[static_cast<std::size_t>(k * kOut + m)];
            }
        }
        const std::vector<float> effective = dequantize(quantizeWeights(rows.data(), kOut, kIn, options.backend.format.weights));
        const auto shift = network.value("shift").values<float>();
        for (std::int64_t k = 0; k < kIn; ++k) {
            double expected = 0.0;
            for (std::int64_t n = 0; n < 3; ++n) {
                for (std::int64_t m = 0; m < kOut; ++m) {
                    expected += double{g.values<float>()[static_cast<std::size_t>(n * kOut + m)]}
                                * double{effective[static_cast<std::size_t>(m * kIn + k)]};
                }
            }
            QVERIFY(std::abs(expected - double{gradients.at("shift").values<float>()[static_cast<std::size_t>(k)]}) < 1e-4);
            double weight = 0.0;
            for (std::int64_t n = 0; n < 3; ++n) {
                weight += double{g.values<float>()[static_cast<std::size_t>(n * kOut)]}
                          * (double{x.values<float>()[static_cast<std::size_t>(n * kIn + k)]}
                             + double{shift[static_cast<std::size_t>(k)]});
            }
            QVERIFY(std::abs(weight - double{gradients.at("weights").values<float>()[static_cast<std::size_t>(k * kOut)]})
                    < 1e-4);
        }
    }

    /// Weights beyond OCTAV's clip of their row have s / |w| of their gradient under MAD.
    void clippedWeightsFollowOctavAndMad()
    {
        DifferentiableNetwork network(product());
        const Tensor x = drawn({3, kIn}, 7, 1.0);
        const Tensor g = drawn({3, kOut}, 8, 1.0);
        network.forward({{"x", x}}, optionsFor("int4 calibration=octav", GradientEstimator::Ste));
        const Tensor straight = network.backward(g).at("weights");
        network.forward({{"x", x}}, optionsFor("int4 calibration=octav", GradientEstimator::Mad));
        const Tensor aware = network.backward(g).at("weights");
        const auto weights = network.value("weights").values<float>();
        int clipped = 0;
        for (std::int64_t m = 0; m < kOut; ++m) {
            std::vector<double> row;
            for (std::int64_t k = 0; k < kIn; ++k) {
                row.push_back(weights[static_cast<std::size_t>(k * kOut + m)]);
            }
            const double s = octav(row, 4);
            for (std::int64_t k = 0; k < kIn; ++k) {
                const auto i = static_cast<std::size_t>(k * kOut + m);
                const double w = std::abs(row[static_cast<std::size_t>(k)]);
                const double expected = w > s ? s / w : 1.0;
                clipped += w > s ? 1 : 0;
                QVERIFY2(std::abs(double{aware.values<float>()[i]} - expected * double{straight.values<float>()[i]}) < 1e-4,
                         qPrintable(QStringLiteral("row %1, column %2").arg(m).arg(k)));
            }
        }
        QVERIFY(clipped > 5);
    }

    /// Activations beyond a static clip: PWL stops their gradient.
    void staticScalesClipActivations()
    {
        const auto graph = std::make_shared<Graph>(product());
        DifferentiableNetwork network(*graph);
        const Tensor x = drawn({4, kIn}, 7, 1.0);
        DifferentiableOptions options = optionsFor("int4", GradientEstimator::Pwl);
        auto scales = std::make_shared<ActivationScales>();
        scales->format = options.backend.format;
        scales->layers["fc"].activations = 0.1F; // a clip of 0.7
        options.backend.scales = scales;
        network.forward({{"x", x}}, options);
        const Tensor g = drawn({4, kOut}, 8, 1.0);
        const Tensor clipped = network.backward(g).at("shift");
        options.estimator = GradientEstimator::Ste;
        network.forward({{"x", x}}, options);
        // What every item brings, from runs of one item each: with PWL only those within the clip remain.
        std::vector<double> expected(static_cast<std::size_t>(kIn), 0.0);
        const auto shift = network.value("shift").values<float>();
        for (std::int64_t n = 0; n < 4; ++n) {
            const auto row = static_cast<std::size_t>(n);
            network.forward({{"x", Tensor::of<float>({1, kIn}, x.values<float>().subspan(row * kIn, kIn))}}, options);
            const Tensor one =
                network.backward(Tensor::of<float>({1, kOut}, g.values<float>().subspan(row * kOut, kOut))).at("shift");
            for (std::size_t k = 0; k < static_cast<std::size_t>(kIn); ++k) {
                const bool inside = std::abs(x.values<float>()[row * kIn + k] + shift[k]) <= 0.7F;
                expected[k] += inside ? double{one.values<float>()[k]} : 0.0;
            }
        }
        for (std::size_t k = 0; k < static_cast<std::size_t>(kIn); ++k) {
            QVERIFY(std::abs(expected[k] - double{clipped.values<float>()[k]}) < 1e-4);
        }
    }

    void whatIsNotFiniteIsNamed()
    {
        DifferentiableNetwork network(product());
        network.set("shift", Tensor::of<float>({kIn}, std::vector<float>(kIn, std::nanf(""))));
        network.forward({{"x", drawn({1, kIn}, 7, 1.0)}}, {.fidelity = Fidelity::Float, .backend = {}});
        QCOMPARE(QString::fromStdString(network.firstNotFinite()), QStringLiteral("node 'start' (Add)"));
    }
};

VSQ_TEST(DifferentiableNetworkTest)
#include "differentiablenetwork.moc"
