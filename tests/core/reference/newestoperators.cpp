// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of opsets 24 to 26, and DeformConv: expectations are ONNX's own cases or sums written out.
#include "core/network/lowering.h"
#include "tests/core/reference/fileofonenode.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <array>
#include <cmath>
#include <functional>

using namespace vsq;
using namespace vsq::test;

namespace {

using Numbers = std::vector<std::int64_t>;

Tensor reals(Shape shape, const std::vector<float> &values)
{
    return Tensor::of<float>(std::move(shape), values);
}

Tensor numbered(Shape shape)
{
    Tensor tensor(DType::Float32, std::move(shape));
    float next = 0.0F;
    for (float &value : tensor.mutableValues<float>()) {
        value = next++;
    }
    return tensor;
}

/// A zero [shape] but for the elements named.
Tensor zerosBut(Shape shape, const std::vector<std::pair<std::size_t, float>> &elements, float otherwise = 0.0F)
{
    Tensor tensor(DType::Float32, std::move(shape));
    std::ranges::fill(tensor.mutableValues<float>(), otherwise);
    for (const auto &[at, value] : elements) {
        tensor.mutableValues<float>()[at] = value;
    }
    return tensor;
}

/// x [S, h] and keys [T, h] of one head: softmax over those that are seen, zeros where none is.
std::vector<double> attendedRow(const float *q, const float *keys, const float *values, int count, int size,
                                const std::function<bool(int)> &sees)
{
    std::vector<double> weight(static_cast<std::size_t>(count), 0.0);
    double total = 0.0;
    for (int t = 0; t < count; ++t) {
        double dot = 0.0;
        for (int i = 0; i < size; ++i) {
            dot += static_cast<double>(q[i]) * static_cast<double>(keys[t * size + i]);
        }
        weight[static_cast<std::size_t>(t)] = sees(t) ? std::exp(dot / std::sqrt(size)) : 0.0;
        total += weight[static_cast<std::size_t>(t)];
    }
    std::vector<double> result(static_cast<std::size_t>(size), 0.0);
    for (int t = 0; total > 0.0 && t < count; ++t) {
        for (int i = 0; i < size; ++i) {
            result[static_cast<std::size_t>(i)] += weight[static_cast<std::size_t>(t)] / total
                                                   * static_cast<double>(values[t * size + i]);
        }
    }
    return result;
}

/// Two texts of one head: 2 queries, 4 keys of 3 numbers.
struct Texts {
    explicit Texts(std::uint64_t seed) : random(seed) {}

    Random random;
    Tensor q = randomTensor(random, {2, 1, 2, 3});
    Tensor k = randomTensor(random, {2, 1, 4, 3});
    Tensor v = randomTensor(random, {2, 1, 4, 3});

    [[nodiscard]] std::vector<double> expected(const std::function<bool(int, int, int)> &sees) const
    {
        std::vector<double> all;
        for (int b = 0; b < 2; ++b) {
            for (int s = 0; s < 2; ++s) {
                const auto row = attendedRow(q.values<float>().data() + (b * 2 + s) * 3, k.values<float>().data() + b * 12,
                                             v.values<float>().data() + b * 12, 4, 3, [&](int t) { return sees(b, s, t); });
                all.insert(all.end(), row.begin(), row.end());
            }
        }
        return all;
    }
};

} // namespace

class TestNewestOperators : public QObject {
    Q_OBJECT
private slots:
    void cachesAreWrittenFromAnIndexOn();
    void aRingGoesOnAtItsStart();
    void writingBeyondTheCacheIsRefused();
    void swish();
    void cumulativeProducts();
    void attentionSeesValidKeysAlone();
    void attentionThroughWindows();
    void masksMayBeShorter();
    void minusInfinityHidesWholeRows();
    void deformedAsInOnnxsCases();
    void deformedIsItsSum();
    void deformedIsAProductWithWeights();
    void trainingDropoutOfNothing();
    void whatIsRandomSaysSo();
};

