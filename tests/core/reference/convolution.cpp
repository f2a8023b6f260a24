// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

struct Case {
    std::int64_t images, group, channels, filters, height, width, kernelH, kernelW, strideH, strideW, dilationH, dilationW;
    std::vector<std::int64_t> pads; // top, left, bottom, right
};

/// The definition, one multiplication at a time.
Tensor direct(const Case &c, const Tensor &x, const Tensor &w, const Tensor &bias)
{
    const std::int64_t outH = (c.height + c.pads[0] + c.pads[2] - c.dilationH * (c.kernelH - 1) - 1) / c.strideH + 1;
    const std::int64_t outW = (c.width + c.pads[1] + c.pads[3] - c.dilationW * (c.kernelW - 1) - 1) / c.strideW + 1;
    Tensor y(DType::Float32, {c.images, c.group * c.filters, outH, outW});
    auto out = y.mutableValues<float>();
    std::size_t at = 0;
    for (std::int64_t n = 0; n < c.images; ++n) {
        for (std::int64_t f = 0; f < c.group * c.filters; ++f) {
            for (std::int64_t oy = 0; oy < outH; ++oy) {
                for (std::int64_t ox = 0; ox < outW; ++ox) {
                    double sum = static_cast<double>(bias.values<float>()[static_cast<std::size_t>(f)]);
                    for (std::int64_t k = 0; k < c.channels; ++k) {
                        for (std::int64_t r = 0; r < c.kernelH; ++r) {
                            for (std::int64_t s = 0; s < c.kernelW; ++s) {
                                const std::int64_t iy = oy * c.strideH - c.pads[0] + r * c.dilationH;
                                const std::int64_t ix = ox * c.strideW - c.pads[1] + s * c.dilationW;
                                if (iy < 0 || iy >= c.height || ix < 0 || ix >= c.width) {
                                    continue;
                                }
                                const std::int64_t channel = f / c.filters * c.channels + k;
                                const auto xi = ((n * c.group * c.channels + channel) * c.height + iy) * c.width + ix;
                                const auto wi = ((f * c.channels + k) * c.kernelH + r) * c.kernelW + s;
                                sum += static_cast<double>(x.values<float>()[static_cast<std::size_t>(xi)])
                                       * static_cast<double>(w.values<float>()[static_cast<std::size_t>(wi)]);
                            }
                        }
                    }
                    out[at++] = static_cast<float>(sum);
                }
            }
        }
    }
    return y;
}

/// Keeps what it was asked for; computes nothing.
class Recorder final : public ProductBackend {
public:
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return channels < 4; }
    void multiply(const ProductRequest &request, float *c) override
    {
        requests.push_back(request);
        firstRow.assign(request.b, request.b + request.k);
        firstFilter.assign(request.a, request.a + request.k);
        std::fill(c, c + request.n * request.m, 0.0F);
    }
    std::vector<ProductRequest> requests;
    std::vector<float> firstRow;
    std::vector<float> firstFilter;
};

} // namespace

class TestConvolution : public QObject {
    Q_OBJECT
private slots:
    void equalsItsDefinition();
    void oneAndThreeDimensions();
    void autoPadKeepsTheSize();
    void channelsAreInnermostInTheProduct();
    void fewChannelsArePacked();
    void contradictionsNameTheAttribute();
};

void TestConvolution::equalsItsDefinition()
{
    constexpr std::uint64_t kSeed = 20230401;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (int i = 0; i < 150; ++i) {
        Case c{};
        c.images = random.between(1, 3);
        c.group = random.between(1, 3);
        c.channels = random.between(1, 20);
        c.filters = random.between(1, 6);
        c.height = random.between(5, 12);
        c.width = random.between(5, 12);
        c.kernelH = random.between(1, 3);
        c.kernelW = random.between(1, 3);
        c.strideH = random.between(1, 3);
        c.strideW = random.between(1, 2);
        c.dilationH = random.between(1, 2);
        c.dilationW = random.between(1, 2);
        for (int p = 0; p < 4; ++p) {
            c.pads.push_back(random.between(0, 2));
        }
        const Tensor x = randomTensor(random, {c.images, c.group * c.channels, c.height, c.width});
        const Tensor w = randomTensor(random, {c.group * c.filters, c.channels, c.kernelH, c.kernelW});
        const Tensor b = randomTensor(random, {c.group * c.filters});
        const bool constant = random.below(2) != 0;
        const Tensor y = runNode("Conv", {{"x", x}, {constant ? "w" : "v", w}, {"w.bias", b}},
                                 {{"group", c.group},
                                  {"strides", std::vector<std::int64_t>{c.strideH, c.strideW}},
                                  {"dilations", std::vector<std::int64_t>{c.dilationH, c.dilationW}},
                                  {"pads", c.pads}})[0];
        const double error = largestError(y, direct(c, x, w, b));
        QVERIFY2(error < 1e-5, qPrintable(QStringLiteral("case %1: %2").arg(i).arg(error)));
    }
}

void TestConvolution::oneAndThreeDimensions()
{
    // A moving sum of three.
    const Tensor line = runNode("Conv", {{"x", Tensor::of<float>({1, 1, 5}, std::vector<float>{1, 2, 3, 4, 5})},
                                         {"w", Tensor::of<float>({1, 1, 3}, std::vector<float>{1, 1, 1})}})[0];
    QCOMPARE(floatsOf(line), (std::vector<float>{6, 9, 12}));
    // Eight ones in a cube of two.
    std::vector<float> ones(27, 1.0F);
    const Tensor cube = runNode("Conv", {{"x", Tensor::of<float>({1, 1, 3, 3, 3}, ones)},
                                         {"w", Tensor::of<float>({1, 1, 2, 2, 2}, std::vector<float>(8, 1.0F))}})[0];
    QCOMPARE(cube.shape(), (Shape{1, 1, 2, 2, 2}));
    QCOMPARE(floatsOf(cube), std::vector<float>(8, 8.0F));
}

