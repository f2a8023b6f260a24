// SPDX-License-Identifier: GPL-3.0-or-later
// Operators beyond ONNX's own cases: later opsets, edges that a file can bring about, refusals.
#include "core/network/operators/inferencecall.h"
#include "core/network/operators/window.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor floats(Shape shape, std::vector<float> values)
{
    return Tensor::of<float>(std::move(shape), values);
}

Tensor wholes(std::vector<std::int64_t> values)
{
    return Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values);
}

} // namespace

class TestOperators : public QObject {
    Q_OBJECT
private slots:
    void integerDivisionNeverTraps();
    void softmaxOfOldOpsetsFlattens();
    void softmaxSurvivesLargeNumbers();
    void nanPassesRelu();
    void reductionsTakeAxesAsInput();
    void unevenSplit();
    void geluForms();
    void blockedDequantization();
    void sliceBoundsMayBeFarOutside();
    void ceilModeKeepsNoWindowInThePadding();
    void refusalsNameWhatIsNotSupported();
    void trianglesFarOffAreWholeOrEmpty();
    void sizesBesideNothingAreHeldToTheLimit();
    void windowsBeyondIntegersAreErrors();
    void regionsThatAreNoNumbers();
};

void TestOperators::integerDivisionNeverTraps()
{
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    const auto divide = [](std::int64_t a, std::int64_t b) {
        return runNode("Div", {{"a", wholes({a})}, {"b", wholes({b})}})[0].toInt64()[0];
    };
    QCOMPARE(divide(-7, 2), std::int64_t{-3}); // towards zero
    QCOMPARE(divide(7, 0), std::int64_t{0});
    QCOMPARE(divide(kLeast, -1), kLeast);
    QCOMPARE(runNode("Mod", {{"a", wholes({kLeast, -7, 7})}, {"b", wholes({-1, 3, -3})}})[0].toInt64(),
             (std::vector<std::int64_t>{0, 2, -2}));
}

void TestOperators::softmaxOfOldOpsetsFlattens()
{
    const Tensor x = floats({1, 2, 2}, {0, 0, 0, 0});
    QCOMPARE(floatsOf(runNode("Softmax", {{"x", x}}, {}, 1, 11)[0]), std::vector<float>(4, 0.25F));
    QCOMPARE(floatsOf(runNode("Softmax", {{"x", x}}, {}, 1, 13)[0]), std::vector<float>(4, 0.5F));
}

void TestOperators::softmaxSurvivesLargeNumbers()
{
    const float infinity = std::numeric_limits<float>::infinity();
    QCOMPARE(floatsOf(runNode("Softmax", {{"x", floats({1, 3}, {1e30F, 1e30F, -infinity})}})[0]),
             (std::vector<float>{0.5F, 0.5F, 0.0F}));
}

void TestOperators::nanPassesRelu()
{
    QVERIFY(std::isnan(floatsOf(runNode("Relu", {{"x", floats({1}, {std::numeric_limits<float>::quiet_NaN()})}})[0])[0]));
}

void TestOperators::reductionsTakeAxesAsInput()
{
    const Tensor x = floats({2, 3}, {1, 2, 3, 4, 5, 6});
    QCOMPARE(floatsOf(runNode("ReduceMean", {{"x", x}, {"w", wholes({1})}}, {{"keepdims", std::int64_t{0}}}, 1, 18)[0]),
             (std::vector<float>{2, 5}));
    QCOMPARE(floatsOf(runNode("ReduceMax", {{"x", x}, {"w", wholes({0})}}, {}, 1, 18)[0]), (std::vector<float>{4, 5, 6}));
    QCOMPARE(floatsOf(runNode("ReduceSum", {{"x", x}, {"w", wholes({})}}, {{"noop_with_empty_axes", std::int64_t{1}}}, 1, 18)[0]),
             floatsOf(x));
}

void TestOperators::unevenSplit()
{
    const auto parts = runNode("Split", {{"x", floats({5}, {1, 2, 3, 4, 5})}}, {{"num_outputs", std::int64_t{2}}}, 2, 18);
    QCOMPARE(floatsOf(parts[0]), (std::vector<float>{1, 2, 3}));
    QCOMPARE(floatsOf(parts[1]), (std::vector<float>{4, 5}));
}

