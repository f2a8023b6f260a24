// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that are expanded when a file is read, against formulas written out here.
#include "core/network/attention.h"
#include "core/network/lowering.h"
#include "tests/core/reference/fileofonenode.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Of one text: q [S, heads * size], k and v [T, heads * size]; seen(s, t): whether query s sees key t. sinks: a score of each
/// head that takes its share of the softmax and has no value.
template <typename Seen>
std::vector<double> attended(const std::vector<float> &q, const std::vector<float> &k, const std::vector<float> &v,
                             std::size_t heads, std::size_t size, const Seen &seen, const std::vector<double> &sinks = {})
{
    const std::size_t width = heads * size;
    const std::size_t queries = q.size() / width;
    const std::size_t keys = k.size() / width;
    std::vector<double> y(q.size(), 0.0);
    for (std::size_t h = 0; h < heads; ++h) {
        for (std::size_t s = 0; s < queries; ++s) {
            std::vector<double> p(keys);
            double sum = sinks.empty() ? 0.0 : std::exp(sinks[h]);
            for (std::size_t t = 0; t < keys; ++t) {
                double score = 0.0;
                for (std::size_t i = 0; i < size; ++i) {
                    score += static_cast<double>(q[s * width + h * size + i]) * static_cast<double>(k[t * width + h * size + i]);
                }
                p[t] = seen(s, t) ? std::exp(score / std::sqrt(static_cast<double>(size))) : 0.0;
                sum += p[t];
            }
            for (std::size_t t = 0; t < keys; ++t) {
                for (std::size_t i = 0; i < size; ++i) {
                    y[s * width + h * size + i] += p[t] / sum * static_cast<double>(v[t * width + h * size + i]);
                }
            }
        }
    }
    return y;
}

constexpr const char *kMicrosoft = "com.microsoft";

} // namespace

class TestFusedOperators : public QObject {
    Q_OBJECT
private slots:
    void attentionIsItsFormula();
    void itsProductsAreFoundAsAttention();
    void multiHeadAttentionMasksKeys();
    void groupedQueriesShareKeys();
    void sinksTakeTheirShare();
    void onnxAttentionSeesThePast();
    void masksOfIntegersAreAdded();
    void whoSeesNothingGivesZeros();
    void rootMeanSquareNormalization();
    void rotationTurnsPairs();
    void weightsOfFewBits_data();
    void weightsOfFewBits();
    void aBlockOfOddBytesIsRefused();
    void openSizesAskForTheShape();
};

void TestFusedOperators::attentionIsItsFormula()
{
    Random random(1);
    const Tensor x = randomTensor(random, {1, 3, 8});
    const Tensor w = randomTensor(random, {8, 24});
    const Tensor b = randomTensor(random, {24});
    std::array<std::vector<float>, 3> qkv;
    for (std::size_t s = 0; s < 3; ++s) {
        for (std::size_t j = 0; j < 24; ++j) {
            float sum = b.values<float>()[j];
            for (std::size_t i = 0; i < 8; ++i) {
                sum += x.values<float>()[s * 8 + i] * w.values<float>()[i * 24 + j];
            }
            qkv[j / 8].push_back(sum);
        }
    }
    const Tensor mask = Tensor::of<std::int32_t>({1, 3}, std::vector<std::int32_t>{1, 0, 1});
    const Tensor masked =
        OneNode("Attention", kMicrosoft, {{"x", x}, {"w", w}, {"wb", b}, {"m", mask}}, 1).set("num_heads", std::int64_t{2}).run();
    QVERIFY(largestDifference(masked, attended(qkv[0], qkv[1], qkv[2], 2, 4, [](auto, auto t) { return t != 1; })) < 1e-4);
    const Tensor causal = OneNode("Attention", kMicrosoft, {{"x", x}, {"w", w}, {"wb", b}}, 1)
                              .set("num_heads", std::int64_t{2})
                              .set("unidirectional", std::int64_t{1})
                              .run();
    QVERIFY(largestDifference(causal, attended(qkv[0], qkv[1], qkv[2], 2, 4, [](auto s, auto t) { return t <= s; })) < 1e-4);
}

