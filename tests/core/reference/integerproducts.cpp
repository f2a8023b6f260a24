// SPDX-License-Identifier: GPL-3.0-or-later
// Products of a network's own integers against sums written out by hand.
#include "core/network/lowering.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

template <typename T>
Tensor randomCodes(Random &random, Shape shape, int low, int high)
{
    Tensor tensor(DTypeOf<T>::value, std::move(shape));
    for (T &code : tensor.mutableValues<T>()) {
        code = static_cast<T>(low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1))));
    }
    return tensor;
}

template <typename T>
std::vector<T> valuesOf(const Tensor &tensor)
{
    const auto values = tensor.values<T>();
    return {values.begin(), values.end()};
}

/// Sums of a convolution with stride 2 and a pad of 1 on all sides, in 64 bits.
std::vector<std::int64_t> convolved(const Tensor &x, const Tensor &w, std::int64_t zeroX, const std::vector<std::int64_t> &zeroW,
                                    std::int64_t groups, std::int64_t out)
{
    const auto xs = x.toInt64();
    const auto ws = w.toInt64();
    std::vector<std::int64_t> sums;
    for (std::int64_t n = 0; n < x.dim(0); ++n) {
        for (std::int64_t f = 0; f < w.dim(0); ++f) {
            for (std::int64_t oy = 0; oy < out; ++oy) {
                for (std::int64_t ox = 0; ox < out; ++ox) {
                    std::int64_t sum = 0;
                    for (std::int64_t c = 0; c < w.dim(1); ++c) {
                        for (std::int64_t r = 0; r < w.dim(2); ++r) {
                            for (std::int64_t s = 0; s < w.dim(3); ++s) {
                                const std::int64_t y = oy * 2 + r - 1;
                                const std::int64_t xx = ox * 2 + s - 1;
                                if (y < 0 || xx < 0 || y >= x.dim(2) || xx >= x.dim(3)) {
                                    continue; // padding is the zero point
                                }
                                const std::int64_t channel = f / (w.dim(0) / groups) * w.dim(1) + c;
                                const auto at = static_cast<std::size_t>(((n * x.dim(1) + channel) * x.dim(2) + y) * x.dim(3)
                                                                         + xx);
                                const auto tap = static_cast<std::size_t>(((f * w.dim(1) + c) * w.dim(2) + r) * w.dim(3) + s);
                                sum += (xs[at] - zeroX) * (ws[tap] - zeroW[zeroW.size() == 1 ? 0 : static_cast<std::size_t>(f)]);
                            }
                        }
                    }
                    sums.push_back(sum);
                }
            }
        }
    }
    return sums;
}

AttributeMap window(std::int64_t groups)
{
    return {{"group", groups}, {"strides", std::vector<std::int64_t>{2, 2}}, {"pads", std::vector<std::int64_t>{1, 1, 1, 1}}};
}

} // namespace

class TestIntegerProducts : public QObject {
    Q_OBJECT
private slots:
    void convIntegerIsExact();
    void qlinearConvRoundsAsOnnx();
    void matMulIntegerIsExactBeyondFloats();
    void zeroPointsOfRowsAndColumns();
    void qlinearMatMulHasScalesOfColumns();
    void theirProductsAreListed();
    void dynamicQuantization();
};

void TestIntegerProducts::convIntegerIsExact()
{
    Random random(7);
    for (const std::int64_t groups : {1, 2}) {
        const Tensor x = randomCodes<std::uint8_t>(random, {2, 4, 5, 5}, 0, 255);
        const Tensor w = randomCodes<std::int8_t>(random, {6, 4 / groups, 3, 3}, -128, 127);
        const auto y = runNode("ConvInteger", {{"x", x}, {"w", w}, {"wzx", Tensor::scalar(std::uint8_t{113})}}, window(groups));
        const auto expected = convolved(x, w, 113, {0}, groups, 3);
        QCOMPARE(y[0].shape(), (Shape{2, 6, 3, 3}));
        QCOMPARE(y[0].toInt64(), expected);
    }
}

void TestIntegerProducts::qlinearConvRoundsAsOnnx()
{
    Random random(8);
    const Tensor x = randomCodes<std::uint8_t>(random, {1, 3, 5, 5}, 0, 255);
    const Tensor w = randomCodes<std::uint8_t>(random, {2, 3, 3, 3}, 0, 255);
    const std::vector<float> scales{0.004F, 0.0071F};
    const Tensor bias = Tensor::of<std::int32_t>({2}, std::vector<std::int32_t>{900, -1500});
    const auto y = runNode("QLinearConv",
                           {{"x", x},
                            {"wsx", Tensor::scalar(0.02F)},
                            {"wzx", Tensor::scalar(std::uint8_t{120})},
                            {"w", w},
                            {"wsw", Tensor::of<float>({2}, scales)},
                            {"wzw", Tensor::of<std::uint8_t>({2}, std::vector<std::uint8_t>{128, 131})},
                            {"wsy", Tensor::scalar(0.05F)},
                            {"wzy", Tensor::scalar(std::int8_t{-3})},
                            {"wb", bias}},
                           window(1));
    const auto sums = convolved(x, w, 120, {128, 131}, 1, 3);
    QCOMPARE(y[0].dtype(), DType::Int8);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const std::size_t filter = i / 9;
        const float factor = 0.02F * scales[filter] / 0.05F;
        const double code =
            std::nearbyint(static_cast<double>(static_cast<float>(sums[i] + (filter == 0 ? 900 : -1500)) * factor)) - 3.0;
        QCOMPARE(static_cast<double>(y[0].values<std::int8_t>()[i]), std::clamp(code, -128.0, 127.0));
    }
}

