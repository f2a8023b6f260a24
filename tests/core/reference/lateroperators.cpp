// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that ONNX's own cases of Debian do not have, or not in these forms: expectations by their definitions.
#include "tests/core/reference/onenode.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace vsq;
using namespace vsq::test;

namespace {

using Integers = std::vector<std::int64_t>;

Tensor floats(Shape shape, std::vector<float> values)
{
    return Tensor::of<float>(std::move(shape), values);
}

Tensor integers(const Integers &values)
{
    return Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values);
}

bool near(float a, double b)
{
    return std::fabs(static_cast<double>(a) - b) < 1e-4 * (1.0 + std::fabs(b));
}

} // namespace

class TestLaterOperators : public QObject {
    Q_OBJECT
private slots:
    void mish();
    void upsampleOfOpsetSeven();
    void batchNormalizationInTraining();
    void fourierTransformsOfAnyLength_data();
    void fourierTransformsOfAnyLength();
    void shortTimeTransformsAreTransformsOfFrames();
    void columnsAddUp();
    void recurrentFunctions();
    void theCellIsClipped();
    void samplesOfAVolume();
    void boxesWithoutALimitAreNotKept();
    void sumsOfNothing();
    void castsRoundToNarrowTypes();
    void bitsOfIntegers();
    void bitsAreShiftedOut();
    void diagonalsOfOnes();
};

void TestLaterOperators::mish()
{
    const std::vector<float> y = floatsOf(runNode("Mish", {{"x", floats({3}, {-2.0F, 0.5F, 30.0F})}}, {}, 1, 18)[0]);
    for (std::size_t i = 0; i < 3; ++i) {
        const double x = std::vector<double>{-2.0, 0.5, 30.0}[i];
        QVERIFY(near(y[i], x * std::tanh(std::log(1.0 + std::exp(x)))));
    }
}

void TestLaterOperators::upsampleOfOpsetSeven()
{
    const Tensor x = floats({1, 1, 1, 2}, {1, 2});
    const AttributeMap attributes{{"scales", std::vector<float>{1, 1, 2, 2}}, {"mode", std::string("nearest")}};
    const Tensor y = runNode("Upsample", {{"x", x}}, attributes, 1, 7)[0];
    QCOMPARE(y.shape(), (Shape{1, 1, 2, 4}));
    QCOMPARE(floatsOf(y), (std::vector<float>{1, 1, 2, 2, 1, 1, 2, 2}));
}

void TestLaterOperators::batchNormalizationInTraining()
{
    // Two channels of two values: means 2 and 6, variances 1 and 4.
    const auto y = runNode("BatchNormalization",
                           {{"x", floats({2, 2}, {1, 4, 3, 8})},
                            {"scale", floats({2}, {1, 2})},
                            {"bias", floats({2}, {0, 1})},
                            {"mean", floats({2}, {10, 10})},
                            {"variance", floats({2}, {0, 8})}},
                           {{"training_mode", std::int64_t{1}}, {"momentum", 0.5F}, {"epsilon", 0.0F}}, 3);
    QCOMPARE(floatsOf(y[0]), (std::vector<float>{-1, -1, 1, 3}));
    QCOMPARE(floatsOf(y[1]), (std::vector<float>{6, 8}));
    QCOMPARE(floatsOf(y[2]), (std::vector<float>{0.5F, 6}));
}

void TestLaterOperators::fourierTransformsOfAnyLength_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {1, 2, 7, 8, 12, 31, 64, 100}) {
        QTest::addRow("%d", length) << length;
    }
}