void TestFusedOperators::itsProductsAreFoundAsAttention()
{
    Random random(2);
    OneNode one("Attention", kMicrosoft,
                {{"x", randomTensor(random, {1, 3, 8})},
                 {"w", randomTensor(random, {8, 24})},
                 {"wb", randomTensor(random, {24})},
                 {"m", Tensor::of<std::int32_t>({1, 3}, std::vector<std::int32_t>{1, 1, 1})}},
                1);
    const auto graph = one.set("num_heads", std::int64_t{2}).graph();
    QCOMPARE(findAttention(*graph).size(), std::size_t{1});
    QVERIFY(std::fabs(findAttention(*graph)[0].scale - 0.5) < 1e-6);
    const auto layers = lower(*graph);
    QCOMPARE(layers.size(), std::size_t{3});
    QCOMPARE(QString::fromStdString(layers[0].name), QStringLiteral("node"));
    QCOMPARE(layers[0].m, 24); // the projections side by side
    QCOMPARE(QString::fromStdString(layers[1].name), QStringLiteral("node/scores"));
    QCOMPARE(layers[1].count, 2);
    QCOMPARE(layers[1].use, OutputUse::Softmax);
    QCOMPARE(QString::fromStdString(layers[2].name), QStringLiteral("node/context"));
}

void TestFusedOperators::multiHeadAttentionMasksKeys()
{
    Random random(3);
    const Tensor q = randomTensor(random, {1, 2, 8});
    const Tensor k = randomTensor(random, {1, 4, 8});
    const Tensor v = randomTensor(random, {1, 4, 8});
    const Tensor lengths = Tensor::of<std::int32_t>({1}, std::vector<std::int32_t>{3});
    const Tensor y = OneNode("MultiHeadAttention", kMicrosoft, {{"q", q}, {"k", k}, {"v", v}, {"", {}}, {"l", lengths}}, 1)
                         .set("num_heads", std::int64_t{4})
                         .run();
    const auto expected = attended(floatsOf(q), floatsOf(k), floatsOf(v), 4, 2, [](auto, auto t) { return t < 3; });
    QVERIFY(largestDifference(y, expected) < 1e-4);
}

void TestFusedOperators::groupedQueriesShareKeys()
{
    Random random(4);
    constexpr std::int64_t kPast = 2;
    const Tensor q = randomTensor(random, {1, 2, 16}); // four heads of four
    const Tensor k = randomTensor(random, {1, 2, 8});  // two
    const Tensor v = randomTensor(random, {1, 2, 8});
    const Tensor pastK = randomTensor(random, {1, 2, kPast, 4});
    const Tensor pastV = randomTensor(random, {1, 2, kPast, 4});
    OneNode one("GroupQueryAttention", kMicrosoft,
                {{"q", q},
                 {"k", k},
                 {"v", v},
                 {"pk", pastK},
                 {"pv", pastV},
                 {"l", Tensor::of<std::int32_t>({1}, std::vector<std::int32_t>{3})},
                 {"t", Tensor::scalar(std::int32_t{4})}},
                3);
    one.set("num_heads", std::int64_t{4}).set("kv_num_heads", std::int64_t{2});
    // Keys and values a head of queries: its group's, the past before the new ones.
    const auto joined = [&](const Tensor &past, const Tensor &now) {
        std::vector<float> all;
        for (std::size_t t = 0; t < kPast + 2; ++t) {
            for (std::size_t head = 0; head < 4; ++head) {
                for (std::size_t i = 0; i < 4; ++i) {
                    const std::size_t group = head / 2;
                    all.push_back(t < kPast ? past.values<float>()[(group * kPast + t) * 4 + i]
                                            : now.values<float>()[(t - kPast) * 8 + group * 4 + i]);
                }
            }
        }
        return all;
    };
    const auto expected = attended(floatsOf(q), joined(pastK, k), joined(pastV, v), 4, 4,
                                   [](auto s, auto t) { return t <= s + kPast; });
    QVERIFY(largestDifference(one.run(), expected) < 1e-4);
    QCOMPARE(one.run(1).shape(), (Shape{1, 2, 4, 4}));
}