void TestOperators::geluForms()
{
    for (const double x : {-3.0, -0.5, 0.0, 1.0, 2.5}) {
        const Tensor in = floats({1}, {static_cast<float>(x)});
        const double exact = 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0)));
        const double inner = std::sqrt(2.0 / 3.14159265358979) * (x + 0.044715 * x * x * x);
        const double tanhForm = 0.5 * x * (1.0 + std::tanh(inner));
        QVERIFY(std::fabs(static_cast<double>(floatsOf(runNode("Gelu", {{"x", in}}, {}, 1, 20)[0])[0]) - exact) < 1e-6);
        QVERIFY(std::fabs(static_cast<double>(
                              floatsOf(runNode("Gelu", {{"x", in}}, {{"approximate", std::string("tanh")}}, 1, 20)[0])[0])
                          - tanhForm)
                < 1e-6);
    }
}

void TestOperators::blockedDequantization()
{
    // Two rows of four codes, a scale for each two of them.
    const Tensor codes = Tensor::of<std::int8_t>({2, 4}, std::vector<std::int8_t>{1, 2, 3, 4, -1, -2, -3, -4});
    const Tensor scales = floats({2, 2}, {1, 10, 100, 1000});
    const Tensor y = runNode("DequantizeLinear", {{"x", codes}, {"w", scales}},
                             {{"axis", std::int64_t{1}}, {"block_size", std::int64_t{2}}}, 1, 21)[0];
    QCOMPARE(floatsOf(y), (std::vector<float>{1, 2, 30, 40, -100, -200, -3000, -4000}));
}

void TestOperators::sliceBoundsMayBeFarOutside()
{
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    const Tensor x = floats({4}, {1, 2, 3, 4});
    const auto slice = [&](std::int64_t start, std::int64_t end, std::int64_t step) {
        return floatsOf(runNode(
            "Slice", {{"x", x}, {"w1", wholes({start})}, {"w2", wholes({end})}, {"w3", wholes({0})}, {"w4", wholes({step})}})[0]);
    };
    QCOMPARE(slice(kLeast, kMost, 1), (std::vector<float>{1, 2, 3, 4}));
    QCOMPARE(slice(kMost, kLeast, -1), (std::vector<float>{4, 3, 2, 1}));
    QCOMPARE(slice(-1, kLeast, -2), (std::vector<float>{4, 2}));
    QCOMPARE(slice(0, kMost, kMost), (std::vector<float>{1}));
    QCOMPARE(slice(3, 1, 1), std::vector<float>{});
}

void TestOperators::ceilModeKeepsNoWindowInThePadding()
{
    // Width 4, pad 1 each side, windows of 2 at stride 2: starts -1, 1, 3; a fourth would lie in the padding.
    const Tensor y = runNode("MaxPool", {{"x", floats({1, 1, 4}, {1, 2, 3, 4})}},
                             {{"kernel_shape", std::vector<std::int64_t>{2}},
                              {"strides", std::vector<std::int64_t>{2}},
                              {"pads", std::vector<std::int64_t>{1, 1}},
                              {"ceil_mode", std::int64_t{1}}})[0];
    QCOMPARE(floatsOf(y), (std::vector<float>{1, 3, 4}));
}

void TestOperators::refusalsNameWhatIsNotSupported()
{
    const Tensor x = floats({1, 1, 2, 2}, {1, 2, 3, 4});
    QCOMPARE(errorOf([&] {
                 runNode("Frobnicate", {{"x", x}});
             }),
             QStringLiteral("node 'node' (Frobnicate): operator 'Frobnicate' is not supported"));
    QCOMPARE(errorOf([&] {
                 runNode("Relu", {{"x", x}}, {{"speed", 1.0F}});
             }),
             QStringLiteral("node 'node' (Relu): attribute 'speed' is not supported: expected no attributes, found 'speed'"));
    QCOMPARE(errorOf([&] {
                 runNode("Concat", {{"x", x}}, {{"axis", 1.0F}});
             }),
             QStringLiteral("node 'node' (Concat): attribute 'axis': expected an integer, found a float"));
    QCOMPARE(errorOf([&] {
                 runNode("Add", {{"x", x}, {"y", floats({3}, {1, 2, 3})}});
             }),
             QStringLiteral("node 'node' (Add): shapes: expected shapes that broadcast, found [1,1,2,2] and [3]"));
    QCOMPARE(errorOf([&] {
                 runNode("Gather", {{"x", x}, {"w", wholes({5})}});
             }),
             QStringLiteral("node 'node' (Gather): index: expected -1 to 0, found 5"));
}