void TestLaterOperators::fourierTransformsOfAnyLength()
{
    QFETCH(int, length);
    Random random(static_cast<std::uint64_t>(length));
    const Tensor x = randomTensor(random, {2, length, 2});
    const Tensor y = runNode("DFT", {{"x", x}})[0];
    const auto in = floatsOf(x);
    const auto out = floatsOf(y);
    for (int item = 0; item < 2; ++item) {
        for (int k = 0; k < length; ++k) {
            double re = 0.0;
            double im = 0.0;
            for (int n = 0; n < length; ++n) {
                const double angle = -2.0 * std::numbers::pi * k * n / length;
                const auto at = static_cast<std::size_t>(item * length + n) * 2;
                re += static_cast<double>(in[at]) * std::cos(angle) - static_cast<double>(in[at + 1]) * std::sin(angle);
                im += static_cast<double>(in[at]) * std::sin(angle) + static_cast<double>(in[at + 1]) * std::cos(angle);
            }
            const auto at = static_cast<std::size_t>(item * length + k) * 2;
            QVERIFY(near(out[at], re) && near(out[at + 1], im));
        }
    }
    const Tensor back = runNode("DFT", {{"x", y}}, {{"inverse", std::int64_t{1}}})[0];
    QVERIFY(largestError(back, x) < 1e-5);
    // Opset 20: the axis is an input; of real numbers half of the bins say everything.
    const Tensor real = randomTensor(random, {length, 3, 1});
    const Tensor half = runNode("DFT", {{"x", real}, {"", Tensor()}, {"w", Tensor::scalar<std::int64_t>(0)}},
                                {{"onesided", std::int64_t{1}}}, 1, 20)[0];
    QCOMPARE(half.shape(), (Shape{length / 2 + 1, 3, 2}));
}

void TestLaterOperators::shortTimeTransformsAreTransformsOfFrames()
{
    Random random(5);
    const Tensor x = randomTensor(random, {1, 10, 1});
    const Tensor window = randomTensor(random, {4});
    const Tensor y = runNode("STFT", {{"x", x}, {"w_step", Tensor::scalar<std::int64_t>(3)}, {"w", window}})[0];
    QCOMPARE(y.shape(), (Shape{1, 3, 3, 2}));
    for (std::int64_t frame = 0; frame < 3; ++frame) {
        Tensor part(DType::Float32, {1, 4, 1});
        for (std::size_t i = 0; i < 4; ++i) {
            part.mutableValues<float>()[i] = floatsOf(x)[static_cast<std::size_t>(frame) * 3 + i] * floatsOf(window)[i];
        }
        const auto expected = floatsOf(runNode("DFT", {{"x", part}}, {{"onesided", std::int64_t{1}}})[0]);
        for (std::size_t i = 0; i < 6; ++i) {
            QVERIFY(near(floatsOf(y)[static_cast<std::size_t>(frame) * 6 + i], static_cast<double>(expected[i])));
        }
    }
}

void TestLaterOperators::columnsAddUp()
{
    // Blocks of 2 x 1 over an image of 3 x 2, stride 1: each column holds one block, the middle row lies in two.
    const Tensor columns = floats({1, 2, 4}, {1, 2, 3, 4, 10, 20, 30, 40});
    const Tensor y = runNode("Col2Im", {{"x", columns}, {"w_image", integers({3, 2})}, {"w_block", integers({2, 1})}}, {}, 1,
                             18)[0];
    QCOMPARE(y.shape(), (Shape{1, 1, 3, 2}));
    QCOMPARE(floatsOf(y), (std::vector<float>{1, 2, 13, 24, 30, 40}));
}

