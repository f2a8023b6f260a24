// SPDX-License-Identifier: GPL-3.0-or-later
// Attention is found however exporters write it, and its products have the right roles.
#include "core/network/attention.h"

#include "core/network/architectures/publishedshapes.h"
#include "core/network/graphbuilder.h"
#include "core/network/lowering.h"
#include "core/network/lowerwithshapes.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;

namespace {

constexpr std::int64_t kHeads = 3;
constexpr std::int64_t kQueries = 10;
constexpr std::int64_t kKeys = 14; // cross attention, so that roles show in the sizes
constexpr std::int64_t kHead = 32;
constexpr std::int64_t kValue = 48;

struct Spelling {
    bool scaleOperands = false; ///< Q and K by the root each, as PyTorch's fused attention is exported
    bool divide = false;
    bool mask = false;
    bool where = false;
    bool dropout = false;
    bool einsum = false;
};

Graph attentionGraph(const Spelling &s)
{
    GraphBuilder g("attention", 1);
    std::string q = g.input("q", DType::Float32, {1, kHeads, kQueries, kHead});
    std::string k = g.input("k", DType::Float32, {1, kHeads, kKeys, kHead});
    const std::string v = g.input("v", DType::Float32, {1, kHeads, kKeys, kValue});
    const double scale = 1.0 / std::sqrt(static_cast<double>(kHead));
    const auto number = [&](const std::string &name, double value) {
        return g.constant(name, Tensor::scalar(static_cast<float>(value)));
    };
    if (s.scaleOperands) {
        const std::string root = number("root", std::sqrt(scale));
        q = g.node("Mul", "q.scaled", {q, root});
        k = g.node("Mul", "k.scaled", {k, root});
    }
    std::string x;
    if (s.einsum) {
        x = g.node("Einsum", "scores", {q, k}, {{"equation", std::string("bhqd,bhkd->bhqk")}});
    } else {
        k = g.node("Transpose", "k.transposed", {k}, {{"perm", std::vector<std::int64_t>{0, 1, 3, 2}}});
        x = g.node("MatMul", "scores", {q, k});
    }
    if (!s.scaleOperands) {
        x = s.divide ? g.node("Div", "scaled", {x, number("divisor", 1.0 / scale)})
                     : g.node("Mul", "scaled", {number("factor", scale), x});
    }
    if (s.mask) {
        x = g.node("Add", "masked", {g.input("mask", DType::Float32, {1, 1, 1, kKeys}), x});
    }
    if (s.where) {
        x = g.node("Where", "hidden", {g.input("keep", DType::Bool, {1, 1, 1, kKeys}), x, number("low", -1e9)});
    }
    x = g.node("Softmax", "softmax", {x}, {{"axis", std::int64_t{-1}}});
    if (s.dropout) {
        x = g.node("Dropout", "dropout", {x});
    }
    x = s.einsum ? g.node("Einsum", "context", {x, v}, {{"equation", std::string("bhqk,bhkd->bhqd")}})
                 : g.node("MatMul", "context", {x, v});
    g.output(x, "y", {1, kHeads, kQueries, kValue});
    return g.take();
}

} // namespace

class TestAttention : public QObject {
    Q_OBJECT
private slots:
    void everySpellingIsFound();
    void classifiersSoftmaxIsNone();
    void bertHasOneInEachBlock();
};

void TestAttention::everySpellingIsFound()
{
    for (int bits = 0; bits < 64; ++bits) {
        const Spelling spelling{(bits & 1) != 0, (bits & 2) != 0,  (bits & 4) != 0,
                                (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0};
        const Graph graph = attentionGraph(spelling);
        const std::vector<Attention> found = findAttention(graph);
        QVERIFY2(found.size() == 1, qPrintable(QString::number(bits)));
        QCOMPARE(graph.nodes[found[0].scores].name, std::string("scores"));
        QCOMPARE(graph.nodes[found[0].softmax].name, std::string("softmax"));
        QCOMPARE(graph.nodes[found[0].context].name, std::string("context"));
        QVERIFY(std::abs(found[0].scale - 1.0 / std::sqrt(32.0)) < 1e-6);
        // Q K^T: A = K [keys, head], B = Q. P V: A = V^T [value, keys], B = P. One product a head.
        // ONNX's inference knows no more than the rank of what an Einsum makes; elsewhere an execution shows the rest.
        ValueMap known;
        for (const char *value :
             {"scores_output", "scaled_output", "masked_output", "hidden_output", "softmax_output", "dropout_output"}) {
            known.insert_or_assign(value, ValueInfo{value, DType::Float32, {1, kHeads, kQueries, kKeys}, {}});
        }
        const std::vector<Layer> layers = lowerWithShapes(graph, known);
        QCOMPARE(layers.size(), std::size_t{2});
        QCOMPARE((std::array{layers[0].m, layers[0].n, layers[0].k, layers[0].count}),
                 (std::array{kKeys, kQueries, kHead, kHeads}));
        QCOMPARE((std::array{layers[1].m, layers[1].n, layers[1].k, layers[1].count}),
                 (std::array{kValue, kQueries, kKeys, kHeads}));
        for (const Layer &layer : layers) {
            QVERIFY(layer.onChip && !layer.aIsConstant);
        }
        QCOMPARE(layers[0].reason,
                 std::string("Attention scores Q K^T (scale 0.176777): K takes the weights' place, the queries stream past."));
        QCOMPARE(layers[1].reason,
                 std::string("Attention's sum P V: V^T takes the weights' place, the probabilities stream past."));
    }
}

void TestAttention::classifiersSoftmaxIsNone()
{
    GraphBuilder g("classifier", 1);
    const std::string x = g.node("MatMul", "head", {g.input("x", DType::Float32, {1, 8}), g.normal("w", {8, 4}, 1.0)});
    g.output(g.node("Softmax", "softmax", {x}), "y", {1, 4});
    QVERIFY(findAttention(g.take()).empty());
}

void TestAttention::bertHasOneInEachBlock()
{
    const Graph graph = buildBert(bertTinyShape(16), 1);
    QCOMPARE(findAttention(graph).size(), std::size_t{2});
    const std::vector<Layer> layers = lower(graph);
    QCOMPARE(
        std::count_if(layers.begin(), layers.end(), [](const Layer &layer) { return layer.reason.starts_with("Attention"); }),
        std::ptrdiff_t{4});
}

VSQ_TEST(TestAttention)
#include "attention.moc"