void TestFusedOperators::sinksTakeTheirShare()
{
    Random random(6);
    const Tensor q = randomTensor(random, {1, 3, 8}); // two heads of four
    const Tensor k = randomTensor(random, {1, 3, 8});
    const Tensor v = randomTensor(random, {1, 3, 8});
    const auto grouped = [&](const Operands &more) {
        Operands operands{{"q", q},
                          {"k", k},
                          {"v", v},
                          {"", {}},
                          {"", {}},
                          {"l", Tensor::of<std::int32_t>({1}, std::vector<std::int32_t>{2})},
                          {"t", Tensor::scalar(std::int32_t{3})}};
        operands.insert(operands.end(), more.begin(), more.end());
        OneNode one("GroupQueryAttention", kMicrosoft, operands, 1);
        one.set("num_heads", std::int64_t{2}).set("kv_num_heads", std::int64_t{2});
        return one;
    };
    const auto expected = [&](const std::vector<double> &sinks) {
        return attended(
            floatsOf(q), floatsOf(k), floatsOf(v), 2, 4, [](auto s, auto t) { return t <= s; }, sinks);
    };
    const Tensor sinks = Tensor::of<float>({2}, std::vector<float>{1.5F, -0.5F});
    const Operands given{{"", {}}, {"", {}}, {"", {}}, {"", {}}, {"wsinks", sinks}};
    QVERIFY(largestDifference(grouped(given).run(), expected({1.5, -0.5})) < 1e-4);
    QVERIFY(largestDifference(grouped({}).set("smooth_softmax", std::int64_t{1}).run(), expected({0.0, 0.0})) < 1e-4);
    QVERIFY(largestDifference(grouped({}).run(), expected({})) < 1e-4);
}