void TestLaterOperators::recurrentFunctions()
{
    // One unit, one step: y = f(w x), with alpha taken by those that have one.
    const auto step = [](const std::string &function, std::vector<float> alpha, std::vector<float> beta) {
        AttributeMap attributes{{"activations", std::vector<std::string>{function}}};
        if (!alpha.empty()) {
            attributes.emplace("activation_alpha", alpha);
        }
        if (!beta.empty()) {
            attributes.emplace("activation_beta", beta);
        }
        return floatsOf(
            runNode("RNN", {{"x", floats({1, 1, 1}, {-2})}, {"w", floats({1, 1, 1}, {0.5F})}, {"w_r", floats({1, 1, 1}, {1})}},
                    attributes)[0])[0];
    };
    QVERIFY(near(step("Relu", {}, {}), 0.0));
    QVERIFY(near(step("Sigmoid", {}, {}), 1.0 / (1.0 + std::exp(1.0))));
    QVERIFY(near(step("Affine", {3.0F}, {0.25F}), -2.75));
    QVERIFY(near(step("LeakyRelu", {}, {}), -0.01));
    QVERIFY(near(step("ScaledTanh", {2.0F}, {0.5F}), 2.0 * std::tanh(-0.5)));
    QVERIFY(near(step("HardSigmoid", {}, {}), 0.3));
    QVERIFY(near(step("Elu", {2.0F}, {}), 2.0 * (std::exp(-1.0) - 1.0)));
    QVERIFY(near(step("Softsign", {}, {}), -0.5));
    QVERIFY(near(step("Softplus", {}, {}), std::log(1.0 + std::exp(-1.0))));
}

void TestLaterOperators::theCellIsClipped()
{
    // All sums are 10: clipped to 1 before the functions; the forget gate is what the input gate leaves.
    const auto y = runNode("LSTM",
                           {{"x", floats({1, 1, 1}, {10})},
                            {"w", floats({1, 4, 1}, {1, 1, 1, 1})},
                            {"w_r", floats({1, 4, 1}, {0, 0, 0, 0})},
                            {"", Tensor()},
                            {"", Tensor()},
                            {"", Tensor()},
                            {"w_c", floats({1, 1, 1}, {2})}},
                           {{"clip", 1.0F}, {"input_forget", std::int64_t{1}}}, 3);
    const double gate = 1.0 / (1.0 + std::exp(-1.0));
    const double cell = (1.0 - gate) * 2.0 + gate * std::tanh(1.0);
    QVERIFY(near(floatsOf(y[2])[0], cell));
    QVERIFY(near(floatsOf(y[1])[0], gate * std::tanh(std::min(cell, 1.0))));
}

void TestLaterOperators::samplesOfAVolume()
{
    // The middle of eight corners is their mean; a corner is itself.
    const Tensor x = floats({1, 1, 2, 2, 2}, {0, 1, 2, 3, 4, 5, 6, 7});
    const Tensor grid = floats({1, 1, 1, 2, 3}, {0, 0, 0, 1, 1, -1});
    const AttributeMap attributes{{"align_corners", std::int64_t{1}}, {"mode", std::string("linear")}};
    const Tensor y = runNode("GridSample", {{"x", x}, {"g", grid}}, attributes, 1, 20)[0];
    QCOMPARE(y.shape(), (Shape{1, 1, 1, 1, 2}));
    QCOMPARE(floatsOf(y), (std::vector<float>{3.5F, 3.0F}));
}

void TestLaterOperators::boxesWithoutALimitAreNotKept()
{
    // ONNX: no max_output_boxes_per_class means none.
    const Tensor boxes = floats({1, 2, 4}, {0, 0, 1, 1, 0, 0, 1, 1});
    const Tensor scores = floats({1, 1, 2}, {0.5F, 0.9F});
    QCOMPARE(runNode("NonMaxSuppression", {{"b", boxes}, {"s", scores}})[0].shape(), (Shape{0, 3}));
    const Tensor kept = runNode("NonMaxSuppression", {{"b", boxes}, {"s", scores}, {"w", integers({5})}})[0];
    QCOMPARE(kept.toInt64(), (Integers{0, 0, 1})); // the better one of two that are the same
}

void TestLaterOperators::sumsOfNothing()
{
    const Tensor y = runNode("Conv", {{"x", Tensor(DType::Float32, {1, 0, 2, 2})},
                                      {"w", Tensor(DType::Float32, {3, 0, 1, 1})},
                                      {"w_bias", floats({3}, {1, 2, 3})}})[0];
    QCOMPARE(floatsOf(y), (std::vector<float>{1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3}));
}