void TestNewestOperators::cachesAreWrittenFromAnIndexOn()
{
    // [2, 1, 3, 2] with one piece each, behind 1 and 0 valid ones.
    const Tensor first = Tensor::of<std::int64_t>({2}, Numbers{1, 0});
    const Tensor update = reals({2, 1, 1, 2}, {100, 101, 200, 201});
    const Tensor y = runNode("TensorScatter", {{"x", numbered({2, 1, 3, 2})}, {"u", update}, {"i", first}}, {}, 1, 24)[0];
    QCOMPARE(floatsOf(y), (std::vector<float>{0, 1, 100, 101, 4, 5, 200, 201, 8, 9, 10, 11}));
    const Tensor start = runNode("TensorScatter", {{"x", numbered({2, 1, 3, 2})}, {"u", update}}, {}, 1, 24)[0];
    QCOMPARE(floatsOf(start), (std::vector<float>{100, 101, 2, 3, 4, 5, 200, 201, 8, 9, 10, 11}));
}

void TestNewestOperators::aRingGoesOnAtItsStart()
{
    const Tensor first = Tensor::of<std::int64_t>({1}, Numbers{5}); // 5 = 1 mod 4
    const Tensor y = runNode("TensorScatter", {{"x", numbered({1, 4})}, {"u", reals({1, 4}, {10, 11, 12, 13})}, {"i", first}},
                             {{"axis", std::int64_t{1}}, {"mode", std::string("circular")}}, 1, 24)[0];
    QCOMPARE(floatsOf(y), (std::vector<float>{13, 10, 11, 12}));
}

void TestNewestOperators::writingBeyondTheCacheIsRefused()
{
    const Tensor first = Tensor::of<std::int64_t>({1}, Numbers{3});
    QCOMPARE(errorOf([&] {
                 runNode("TensorScatter", {{"x", numbered({1, 4})}, {"u", reals({1, 2}, {1, 2})}, {"i", first}},
                         {{"axis", std::int64_t{1}}}, 1, 24);
             }),
             QStringLiteral("node 'node' (TensorScatter): write index: expected 0 to 2, found 3"));
}

void TestNewestOperators::swish()
{
    const std::vector<double> x{-3.0, 0.0, 0.5, 20.0};
    const Tensor given = reals({4}, {-3.0F, 0.0F, 0.5F, 20.0F});
    for (const double alpha : {1.0, 1.5}) {
        std::vector<double> expected;
        for (const double each : x) {
            expected.push_back(each / (1.0 + std::exp(-alpha * each)));
        }
        OneNode one("Swish", {}, {{"x", given}}, 1, 24);
        QVERIFY(largestDifference(one.set("alpha", static_cast<float>(alpha)).run(), expected) < 1e-6);
    }
}

void TestNewestOperators::cumulativeProducts()
{
    const auto run = [](std::int64_t exclusive, std::int64_t reverse) {
        return floatsOf(runNode("CumProd", {{"x", reals({3}, {2, 3, 5})}, {"axis", Tensor::scalar<std::int32_t>(0)}},
                                {{"exclusive", exclusive}, {"reverse", reverse}}, 1, 26)[0]);
    };
    QCOMPARE(run(0, 0), (std::vector<float>{2, 6, 30}));
    QCOMPARE(run(1, 0), (std::vector<float>{1, 2, 6}));
    QCOMPARE(run(0, 1), (std::vector<float>{30, 15, 5}));
    QCOMPARE(run(1, 1), (std::vector<float>{15, 5, 1}));
}

void TestNewestOperators::attentionSeesValidKeysAlone()
{
    const Texts texts(31);
    const std::array<int, 2> valid{3, 1};
    const Tensor lengths = Tensor::of<std::int64_t>({2}, Numbers{valid[0], valid[1]});
    OneNode one("Attention", {},
                {{"q", texts.q}, {"k", texts.k}, {"v", texts.v}, {"", {}}, {"", {}}, {"", {}}, {"lengths", lengths}}, 1, 24);
    const auto all = texts.expected([&](int b, int, int t) { return t < valid.at(static_cast<std::size_t>(b)); });
    QVERIFY(largestDifference(one.run(), all) < 1e-5);
    // The queries are the last of the valid places: of the second text the first one lies before all keys and gives zeros.
    const auto causal = texts.expected([&](int b, int s, int t) {
        const int length = valid.at(static_cast<std::size_t>(b));
        return t < length && t <= s + length - 2;
    });
    QVERIFY(largestDifference(one.set("is_causal", std::int64_t{1}).run(), causal) < 1e-5);
    QCOMPARE(causal[6], 0.0);
}