void TestFusedOperators::onnxAttentionSeesThePast()
{
    Random random(5);
    const Tensor q = randomTensor(random, {1, 1, 2, 4});
    const Tensor k = randomTensor(random, {1, 1, 2, 4});
    const Tensor v = randomTensor(random, {1, 1, 2, 4});
    const Tensor pastK = randomTensor(random, {1, 1, 3, 4});
    const Tensor pastV = randomTensor(random, {1, 1, 3, 4});
    OneNode one("Attention", {}, {{"q", q}, {"k", k}, {"v", v}, {"", {}}, {"pk", pastK}, {"pv", pastV}}, 3, 23);
    const auto both = [](const Tensor &past, const Tensor &now) {
        std::vector<float> all = floatsOf(past);
        const std::vector<float> more = floatsOf(now);
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    const auto all = attended(floatsOf(q), both(pastK, k), both(pastV, v), 1, 4, [](auto, auto) { return true; });
    QVERIFY(largestDifference(one.run(), all) < 1e-4);
    const auto causal = attended(floatsOf(q), both(pastK, k), both(pastV, v), 1, 4, [](auto s, auto t) { return t <= s + 3; });
    QVERIFY(largestDifference(one.set("is_causal", std::int64_t{1}).run(), causal) < 1e-4);
}

void TestFusedOperators::masksOfIntegersAreAdded()
{
    Random random(7);
    const Tensor q = randomTensor(random, {1, 1, 2, 4});
    const Tensor k = randomTensor(random, {1, 1, 3, 4});
    const Tensor v = randomTensor(random, {1, 1, 3, 4});
    const auto masked = [&](const Tensor &mask) {
        return floatsOf(OneNode("Attention", {}, {{"q", q}, {"k", k}, {"v", v}, {"m", mask}}, 1, 23).run());
    };
    const std::vector<float> added = masked(Tensor::of<float>({2, 3}, std::vector<float>{0, -2, 1, 3, 0, 0}));
    QCOMPARE(masked(Tensor::of<std::int32_t>({2, 3}, std::vector<std::int32_t>{0, -2, 1, 3, 0, 0})), added);
    QVERIFY(added != masked(Tensor::of<float>({2, 3}, std::vector<float>(6, 0.0F))));
}

void TestFusedOperators::whoSeesNothingGivesZeros()
{
    Random random(8);
    const Tensor q = randomTensor(random, {1, 1, 2, 4});
    const Tensor k = randomTensor(random, {1, 1, 3, 4});
    const Tensor v = randomTensor(random, {1, 1, 3, 4});
    const Tensor seen = Tensor::of<bool>({2, 3}, std::array<bool, 6>{false, true, false, false, false, false});
    OneNode one("Attention", {}, {{"q", q}, {"k", k}, {"v", v}, {"m", seen}}, 1, 23);
    const std::vector<float> values = floatsOf(v);
    // The first query sees the second key alone, the second one none.
    std::vector<double> expected(values.begin() + 4, values.begin() + 8);
    expected.resize(8, 0.0);
    QVERIFY(largestDifference(one.run(), expected) < 1e-6);
    QCOMPARE(findAttention(*one.graph()).size(), std::size_t{1});
}

void TestFusedOperators::rootMeanSquareNormalization()
{
    const Tensor x = Tensor::of<float>({1, 2, 2}, std::vector<float>{3.0F, 4.0F, -6.0F, 8.0F});
    const Tensor scale = Tensor::of<float>({2}, std::vector<float>{1.0F, 10.0F});
    // Root mean squares: sqrt(12.5), sqrt(50).
    const std::vector<double> expected{3.0 / std::sqrt(12.5), 40.0 / std::sqrt(12.5), -6.0 / std::sqrt(50.0),
                                       80.0 / std::sqrt(50.0)};
    QVERIFY(largestDifference(OneNode("RMSNormalization", {}, {{"x", x}, {"w", scale}}, 1, 23).run(), expected) < 1e-4);
    QVERIFY(largestDifference(OneNode("SimplifiedLayerNormalization", {}, {{"x", x}, {"w", scale}}, 1).run(), expected) < 1e-4);
    const Tensor half = Tensor::of<float>({1, 2, 2}, std::vector<float>{1.5F, 2.0F, -3.0F, 4.0F});
    const OneNode skip("SkipSimplifiedLayerNormalization", kMicrosoft, {{"x", half}, {"s", half}, {"w", scale}}, 4);
    QVERIFY(largestDifference(skip.run(), expected) < 1e-4);
    QVERIFY(largestDifference(skip.run(3), {3.0, 4.0, -6.0, 8.0}) < 1e-6);
    QVERIFY(largestDifference(skip.run(2), {1.0 / std::sqrt(12.5), 1.0 / std::sqrt(50.0)}) < 1e-5);
}

void TestFusedOperators::rotationTurnsPairs()
{
    // By 90 degrees: (a, b) becomes (-b, a).
    const Tensor x = Tensor::of<float>({1, 1, 1, 4}, std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F});
    const Tensor cosines(DType::Float32, {3, 2});
    const Tensor sines = Tensor::of<float>({3, 2}, std::vector<float>(6, 1.0F));
    const Tensor positions = Tensor::of<std::int64_t>({1, 1}, std::vector<std::int64_t>{2});
    const Operands operands{{"x", x}, {"p", positions}, {"wc", cosines}, {"ws", sines}};
    QVERIFY(largestDifference(OneNode("RotaryEmbedding", kMicrosoft, operands, 1).run(), {-3.0, -4.0, 1.0, 2.0}) < 1e-6);
    QVERIFY(largestDifference(OneNode("RotaryEmbedding", kMicrosoft, operands, 1).set("interleaved", std::int64_t{1}).run(),
                              {-2.0, 1.0, -4.0, 3.0})
            < 1e-6);
}

void TestFusedOperators::weightsOfFewBits_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("zeroPoints");
    for (const int bits : {2, 4, 8}) {
        QTest::addRow("%d bits", bits) << bits << false;
        QTest::addRow("%d bits with zero points", bits) << bits << true;
    }
}

