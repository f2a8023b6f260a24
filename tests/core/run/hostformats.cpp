// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that the host multiplies, operands that it prepares, layers that have formats of their own.
#include "core/chip/plan.h"
#include "core/quantize/hadamard.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/preparedbackend.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <span>

using namespace vsq;
using namespace vsq::test;

namespace {

/// FP32 products of what quantizeStationary() and quantizeImages() stand for, of im2col's rows.
class ByCodes final : public ProductBackend {
public:
    explicit ByCodes(NumberFormat format) : m_format(std::move(format)) {}
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, ChipConfig{}); }
    void multiply(const ProductRequest &request, float *c) override
    {
        const std::vector<float> a = dequantize(quantizeStationary(request, m_format));
        const std::vector<float> b = dequantize(quantizeImages(request, m_format));
        ProductRequest real = request;
        real.a = a.data();
        real.b = b.data();
        m_float->multiply(real, c);
    }

private:
    NumberFormat m_format;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

/// FP32 products of operands as the backends of formats have them.
class PackingFloat final : public ProductBackend {
public:
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, ChipConfig{}); }
    void multiply(const ProductRequest &request, float *c) override { m_float->multiply(request, c); }

private:
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

/// Hands each product to a backend and to ByCodes, goes on with the backend's and keeps the largest difference: a code that the
/// order of sums turns in one layer says nothing of the next.
class Compared final : public ProductBackend {
public:
    Compared(ProductBackend &backend, const NumberFormat &format) : m_backend(backend), m_codes(format) {}
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_backend.packsTaps(channels); }
    void multiply(const ProductRequest &request, float *c) override;
    double most = 0.0; ///< as a share of a product's largest value
    int products = 0;

private:
    ProductBackend &m_backend;
    ByCodes m_codes;
};

struct HostCase {
    std::shared_ptr<const Graph> graph;
    Tensor x;
};

HostCase randomHostConvolution(std::uint64_t seed)
{
    Random random(seed);
    const std::int64_t groups = random.below(4) == 0 ? 2 : 1;
    const std::int64_t channels = random.below(3) == 0 ? random.between(1, 15) : 16 * random.between(1, 5);
    const std::int64_t filters = random.between(1, 20);
    const std::int64_t height = random.between(3, 12);
    const std::int64_t width = random.between(3, 19);
    GraphBuilder builder("convolution", seed);
    const std::string input = builder.input("x", DType::Float32, {-1, groups * channels, height, width}, {"batch"});
    const std::int64_t kernel = random.between(1, 3);
    const AttributeMap attributes{{"group", groups},
                                  {"kernel_shape", std::vector<std::int64_t>{kernel, kernel}},
                                  {"strides", std::vector<std::int64_t>{random.between(1, 4), random.between(1, 3)}},
                                  {"pads", std::vector<std::int64_t>{random.between(0, 2), random.between(0, 2),
                                                                     random.between(0, 2), random.between(0, 2)}}};
    std::vector<std::string> inputs{input, builder.normal("w", {groups * filters, channels, kernel, kernel}, 0.3)};
    if (random.below(2) == 0) {
        inputs.push_back(builder.normal("b", {groups * filters}, 1.0));
    }
    builder.output(builder.node("Conv", "conv", inputs, attributes), "y", {-1, groups * filters, -1, -1}, {"batch"});
    HostCase made{std::make_shared<const Graph>(builder.take()),
                  randomTensor({random.between(1, 3), groups * channels, height, width}, seed + 1)};
    made.x.mutableValues<float>()[static_cast<std::size_t>(random.between(0, made.x.size() - 1))] *= 20.0F;
    return made;
}

Tensor runWith(const std::shared_ptr<const Graph> &graph, const Tensor &x, ProductBackend &backend)
{
    return Executor(graph).run({{graph->inputs.front().name, x}}, backend).begin()->second;
}