void TestNewestOperators::attentionThroughWindows()
{
    const Texts texts(32);
    OneNode one("Attention", {}, {{"q", texts.q}, {"k", texts.k}, {"v", texts.v}}, 1, 25);
    one.set("left_window_size", std::int64_t{0}).set("right_window_size", std::int64_t{2});
    QVERIFY(largestDifference(one.run(), texts.expected([](int, int s, int t) { return t >= s && t <= s + 2; })) < 1e-5);
    one.set("is_causal", std::int64_t{1});
    QVERIFY(largestDifference(one.run(), texts.expected([](int, int s, int t) { return t == s; })) < 1e-5);
}

void TestNewestOperators::masksMayBeShorter()
{
    const Texts texts(33);
    const Tensor seen = Tensor::of<bool>({2, 3}, std::array<bool, 6>{true, false, true, false, true, true});
    const auto expected = texts.expected([](int, int s, int t) { return t < 3 && t != (s == 0 ? 1 : 0); });
    const auto run = [&](const Tensor &mask) {
        return OneNode("Attention", {}, {{"q", texts.q}, {"k", texts.k}, {"v", texts.v}, {"m", mask}}, 1, 24).run();
    };
    QVERIFY(largestDifference(run(seen), expected) < 1e-5);
    const float hidden = -std::numeric_limits<float>::infinity();
    QVERIFY(largestDifference(run(reals({2, 3}, {0, hidden, 0, hidden, 0, 0})), expected) < 1e-5);
}

void TestNewestOperators::minusInfinityHidesWholeRows()
{
    const Texts texts(34);
    const float hidden = -std::numeric_limits<float>::infinity();
    const Tensor mask = reals({2, 4}, {0, 0, hidden, 0, hidden, hidden, hidden, hidden});
    const auto expected = texts.expected([](int, int s, int t) { return s == 0 && t != 2; });
    for (const std::string name : {"m", "wm"}) {
        const OneNode one("Attention", {}, {{"q", texts.q}, {"k", texts.k}, {"v", texts.v}, {name, mask}}, 1, 24);
        QVERIFY(largestDifference(one.run(), expected) < 1e-5);
    }
}

void TestNewestOperators::deformedAsInOnnxsCases()
{
    const Tensor x = numbered({1, 1, 3, 3});
    const Tensor w = zerosBut({1, 1, 2, 2}, {}, 1.0F);
    OneNode padded("DeformConv", {}, {{"x", x}, {"w", w}, {"o", zerosBut({1, 8, 4, 4}, {{0, 0.5F}, {5 * 16 + 6, -0.1F}})}}, 1,
                   19);
    padded.set("kernel_shape", Numbers{2, 2}).set("pads", Numbers{1, 1, 1, 1});
    const std::vector<double> around{0, 1, 3, 2, 3, 8, 11.9, 7, 9, 20, 24, 13, 6, 13, 15, 8};
    QVERIFY(largestDifference(padded.run(), around) < 1e-4);
    const Tensor offsets = zerosBut({1, 8, 2, 2}, {{0, 0.5F}, {5 * 4 + 1, -0.1F}});
    const Tensor bias = reals({1}, {1});
    const Tensor mask = zerosBut({1, 4, 2, 2}, {{2 * 4 + 3, 0.2F}}, 1.0F);
    OneNode masked("DeformConv", {}, {{"x", x}, {"w", w}, {"o", offsets}, {"wb", bias}, {"m", mask}}, 1, 19);
    QVERIFY(largestDifference(masked.run(), {10.5, 12.9, 21.0, 19.4}) < 1e-4);
}