void TestLaterOperators::castsRoundToNarrowTypes()
{
    const float infinity = std::numeric_limits<float>::infinity();
    const auto cast = [](std::vector<float> values, std::int64_t to) {
        const auto size = static_cast<std::int64_t>(values.size());
        return floatsOf(runNode("Cast", {{"x", floats({size}, std::move(values))}}, {{"to", to}})[0]);
    };
    // binary16: ten bits behind the point, ties to even, 65504 the largest, 2^-24 the least.
    QCOMPARE(cast({1.0F + 0x1p-11F, 1.0F + 0x3p-11F, 65519.0F, -65520.0F, 0x1p-25F, 0x1.8p-24F}, 10),
             (std::vector<float>{1.0F, 1.0F + 0x1p-9F, 65504.0F, -infinity, 0.0F, 0x1p-23F}));
    // bfloat16: seven bits behind the point.
    QCOMPARE(cast({1.0F + 0x1p-8F, 1.0F + 0x3p-8F, 3.4e38F, -0x1p-134F}, 16),
             (std::vector<float>{1.0F, 1.0F + 0x1p-6F, infinity, -0.0F}));
}

void TestLaterOperators::bitsOfIntegers()
{
    const Tensor a = Tensor::of<std::int8_t>({2, 1}, std::vector<std::int8_t>{0x5a, -1});
    const Tensor b = Tensor::of<std::int8_t>({2}, std::vector<std::int8_t>{0x0f, 0x33});
    const auto made = [&](const char *op) { return runNode(op, {{"a", a}, {"b", b}}, {}, 1, 18)[0].toInt64(); };
    QCOMPARE(made("BitwiseAnd"), (Integers{0x0a, 0x12, 0x0f, 0x33}));
    QCOMPARE(made("BitwiseOr"), (Integers{0x5f, 0x7b, -1, -1}));
    QCOMPARE(made("BitwiseXor"), (Integers{0x55, 0x69, ~0x0f, ~0x33}));
    QCOMPARE(runNode("BitwiseNot", {{"a", a}}, {}, 1, 18)[0].toInt64(), (Integers{~0x5a, 0}));
}

void TestLaterOperators::bitsAreShiftedOut()
{
    const Tensor a = Tensor::of<std::uint8_t>({3}, std::vector<std::uint8_t>{0x81, 3, 200});
    const Tensor b = Tensor::of<std::uint8_t>({3}, std::vector<std::uint8_t>{1, 7, 8});
    const auto shifted = [&](const char *direction) {
        return runNode("BitShift", {{"a", a}, {"b", b}}, {{"direction", std::string(direction)}})[0].toInt64();
    };
    QCOMPARE(shifted("LEFT"), (Integers{2, 128, 0}));
    QCOMPARE(shifted("RIGHT"), (Integers{64, 0, 0}));
}

void TestLaterOperators::diagonalsOfOnes()
{
    const auto ones = [&](std::int64_t k) {
        return runNode("EyeLike", {{"x", floats({2, 3}, std::vector<float>(6, 7.0F))}},
                       {{"k", k}, {"dtype", std::int64_t{6}}})[0];
    };
    QCOMPARE(ones(0).dtype(), DType::Int32);
    QCOMPARE(ones(0).toInt64(), (Integers{1, 0, 0, 0, 1, 0}));
    QCOMPARE(ones(2).toInt64(), (Integers{0, 0, 1, 0, 0, 0}));
    QCOMPARE(ones(-1).toInt64(), (Integers{0, 0, 0, 1, 0, 0}));
    QCOMPARE(ones(std::numeric_limits<std::int64_t>::min()).toInt64(), (Integers(6, 0)));
    QCOMPARE(ones(std::numeric_limits<std::int64_t>::max()).toInt64(), (Integers(6, 0)));
}

VSQ_TEST(TestLaterOperators)
#include "lateroperators.moc"