/// Largest difference as a share of the largest value.
double difference(std::span<const float> found, std::span<const float> expected)
{
    double most = 0.0;
    double error = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        most = std::max(most, std::abs(double{expected[i]}));
        error = std::max(error, std::abs(double{found[i]} - double{expected[i]}));
    }
    return error / std::max(most, 1e-30);
}

double difference(const Tensor &found, const Tensor &expected)
{
    return difference(found.values<float>(), expected.values<float>());
}

void Compared::multiply(const ProductRequest &request, float *c)
{
    std::vector<float> codes(static_cast<std::size_t>(request.m * request.n));
    m_codes.multiply(request, codes.data());
    m_backend.multiply(request, c);
    most = std::max(most, difference({c, codes.size()}, codes));
    ++products;
}

BackendOptions optionsFor(const char *format)
{
    BackendOptions options;
    options.format = formatFromText(format);
    return options;
}

} // namespace

class HostFormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void convolutionsEqualTheirCodes_data() { formats(); }
    void convolutionsEqualTheirCodes()
    {
        QFETCH(QString, format);
        const std::uint64_t first = 5200;
        qInfo("seeds from %llu", static_cast<unsigned long long>(first));
        for (std::uint64_t seed = first; seed < first + 25; ++seed) {
            const HostCase one = randomHostConvolution(seed);
            const BackendOptions options = optionsFor(qPrintable(format));
            const auto backend = makeBackend(Fidelity::Quantized, options);
            ByCodes codes(options.format);
            const double found = difference(runWith(one.graph, one.x, *backend), runWith(one.graph, one.x, codes));
            QVERIFY2(found < 2e-6, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(found)));
        }
    }

    void transformersEqualTheirCodes_data() { formats(); }
    void transformersEqualTheirCodes()
    {
        QFETCH(QString, format);
        const auto graph = smallTransformer();
        const Tensor x = images(3, 8, 10).inputs[0];
        BackendOptions options = optionsFor(qPrintable(format));
        int seen = 0;
        for (const bool observed : {false, true}) {
            if (observed) {
                options.observer = [&seen](const ProductTrace &trace) { seen += trace.b.codes.empty() ? 0 : 1; };
            }
            const auto backend = makeBackend(Fidelity::Quantized, options);
            Compared compared(*backend, options.format);
            runWith(graph, x, compared);
            QVERIFY(compared.products >= static_cast<int>(lower(*graph).size()));
            QVERIFY2(compared.most < 2e-6, qPrintable(QString::number(compared.most)));
        }
        QVERIFY(seen > 0);
    }

    void preparedProductsAreTheSame_data()
    {
        QTest::addColumn<QString>("prepare");
        for (const char *text : {"hadamard:64", "hadamard:16", "hadamard:256:signs=3", "smooth:0.5", "hadamard:32,smooth:0.25"}) {
            QTest::newRow(text) << QString::fromLatin1(text);
        }
    }
    void preparedProductsAreTheSame()
    {
        QFETCH(QString, prepare);
        const Preparation preparation = preparationFromText(prepare.toStdString());
        const auto exact = makeFloatBackend();
        for (std::uint64_t seed = 6100; seed < 6125; ++seed) {
            const HostCase one = randomHostConvolution(seed);
            const auto maxima = columnMaximaOf(one.graph, TensorMap{{"x", one.x}});
            const auto prepared = makePreparedBackend(std::make_unique<PackingFloat>(), preparation, maxima);
            const double found = difference(runWith(one.graph, one.x, *prepared), runWith(one.graph, one.x, *exact));
            QVERIFY2(found < 1e-5, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(found)));
        }
        const auto graph = smallTransformer();
        const Tensor x = images(2, 8, 10).inputs[0];
        const auto maxima = columnMaximaOf(graph, TensorMap{{graph->inputs.front().name, x}});
        const auto prepared = makePreparedBackend(std::make_unique<PackingFloat>(), preparation, maxima);
        QVERIFY(difference(runWith(graph, x, *prepared), runWith(graph, x, *exact)) < 1e-4);
    }

    void chipMultipliesRotatedCodes()
    {
        // The same product with operands that are rotated beforehand.
        const auto graph = oneProduct(128, 9);
        const Tensor x = randomTensor({5, 128}, 12);
        const Tensor w = graph->constants.at("fc.weight");
        std::vector<float> rotatedX(static_cast<std::size_t>(x.size()));
        std::vector<float> rotatedW(static_cast<std::size_t>(w.size()));
        rotateRows(x.values<float>().data(), 5, 128, 1, 64, {}, rotatedX.data());
        rotateRows(w.values<float>().data(), 9, 128, 1, 64, {}, rotatedW.data());
        Graph other = *graph;
        other.constants.at("fc.weight") = Tensor::of<float>({9, 128}, rotatedW);
        for (const char *format : {"vsq", "int4", "int8", "vsq:mse"}) {
            const BackendOptions options = optionsFor((std::string(format) + " prepare=hadamard:64").c_str());
            const Tensor found = runWith(graph, x, *makeBackend(Fidelity::Chip, options));
            const Tensor expected = runWith(std::make_shared<const Graph>(other), Tensor::of<float>({5, 128}, rotatedX),
                                            *makeBackend(Fidelity::Chip, optionsFor(format)));
            QVERIFY2(std::ranges::equal(found.values<float>(), expected.values<float>()), format);
        }
    }

    void smoothingWithoutMaximaIsAnError()
    {
        const auto graph = oneProduct(32, 3);
        const auto backend = makeBackend(Fidelity::Quantized, optionsFor("nvfp4 prepare=smooth:0.5"));
        QVERIFY(messageOf([&] {
                    runWith(graph, randomTensor({2, 32}, 1), *backend);
                }).ends_with("layer 'fc': smoothing: expected maxima of its activations from calibration data, found none"));
    }

    void layersHaveFormatsOfTheirOwn()
    {
        const auto graph = smallResidual();
        const Tensor x = images(2, 8, 10).inputs[0];
        const std::vector<Layer> layers = lower(*graph);
        BackendOptions options = optionsFor("int8");
        const Tensor plain = runWith(graph, x, *makeBackend(Fidelity::Chip, options));
        for (const Layer &layer : layers) {
            options.layerFormats[layer.name] = namedFormat("int8");
        }
        QVERIFY(
            std::ranges::equal(runWith(graph, x, *makeBackend(Fidelity::Chip, options)).values<float>(), plain.values<float>()));
        // A format that the chip lacks in one layer: the others stay on the chip.
        options.layerFormats = {{layers.front().name, namedFormat("mxfp4")}};
        const Tensor mixed = runWith(graph, x, *makeBackend(Fidelity::Chip, options));
        QVERIFY(!std::ranges::equal(mixed.values<float>(), plain.values<float>()));
        QVERIFY(difference(mixed, plain) < 0.5);
    }

    void saysWhoseArithmetic()
    {
        QVERIFY(arithmeticOf(Fidelity::Quantized, namedFormat("mxfp4")) == "dequantized fp32 (host arithmetic)");
        QVERIFY(defaultFidelity(namedFormat("nvfp4")) == Fidelity::Quantized);
        QVERIFY(defaultFidelity(formatFromText("vsq:mse prepare=hadamard:64")) == Fidelity::Chip);
    }

private:
    static void formats()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"mxfp4", "mxfp8-e5m2:ceil", "mxint8", "nvfp4", "nvfp4-ggml", "nvfp4-4over6", "nvint4", "if4",
                                   "nf4", "q4_0", "q8_0", "int5-v16-fp", "nf4/int8", "int6-v32-s10", "mxfp4/mxfp4:even"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }
};

VSQ_TEST(HostFormatsTest)
#include "hostformats.moc"