/// Trilu's k may be any number: a row's own added to it must not come round.
void TestOperators::trianglesFarOffAreWholeOrEmpty()
{
    const Tensor x = floats({2, 2}, {1, 2, 3, 4});
    const Tensor nothing(DType::Float32, {2, 2});
    for (const bool upper : {true, false}) {
        for (const bool far : {true, false}) {
            const std::int64_t k = far ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
            const Tensor y = runNode("Trilu", {{"x", x}, {"k", Tensor::scalar(k)}}, {{"upper", std::int64_t{upper}}}).front();
            QVERIFY(std::ranges::equal(y.values<float>(), (upper == far ? nothing : x).values<float>()));
        }
    }
}

void TestOperators::sizesBesideNothingAreHeldToTheLimit()
{
    constexpr std::int64_t kLarge = std::int64_t{1} << 30;
    for (const Shape &shape : {Shape{0, kLarge, kLarge}, Shape{kLarge, 0, kLarge}, Shape{kLarge, kLarge, 0}}) {
        QVERIFY(errorOf([&] { elementCount(shape); }).endsWith(QStringLiteral(": expected at most 2^48 elements, found more")));
        QVERIFY(
            errorOf([&] { openProduct(shape, 0, 3); }).endsWith(QStringLiteral(": expected at most 2^48 elements, found more")));
    }
    QCOMPARE(elementCount({kLarge, 0, 7}), std::int64_t{0});
    QCOMPARE(openProduct({kLarge, 0, -1}, 0, 3), std::int64_t{0});
}

void TestOperators::windowsBeyondIntegersAreErrors()
{
    constexpr std::int64_t kWide = std::int64_t{1} << 24;
    constexpr std::int64_t kLong = std::int64_t{1} << 39;
    const Node transposed{"node", "ConvTranspose", {}, {"x", "w"}, {"y"}, {{"strides", std::vector<std::int64_t>{kWide}}}};
    QVERIFY(errorOf([&] {
                transposedWindowOf(transposed, {1, 1, kLong}, {1, 1, kWide});
            }).startsWith(QStringLiteral("size: expected at most 2^63 - 1")));
    const Node pooled{"node",
                      "MaxPool",
                      {},
                      {"x"},
                      {"y"},
                      {{"kernel_shape", std::vector<std::int64_t>{kWide, kWide}},
                       {"pads", std::vector<std::int64_t>{kWide, kWide, kWide, kWide}}}};
    QCOMPARE(errorOf([&] {
                 windowOf(pooled, {1, 1, 4, 4}, {});
             }),
             QStringLiteral("node 'node' (MaxPool): window: expected at most 2^28 taps, found [16777216,16777216]"));
}

void TestOperators::regionsThatAreNoNumbers()
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    const float far = std::numeric_limits<float>::max();
    for (const float corner : {none, far, -far}) {
        for (const char *mode : {"nearest", "linear", "cubic"}) {
            const Tensor y = runNode("Resize",
                                     {{"x", floats({1, 1, 1, 3}, {1, 2, 3})},
                                      {"roi", floats({8}, {0, 0, 0, corner, 1, 1, 1, corner})},
                                      {"scales", floats({4}, {1, 1, 1, 2})}},
                                     {{"mode", std::string(mode)},
                                      {"coordinate_transformation_mode", std::string("tf_crop_and_resize")},
                                      {"extrapolation_value", 7.0F}})[0];
            for (const float value : floatsOf(y)) {
                QVERIFY(value == 7.0F || (value >= 1.0F && value <= 3.0F));
            }
        }
    }
    const Tensor image = Tensor::of<std::int64_t>({1}, std::vector<std::int64_t>{0});
    const Tensor pictures = runNode(
        "RoiAlign", {{"x", floats({1, 1, 2, 2}, {1, 2, 3, 4})}, {"rois", floats({1, 4}, {none, 0, 1, none})}, {"images", image}},
        {{"output_height", std::int64_t{1}}, {"output_width", std::int64_t{1}}}, 1, 16)[0];
    QCOMPARE(floatsOf(pictures), (std::vector<float>{0}));
}

VSQ_TEST(TestOperators)
#include "operators.moc"
