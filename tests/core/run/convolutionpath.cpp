// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions read straight from their images give the bits of those that go by way of im2col.
#include "core/run/backend.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

/// The same backend, but for its taking images.
class ByIm2col final : public ProductBackend {
public:
    explicit ByIm2col(ProductBackend &backend) : m_backend(backend) {}
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_backend.packsTaps(channels); }
    void multiply(const ProductRequest &request, float *c) override { m_backend.multiply(request, c); }

private:
    ProductBackend &m_backend;
};

/// Counts what comes as images.
class Counting final : public ProductBackend {
public:
    explicit Counting(ProductBackend &backend) : m_backend(backend) {}
    [[nodiscard]] bool takesImages(const ProductRequest &request) const override { return m_backend.takesImages(request); }
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return m_backend.packsTaps(channels); }
    void multiply(const ProductRequest &request, float *c) override
    {
        images += request.images != nullptr ? 1 : 0;
        m_backend.multiply(request, c);
    }
    int images = 0;

private:
    ProductBackend &m_backend;
};

struct Case {
    std::shared_ptr<const Graph> graph;
    Tensor x;
};

/// Strides beyond the kernel leave pixels unseen, few channels share vectors among taps, groups take some of the channels.
Case randomConvolution(std::uint64_t seed)
{
    Random random(seed);
    const std::int64_t groups = random.below(4) == 0 ? random.between(2, 3) : 1;
    const std::int64_t channels = random.below(3) == 0 ? random.between(1, 15) : random.between(16, 80);
    const std::int64_t filters = random.between(1, 40);
    const std::int64_t height = random.between(3, 14);
    const std::int64_t width = random.between(3, 14);
    const std::int64_t kernelY = random.between(1, 3);
    const std::int64_t kernelX = random.between(1, 3);
    const std::int64_t dilation = kernelY * 2 <= height && kernelX * 2 <= width ? random.between(1, 2) : 1;
    GraphBuilder builder("convolution", seed);
    const std::string input = builder.input("x", DType::Float32, {-1, groups * channels, height, width}, {"batch"});
    const AttributeMap attributes{{"group", groups},
                                  {"dilations", std::vector<std::int64_t>{dilation, dilation}},
                                  {"strides", std::vector<std::int64_t>{random.between(1, 4), random.between(1, 3)}},
                                  {"pads", std::vector<std::int64_t>{random.between(0, 2), random.between(0, 2),
                                                                     random.between(0, 2), random.between(0, 2)}}};
    std::vector<std::string> inputs{input, builder.normal("w", {groups * filters, channels, kernelY, kernelX}, 0.3)};
    if (random.below(2) == 0) {
        inputs.push_back(builder.normal("b", {groups * filters}, 1.0));
    }
    builder.output(builder.node("Conv", "conv", inputs, attributes), "y", {-1, groups * filters, -1, -1}, {"batch"});
    Case made{std::make_shared<const Graph>(builder.take()),
              randomTensor({random.between(1, 4), groups * channels, height, width}, seed + 1)};
    // Images of different brightness have different scales; large single pixels decide them, if some window sees them.
    auto values = made.x.mutableValues<float>();
    for (int i = 0; i < 3; ++i) {
        values[static_cast<std::size_t>(random.between(0, made.x.size() - 1))] *= 20.0F;
    }
    return made;
}

} // namespace

class ConvolutionPathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void imagesEqualIm2col();
    void otherCalibrationsGoByIm2col();
    void namesThePlaceOfWhatIsNotFinite();
};

void ConvolutionPathTest::imagesEqualIm2col()
{
    std::uint64_t seed = 81000;
    qInfo("seeds from %llu", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 400; ++round, ++seed) {
        const Case one = randomConvolution(seed);
        BackendOptions options;
        options.format = namedFormat(std::array{"vsq", "int4", "int8"}[seed % 3]);
        const std::vector<Isa> isas = supportedIsas();
        options.engine.isa = isas[seed / 3 % isas.size()];
        const auto backend = makeBackend(seed % 5 < 2 ? Fidelity::Quantized : Fidelity::Chip, options);
        Counting counting(*backend);
        ByIm2col plain(*backend);
        const Executor executor(one.graph);
        const Tensor direct = executor.run({{"x", one.x}}, counting).at("y");
        const Tensor expected = executor.run({{"x", one.x}}, plain).at("y");
        const QByteArray where = QByteArray::number(static_cast<qulonglong>(seed));
        QVERIFY2(counting.images > 0, where);
        QVERIFY2(direct.shape() == expected.shape(), where);
        QVERIFY2(std::ranges::equal(direct.values<float>(), expected.values<float>()), where);
    }
}

void ConvolutionPathTest::otherCalibrationsGoByIm2col()
{
    const Case one = randomConvolution(5);
    BackendOptions options;
    options.format = namedFormat("int8");
    options.format.calibration.method = Calibration::Method::Percentile;
    const auto backend = makeBackend(Fidelity::Chip, options);
    Counting counting(*backend);
    Executor(one.graph).run({{"x", one.x}}, counting);
    QCOMPARE(counting.images, 0);
}

void ConvolutionPathTest::namesThePlaceOfWhatIsNotFinite()
{
    GraphBuilder builder("convolution", 1);
    const std::string input = builder.input("x", DType::Float32, {-1, 20, 5, 6}, {"batch"});
    builder.output(builder.node("Conv", "conv", {input, builder.normal("w", {4, 20, 3, 3}, 0.3)}), "y", {-1, 4, 3, 4}, {"batch"});
    const auto graph = std::make_shared<const Graph>(builder.take());
    for (const char *format : {"vsq", "int8"}) {
        Tensor x = randomTensor({3, 20, 5, 6}, 3);
        x.mutableValues<float>()[((2 * 20 + 7) * 5 + 3) * 6 + 1] = std::numeric_limits<float>::quiet_NaN();
        BackendOptions options;
        options.format = namedFormat(format);
        const auto backend = makeBackend(Fidelity::Chip, options);
        try {
            Executor(graph).run({{"x", x}}, *backend);
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.place().item, std::string("image 2, channel 7, row 3, column 1"));
            QCOMPARE(error.found(), std::string("NaN; the data bring it: input 'x', element 1429"));
        }
    }
}

VSQ_TEST(ConvolutionPathTest)
#include "convolutionpath.moc"