void TestIntegerProducts::matMulIntegerIsExactBeyondFloats()
{
    constexpr std::int64_t kLong = 70001; // sums of 4.5e9, which wrap at 32 bits, and that no float32 holds
    Tensor a(DType::UInt8, {1, kLong});
    Tensor b(DType::UInt8, {kLong, 1});
    std::uint32_t expected = 0;
    for (std::int64_t i = 0; i < kLong; ++i) {
        const auto at = static_cast<std::size_t>(i);
        a.mutableValues<std::uint8_t>()[at] = 255;
        b.mutableValues<std::uint8_t>()[at] = static_cast<std::uint8_t>(255 - i % 3);
        expected += 255U * (255U - static_cast<std::uint32_t>(i % 3));
    }
    QCOMPARE(runNode("MatMulInteger", {{"a", a}, {"w", b}})[0].values<std::int32_t>()[0], static_cast<std::int32_t>(expected));
}

void TestIntegerProducts::zeroPointsOfRowsAndColumns()
{
    const Tensor a = Tensor::of<std::int8_t>({2, 2}, std::vector<std::int8_t>{1, 2, -3, 4});
    const Tensor b = Tensor::of<std::uint8_t>({2, 2, 3}, std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    const Tensor zeroA = Tensor::of<std::int8_t>({2}, std::vector<std::int8_t>{1, -1});
    const Tensor zeroB = Tensor::of<std::uint8_t>({3}, std::vector<std::uint8_t>{1, 2, 3});
    // Rows of a without zero points: (0, 1), (-2, 5). Columns of the first b: (0, 3) each, of the second: (6, 9) each.
    const auto y = runNode("MatMulInteger", {{"a", a}, {"b", b}, {"wza", zeroA}, {"wzb", zeroB}});
    QCOMPARE(y[0].shape(), (Shape{2, 2, 3}));
    QCOMPARE(valuesOf<std::int32_t>(y[0]), (std::vector<std::int32_t>{3, 3, 3, 15, 15, 15, 9, 9, 9, 33, 33, 33}));
}

void TestIntegerProducts::qlinearMatMulHasScalesOfColumns()
{
    const Tensor a = Tensor::of<std::uint8_t>({1, 2}, std::vector<std::uint8_t>{130, 126});
    const Tensor b = Tensor::of<std::int8_t>({2, 3}, std::vector<std::int8_t>{10, 20, 30, 1, 2, 3});
    // (2, -2) times the columns: 18, 36, 54. Times 0.5, 0.25, 1 over 2: 4.5 (to even: 4), 4.5, 27.
    const auto y = runNode("QLinearMatMul", {{"a", a},
                                             {"wsa", Tensor::scalar(1.0F)},
                                             {"wza", Tensor::scalar(std::uint8_t{128})},
                                             {"wb", b},
                                             {"wsb", Tensor::of<float>({3}, std::vector<float>{0.5F, 0.25F, 1.0F})},
                                             {"wzb", Tensor::scalar(std::int8_t{0})},
                                             {"wsy", Tensor::scalar(2.0F)},
                                             {"wzy", Tensor::scalar(std::uint8_t{100})}});
    QCOMPARE(valuesOf<std::uint8_t>(y[0]), (std::vector<std::uint8_t>{104, 104, 127}));
}

void TestIntegerProducts::theirProductsAreListed()
{
    Graph graph;
    graph.inputs = {{"x", DType::UInt8, {1, 3, 8, 8}, {}}};
    graph.constants.emplace("sx", Tensor::scalar(1.0F));
    graph.constants.emplace("zx", Tensor::scalar(std::uint8_t{128}));
    graph.constants.emplace("zero", Tensor::scalar(std::uint8_t{0}));
    graph.constants.emplace("w", Tensor(DType::Int8, {4, 3, 3, 3}));
    graph.constants.emplace("zw", Tensor::scalar(std::int8_t{0}));
    graph.nodes.push_back({"own", "QLinearConv", {}, {"x", "sx", "zx", "w", "sx", "zw", "sx", "zx"}, {"y"}, {}});
    graph.nodes.push_back({"again", "ConvInteger", {}, {"x", "w", "zero"}, {"z"}, {}});
    graph.outputs = {{"y", DType::UInt8, {}, {}}, {"z", DType::Int32, {}, {}}};
    const auto layers = lower(graph);
    QCOMPARE(layers.size(), std::size_t{2});
    for (const Layer &layer : layers) {
        QCOMPARE(layer.m, 4);
        QCOMPARE(layer.n, 36);
        QCOMPARE(layer.k, 27);
        QVERIFY(layer.onChip && layer.aIsConstant);
    }
    QVERIFY(layers[0].reason.find("takes their codes as they are") != std::string::npos);
    QVERIFY(layers[1].reason.find("do not fit eight bits") != std::string::npos);
}

void TestIntegerProducts::dynamicQuantization()
{
    // Range -1 .. 1.55: scale 0.01, zero point 100.
    const auto y = runNode("DynamicQuantizeLinear",
                           {{"x", Tensor::of<float>({4}, std::vector<float>{-1.0F, 0.0F, 0.256F, 1.55F})}}, {}, 3);
    QCOMPARE(valuesOf<std::uint8_t>(y[0]), (std::vector<std::uint8_t>{0, 100, 126, 255}));
    QVERIFY(std::fabs(y[1].values<float>()[0] - 0.01F) < 1e-7F);
    QCOMPARE(int(y[2].values<std::uint8_t>()[0]), 100);
    const auto none = runNode("DynamicQuantizeLinear", {{"x", Tensor(DType::Float32, {3})}}, {}, 3);
    QCOMPARE(valuesOf<std::uint8_t>(none[0]), (std::vector<std::uint8_t>{0, 0, 0}));
}

VSQ_TEST(TestIntegerProducts)
#include "integerproducts.moc"