void TestConvolution::autoPadKeepsTheSize()
{
    const Tensor x = Tensor::of<float>({1, 1, 4}, std::vector<float>{1, 2, 3, 4});
    const Tensor w = Tensor::of<float>({1, 1, 2}, std::vector<float>{1, 10});
    // An even kernel: the odd pad goes to the end (UPPER) or the beginning (LOWER).
    QCOMPARE(floatsOf(runNode("Conv", {{"x", x}, {"w", w}}, {{"auto_pad", std::string("SAME_UPPER")}})[0]),
             (std::vector<float>{21, 32, 43, 4}));
    QCOMPARE(floatsOf(runNode("Conv", {{"x", x}, {"w", w}}, {{"auto_pad", std::string("SAME_LOWER")}})[0]),
             (std::vector<float>{10, 21, 32, 43}));
    QCOMPARE(floatsOf(runNode("Conv", {{"x", x}, {"w", w}}, {{"auto_pad", std::string("VALID")}})[0]),
             (std::vector<float>{21, 32, 43}));
}

void TestConvolution::channelsAreInnermostInTheProduct()
{
    constexpr std::int64_t kChannels = 16;
    std::vector<float> image; // value = 100 * pixel + channel, stored by planes
    std::vector<float> filter;
    for (std::int64_t c = 0; c < kChannels; ++c) {
        for (std::int64_t p = 0; p < 4; ++p) {
            image.push_back(static_cast<float>(100 * p + c));
            filter.push_back(static_cast<float>(1000 * p + c));
        }
    }
    std::vector<float> images = image;
    images.insert(images.end(), image.begin(), image.end());
    Recorder recorder;
    runNode("Conv",
            {{"x", Tensor::of<float>({2, kChannels, 2, 2}, images)}, {"w", Tensor::of<float>({1, kChannels, 2, 2}, filter)}}, {},
            1, 17, &recorder);
    QCOMPARE(recorder.requests.size(), std::size_t{1});
    const ProductRequest &request = recorder.requests[0];
    QCOMPARE(request.m, std::int64_t{1});
    QCOMPARE(request.n, std::int64_t{2}); // one pixel of each of two images
    QCOMPARE(request.itemRows, std::int64_t{1});
    QCOMPARE(request.k, 4 * kChannels);
    QCOMPARE(request.segments, std::int64_t{4});
    QCOMPARE(request.segmentLength, kChannels);
    QVERIFY(request.aIsConstant);
    for (std::int64_t tap = 0; tap < 4; ++tap) {
        for (std::int64_t c = 0; c < kChannels; ++c) {
            const auto at = static_cast<std::size_t>(tap * kChannels + c);
            QCOMPARE(recorder.firstRow[at], static_cast<float>(100 * tap + c));
            QCOMPARE(recorder.firstFilter[at], static_cast<float>(1000 * tap + c));
        }
    }
}

void TestConvolution::fewChannelsArePacked()
{
    Random random(5);
    Recorder recorder;
    runNode("Conv", {{"x", randomTensor(random, {1, 6, 5, 5})}, {"w", randomTensor(random, {8, 3, 3, 3})}},
            {{"group", std::int64_t{2}}}, 1, 17, &recorder);
    QCOMPARE(recorder.requests.size(), std::size_t{2});
    for (std::size_t g = 0; g < 2; ++g) {
        const ProductRequest &request = recorder.requests[g];
        QCOMPARE(request.index, static_cast<std::int64_t>(g));
        QCOMPARE(request.count, std::int64_t{2});
        QCOMPARE(request.segments, std::int64_t{1});
        QCOMPARE(request.segmentLength, std::int64_t{27});
        QCOMPARE(request.m, std::int64_t{4});
        QCOMPARE(request.n, std::int64_t{9});
    }
}

void TestConvolution::contradictionsNameTheAttribute()
{
    const Tensor x(DType::Float32, {1, 3, 5, 5});
    const Tensor w(DType::Float32, {4, 3, 3, 3});
    const auto message = [&](const Tensor &image, AttributeMap attributes) {
        return errorOf([&] { runNode("Conv", {{"x", image}, {"w", w}}, attributes); });
    };
    QCOMPARE(message(x, {{"kernel_shape", std::vector<std::int64_t>{5, 5}}}),
             QStringLiteral("node 'node' (Conv): attribute 'kernel_shape': expected [3,3], found [5,5]"));
    QCOMPARE(message(x, {{"strides", std::vector<std::int64_t>{1}}}),
             QStringLiteral("node 'node' (Conv): attribute 'strides': expected 2 numbers, found 1"));
    QCOMPARE(message(x, {{"auto_pad", std::string("SOME")}}),
             QStringLiteral(
                 "node 'node' (Conv): attribute 'auto_pad': expected NOTSET, VALID, SAME_UPPER or SAME_LOWER, found 'SOME'"));
    QCOMPARE(message(Tensor(DType::Float32, {1, 4, 5, 5}), {}),
             QStringLiteral("node 'node' (Conv): channels: expected 3 x 1 groups, found [1,4,5,5]"));
    QCOMPARE(message(Tensor(DType::Float32, {1, 3, 2, 2}), {}),
             QStringLiteral("node 'node' (Conv): window: expected at most 2 wide (input and pads), found 3"));
}

VSQ_TEST(TestConvolution)
#include "convolution.moc"