void TestFusedOperators::weightsOfFewBits()
{
    QFETCH(int, bits);
    QFETCH(bool, zeroPoints);
    constexpr std::int64_t kK = 21; // the last block of 16 is short
    constexpr std::int64_t kN = 3;
    constexpr std::int64_t kBlock = 16;
    constexpr std::int64_t kBlocks = 2;
    Random random(6);
    const auto byteCount = static_cast<std::int64_t>(kBlock * bits / 8);
    Tensor packed(DType::UInt8, {kN, kBlocks, byteCount});
    Tensor zeros(DType::UInt8, {kN * ((kBlocks * bits + 7) / 8)});
    for (Tensor *tensor : {&packed, &zeros}) {
        for (std::uint8_t &byte : tensor->mutableValues<std::uint8_t>()) {
            byte = static_cast<std::uint8_t>(random.below(256));
        }
    }
    const Tensor scales = randomTensor(random, {kN * kBlocks});
    const Tensor x = randomTensor(random, {2, kK});
    const auto number = [&](const Tensor &from, std::int64_t row, std::int64_t rowBytes, std::int64_t i) {
        const std::int64_t perByte = 8 / bits;
        const int byte = from.values<std::uint8_t>()[static_cast<std::size_t>(row * rowBytes + i / perByte)];
        return byte / (1 << (bits * (i % perByte))) % (1 << bits);
    };
    std::vector<double> expected;
    for (std::int64_t row = 0; row < 2; ++row) {
        for (std::int64_t n = 0; n < kN; ++n) {
            double sum = 0.0;
            for (std::int64_t k = 0; k < kK; ++k) {
                const std::int64_t block = k / kBlock;
                const int zero = zeroPoints ? number(zeros, n, (kBlocks * bits + 7) / 8, block) : 1 << (bits - 1);
                const double weight = (number(packed, n, kBlocks * byteCount, k) - zero)
                                      * static_cast<double>(
                                          scales.values<float>()[static_cast<std::size_t>(n * kBlocks + block)]);
                sum += weight * static_cast<double>(x.values<float>()[static_cast<std::size_t>(row * kK + k)]);
            }
            expected.push_back(sum);
        }
    }
    Operands operands{{"x", x}, {"wb", packed}, {"ws", scales}};
    if (zeroPoints) {
        operands.emplace_back("wz", zeros);
    }
    OneNode one("MatMulNBits", kMicrosoft, operands, 1);
    one.set("K", kK).set("N", kN).set("bits", std::int64_t{bits}).set("block_size", kBlock);
    const double scale = std::abs(
        *std::max_element(expected.begin(), expected.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
    QVERIFY(largestDifference(one.run(), expected) < 1e-5 * (1.0 + scale));
    const auto layers = lower(*one.graph());
    QCOMPARE(layers.size(), std::size_t{1});
    QCOMPARE(layers[0].k, kK);
    QCOMPARE(layers[0].m, kN);
    QVERIFY(layers[0].reason.find("weights are quantized again") != std::string::npos);
}

void TestFusedOperators::aBlockOfOddBytesIsRefused()
{
    OneNode one("MatMulNBits", kMicrosoft,
                {{"x", Tensor(DType::Float32, {1, 8})}, {"wb", Tensor(DType::UInt8, {7})}, {"ws", Tensor(DType::Float32, {1})}},
                1);
    one.set("K", std::int64_t{16}).set("N", std::int64_t{1}).set("block_size", std::int64_t{16});
    const QString error = errorOf([&] { static_cast<void>(one.graph()); });
    QVERIFY2(error.endsWith("node 'node' (MatMulNBits): weights: expected 8 values, found [7]"), qPrintable(error));
}

void TestFusedOperators::openSizesAskForTheShape()
{
    onnx::ModelProto model = emptyModel();
    onnx::GraphProto &graph = *model.mutable_graph();
    addInput(graph, "x", DType::Float32, -1);
    addConstant(graph, "w", Tensor(DType::Float32, {8}));
    onnx::AttributeProto &axis = *addNode(graph, "RMSNormalization", {"x", "w"}, {"y"}, {}, "norm").add_attribute();
    axis.set_name("axis");
    axis.set_type(onnx::AttributeProto::INT);
    axis.set_i(2);
    addOutput(graph, "y");
    const ModelFile file;
    const QString error = errorOf([&] { static_cast<void>(file.read(model)); });
    QVERIFY2(error.contains("norm") && error.contains("--shape"), qPrintable(error));
    QCOMPARE(readOnnx(file.write(model), {}, {}, {{"x", {1, 2, 8}}}).outputs.front().shape, (Shape{1, 2, 8}));
}

VSQ_TEST(TestFusedOperators)
#include "fusedoperators.moc"