void TestNewestOperators::deformedIsItsSum()
{
    // Two images of 4 channels, 6 filters in 2 groups, 2 groups of offsets, strides, dilations and pads that differ by axis.
    Random random(77);
    const Tensor x = randomTensor(random, {2, 4, 7, 6});
    const Tensor w = randomTensor(random, {6, 2, 3, 2});
    const Tensor offsets = randomTensor(random, {2, 24, 4, 3});
    const Tensor mask = randomTensor(random, {2, 12, 4, 3});
    OneNode one("DeformConv", {}, {{"x", x}, {"w", w}, {"o", offsets}, {"", {}}, {"m", mask}}, 1, 22);
    one.set("group", std::int64_t{2}).set("offset_group", std::int64_t{2}).set("strides", Numbers{2, 2});
    one.set("dilations", Numbers{1, 3}).set("pads", Numbers{1, 1, 1, 2});
    const auto at = [&](int n, int c, int row, int column) {
        const bool inside = row >= 0 && row < 7 && column >= 0 && column < 6;
        return inside ? static_cast<double>(x.values<float>()[static_cast<std::size_t>(((n * 4 + c) * 7 + row) * 6 + column)])
                      : 0.0;
    };
    std::vector<double> expected;
    for (int n = 0; n < 2; ++n) {
        for (int f = 0; f < 6; ++f) {
            for (int i = 0; i < 4; ++i) {
                for (int j = 0; j < 3; ++j) {
                    double sum = 0.0;
                    for (int own = 0; own < 2; ++own) {
                        const int c = f / 3 * 2 + own;
                        for (int t = 0; t < 6; ++t) {
                            const auto offset = [&](int axis) {
                                const int plane = c / 2 * 12 + t * 2 + axis;
                                return static_cast<double>(
                                    offsets.values<float>()[static_cast<std::size_t>(((n * 24 + plane) * 4 + i) * 3 + j)]);
                            };
                            const double row = i * 2 - 1 + t / 2 + offset(0);
                            const double column = j * 2 - 1 + t % 2 * 3 + offset(1);
                            const int top = static_cast<int>(std::floor(row));
                            const int left = static_cast<int>(std::floor(column));
                            const double below = row - top;
                            const double right = column - left;
                            const double value =
                                (1 - below) * ((1 - right) * at(n, c, top, left) + right * at(n, c, top, left + 1))
                                + below * ((1 - right) * at(n, c, top + 1, left) + right * at(n, c, top + 1, left + 1));
                            const std::size_t part = static_cast<std::size_t>(((n * 12 + c / 2 * 6 + t) * 4 + i) * 3 + j);
                            sum += value * static_cast<double>(mask.values<float>()[part])
                                   * static_cast<double>(w.values<float>()[static_cast<std::size_t>((f * 2 + own) * 6 + t)]);
                        }
                    }
                    expected.push_back(sum);
                }
            }
        }
    }
    const Tensor y = one.run();
    QCOMPARE(y.shape(), (Shape{2, 6, 4, 3}));
    QVERIFY(largestDifference(y, expected) < 1e-4);
}

void TestNewestOperators::deformedIsAProductWithWeights()
{
    Random random(78);
    const OneNode one("DeformConv", {},
                      {{"x", randomTensor(random, {1, 3, 5, 5})},
                       {"w", randomTensor(random, {8, 3, 3, 3})},
                       {"o", randomTensor(random, {1, 18, 3, 3})}},
                      1, 19);
    const std::vector<Layer> layers = lower(*one.graph());
    QCOMPARE(layers.size(), std::size_t{1});
    QCOMPARE(layers[0].name, std::string("node"));
    QCOMPARE(layers[0].m, std::int64_t{8});
    QCOMPARE(layers[0].n, std::int64_t{9});
    QCOMPARE(layers[0].k, std::int64_t{27});
    QVERIFY(layers[0].aIsConstant);
}

void TestNewestOperators::trainingDropoutOfNothing()
{
    const Tensor x = numbered({4});
    const auto run = [&](float ratio) {
        return OneNode("Dropout", {}, {{"x", x}, {"wr", Tensor::scalar(ratio)}, {"wt", Tensor::scalar(true)}}, 1, 13).run();
    };
    QCOMPARE(floatsOf(run(0.0F)), floatsOf(x));
    QVERIFY(errorOf([&] { run(0.5F); })
                .endsWith(QStringLiteral("input 'training_mode' is not supported: expected false, or a ratio of 0: what training "
                                         "drops is random, found true")));
}

void TestNewestOperators::whatIsRandomSaysSo()
{
    const QString error = errorOf([] {
        static_cast<void>(OneNode("RandomNormalLike", {}, {{"x", numbered({4})}}, 1, 22).run());
    });
    QVERIFY2(
        error.endsWith(QStringLiteral("node 'node' (RandomNormalLike): operator 'RandomNormalLike' is not supported: expected "
                                      "values that follow from the inputs, found random ones")),
        qPrintable(error));
}

VSQ_TEST(TestNewestOperators)
#include "newestoperators.moc"
