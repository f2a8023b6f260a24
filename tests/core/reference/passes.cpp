// SPDX-License-Identifier: GPL-3.0-or-later
// Passes change the graph and not what it computes.
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/lowering.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/reference/passes/fold.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace vsq;
using namespace vsq::test;

namespace {

std::size_t count(const Graph &graph, const std::string &op)
{
    return static_cast<std::size_t>(
        std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) { return node.op == op; }));
}

Tensor run(const Graph &graph, const Tensor &x)
{
    const TensorMap outputs =
        Executor(std::make_shared<const Graph>(graph)).run({{graph.inputs[0].name, x}}, *makeFloatBackend());
    return outputs.begin()->second;
}

/// Norms with statistics that are not those of a network that was never trained.
void randomizeNorms(Graph &graph, Random &random)
{
    for (const Node &node : graph.nodes) {
        for (std::size_t i = 1; node.op == "BatchNormalization" && i < 5; ++i) {
            for (float &value : graph.constants.find(node.inputs[i])->second.mutableValues<float>()) {
                value = i == 4 ? static_cast<float>(0.5 + random.uniform())
                               : static_cast<float>(random.normal()) * 0.3F + (i == 1 ? 1.0F : 0.0F);
            }
        }
    }
}

/// Spells functions of one value with scalar constants.
class Speller {
public:
    Speller() : m_g("spelled", 1), x(m_g.input("x", DType::Float32, {64})) {}

    std::string number(double value)
    {
        return m_g.constant("c" + std::to_string(m_next++), Tensor::scalar(static_cast<float>(value)));
    }
    std::string make(const std::string &op, const std::string &a, const std::string &b = {})
    {
        return m_g.node(op, "n" + std::to_string(m_next++),
                        b.empty() ? std::vector<std::string>{a} : std::vector<std::string>{a, b});
    }
    Graph take(const std::string &value)
    {
        m_g.output(value, "y", {64});
        return m_g.take();
    }

private:
    GraphBuilder m_g;
    int m_next = 0;

public:
    std::string x;
};

} // namespace

class TestPasses : public QObject {
    Q_OBJECT
private slots:
    void batchNormsGoIntoConvolutions();
    void batchNormStaysWhereItsInputIsUsedElsewhere();
    void geluOfExportersIsRecognized();
    void tanhGeluIsRecognized();
    void everySpellingOfGeluIsRecognized();
    void whatOnlyLooksLikeGeluStays();
    void layerNormOfExportersIsRecognized();
    void everySpellingOfLayerNormIsRecognized();
    void constantsAndKnownShapesAreFolded();
    void constantsMadeOfNothingHaveABudget();
    void foldingStopsWhenAsked();
};

void TestPasses::batchNormsGoIntoConvolutions()
{
    Random random(11);
    Graph graph = buildResidualNetwork({}, 5);
    randomizeNorms(graph, random);
    const Graph folded = foldForInference(graph);
    QCOMPARE(count(folded, "BatchNormalization"), std::size_t{0});
    QCOMPARE(count(folded, "Conv"), count(graph, "Conv"));
    const Tensor x = randomTensor(random, {2, 1, 28, 28});
    QVERIFY(largestError(run(folded, x), run(graph, x)) < 1e-4);
    QCOMPARE(lower(folded).size(), lower(graph).size());
}

void TestPasses::batchNormStaysWhereItsInputIsUsedElsewhere()
{
    GraphBuilder g("shared", 1);
    const std::string x = g.input("x", DType::Float32, {1, 2, 4, 4});
    const std::string y = g.node("Conv", "conv", {x, g.normal("w", {2, 2, 1, 1}, 1.0)});
    const std::string z = g.node("BatchNormalization", "bn",
                                 {y, g.filled("s", {2}, 2), g.filled("b", {2}, 1), g.filled("m", {2}, 3), g.filled("v", {2}, 4)});
    g.output(g.node("Add", "sum", {y, z}), "out", {1, 2, 4, 4});
    QCOMPARE(count(foldForInference(g.take()), "BatchNormalization"), std::size_t{1});
}

void TestPasses::geluOfExportersIsRecognized()
{
    Random random(12);
    const Graph graph = buildVisionTransformer({}, 5);
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("vit.onnx")).toStdString();
    writeOnnx(graph, path); // Gelu goes out as five nodes
    const Graph back = readOnnx(path);
    QCOMPARE(count(back, "Gelu"), std::size_t{0});
    const Graph folded = foldForInference(back);
    QCOMPARE(count(folded, "Gelu"), std::size_t{4});
    QCOMPARE(count(folded, "Erf"), std::size_t{0});
    const Tensor x = randomTensor(random, {3, 1, 28, 28});
    const Tensor expected = run(graph, x);
    QVERIFY(largestError(run(back, x), expected) < 1e-5);
    QVERIFY(largestError(run(folded, x), expected) < 1e-5);
}

void TestPasses::tanhGeluIsRecognized()
{
    GraphBuilder g("tanh", 1);
    const std::string x = g.input("x", DType::Float32, {64});
    const auto scalar = [&](const std::string &name, float value) { return g.constant(name, Tensor::scalar(value)); };
    const std::string cube = g.node("Pow", "cube", {x, scalar("three", 3)});
    const std::string inner = g.node("Add", "inner", {x, g.node("Mul", "cubic", {cube, scalar("c", 0.044715F)})});
    const std::string f = g.node("Tanh", "tanh", {g.node("Mul", "scaled", {inner, scalar("s", 0.7978845608F)})});
    const std::string half = g.node("Mul", "half", {scalar("h", 0.5F), x});
    g.output(g.node("Mul", "out", {half, g.node("Add", "plus", {scalar("one", 1), f})}), "y", {64});
    const Graph graph = g.take();
    const Graph folded = foldForInference(graph);
    QCOMPARE(folded.nodes.size(), std::size_t{1});
    QCOMPARE(folded.nodes[0].op, std::string("Gelu"));
    Random random(13);
    const Tensor values = randomTensor(random, {64});
    QVERIFY(largestError(run(folded, values), run(graph, values)) < 1e-6);
}

void TestPasses::layerNormOfExportersIsRecognized()
{
    GraphBuilder g("norm", 1);
    const std::string x = g.input("x", DType::Float32, {5, 32});
    const AttributeMap last{{"axes", std::vector<std::int64_t>{-1}}};
    const std::string d = g.node("Sub", "centred", {x, g.node("ReduceMean", "mean", {x}, last)});
    const std::string variance = g.node("ReduceMean", "variance",
                                        {g.node("Pow", "square", {d, g.constant("two", Tensor::scalar(2.0F))})}, last);
    const std::string root = g.node("Sqrt", "root",
                                    {g.node("Add", "plus", {variance, g.constant("epsilon", Tensor::scalar(1e-5F))})});
    const std::string scaled = g.node("Mul", "scaled", {g.node("Div", "quotient", {d, root}), g.normal("gamma", {32}, 1.0)});
    g.output(g.node("Add", "shifted", {scaled, g.normal("beta", {32}, 1.0)}), "y", {5, 32});
    const Graph graph = g.take();
    const Graph folded = foldForInference(graph);
    QCOMPARE(folded.nodes.size(), std::size_t{1});
    QCOMPARE(folded.nodes[0].op, std::string("LayerNormalization"));
    Random random(14);
    const Tensor values = randomTensor(random, {5, 32});
    QVERIFY(largestError(run(folded, values), run(graph, values)) < 1e-5);
}

void TestPasses::everySpellingOfGeluIsRecognized()
{
    using Spelling = std::function<std::string(Speller &)>;
    const auto plusOne = [](Speller &s, const std::string &f) { return s.make("Add", s.number(1), f); };
    const auto erf = [](Speller &s) { return s.make("Erf", s.make("Mul", s.x, s.number(0.70710678))); };
    const auto tanh = [](Speller &s, const std::string &inner) { return s.make("Tanh", inner); };
    const std::vector<std::pair<std::string, Spelling>> spellings{
        {"Gelu", [&](Speller &s) { return s.make("Mul", s.make("Mul", s.x, plusOne(s, erf(s))), s.number(0.5)); }},
        {"Gelu", [&](Speller &s) { return s.make("Mul", s.number(0.5), s.make("Mul", plusOne(s, erf(s)), s.x)); }},
        {"Gelu",
         [&](Speller &s) {
             return s.make("Mul", s.make("Mul", s.x, s.number(0.5)),
                           plusOne(s, s.make("Erf", s.make("Div", s.x, s.number(1.4142135)))));
         }},
        {"Gelu", [&](Speller &s) { return s.make("Mul", s.x, s.make("Mul", s.number(0.5), plusOne(s, erf(s)))); }},
        {"Gelu",
         [&](Speller &s) { return s.make("Mul", s.x, s.make("Add", s.number(0.5), s.make("Mul", s.number(0.5), erf(s)))); }},
        {"Gelu",
         [&](Speller &s) {
             return s.make("Div", s.make("Mul", s.x, plusOne(s, s.make("Erf", s.make("Mul", s.x, s.number(0.7071))))),
                           s.number(2));
         }},
        {"Gelu",
         [&](Speller &s) { // sqrt(2/pi) (x + 0.044715 x^3) with Pow
             const std::string cube = s.make("Mul", s.make("Pow", s.x, s.number(3)), s.number(0.044715));
             return s.make("Mul", s.make("Mul", s.number(0.5), s.x),
                           plusOne(s, tanh(s, s.make("Mul", s.number(0.79788456), s.make("Add", s.x, cube)))));
         }},
        {"Gelu",
         [&](Speller &s) { // gelu_fast: x 0.7978 (1 + 0.044715 x x)
             const std::string square = s.make("Mul", s.make("Mul", s.number(0.044715), s.x), s.x);
             return s.make("Mul", s.make("Mul", s.number(0.5), s.x),
                           plusOne(s, tanh(s, s.make("Mul", s.make("Mul", s.x, s.number(0.7978845608)), plusOne(s, square)))));
         }},
        {"Gelu",
         [&](Speller &s) { // x sigmoid(2 u), the same function
             const std::string u = s.make("Add", s.x,
                                          s.make("Mul", s.number(0.044715), s.make("Mul", s.x, s.make("Mul", s.x, s.x))));
             return s.make("Mul", s.x, s.make("Sigmoid", s.make("Mul", s.number(2 * 0.79788456), u)));
         }},
        {"QuickGelu", [&](Speller &s) { return s.make("Mul", s.x, s.make("Sigmoid", s.make("Mul", s.number(1.702), s.x))); }},
    };
    Random random(15);
    const Tensor values = randomTensor(random, {64});
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        Speller speller;
        const Graph graph = speller.take(spellings[i].second(speller));
        const Graph folded = foldForInference(graph);
        QVERIFY2(folded.nodes.size() == 1, qPrintable(QString::number(i)));
        QCOMPARE(folded.nodes[0].op, spellings[i].first);
        QCOMPARE(folded.nodes[0].inputs, std::vector<std::string>{"x"});
        QVERIFY2(largestError(run(folded, values), run(graph, values)) < 1e-4, qPrintable(QString::number(i)));
    }
}

void TestPasses::whatOnlyLooksLikeGeluStays()
{
    using Spelling = std::function<std::string(Speller &)>;
    const std::vector<Spelling> spellings{
        [](Speller &s) { return s.make("Mul", s.x, s.make("Sigmoid", s.x)); }, // SiLU
        [](Speller &s) {
            return s.make("Mul", s.make("Mul", s.x, s.make("Add", s.number(1), s.make("Erf", s.x))), s.number(0.5));
        }, // no root of 2
        [](Speller &s) {
            return s.make("Mul", s.x, s.make("Add", s.number(1), s.make("Erf", s.make("Div", s.x, s.number(1.4142135)))));
        }, // no half
    };
    for (const Spelling &spelling : spellings) {
        Speller speller;
        const Graph graph = speller.take(spelling(speller));
        QCOMPARE(foldForInference(graph).nodes.size(), graph.nodes.size());
    }
}

void TestPasses::everySpellingOfLayerNormIsRecognized()
{
    Random random(16);
    const Tensor values = randomTensor(random, {5, 32});
    for (int bits = 0; bits < 48; ++bits) {
        const int root = bits % 6;
        const bool scaled = (bits / 6) % 2 != 0;
        const bool shifted = (bits / 12) % 2 != 0;
        const bool wide = (bits / 24) % 2 != 0; // scale and shift as [1, width]
        GraphBuilder g("norm", 1);
        const std::string x = g.input("x", DType::Float32, {5, 32});
        const AttributeMap last{{"axes", std::vector<std::int64_t>{-1}}};
        const auto number = [&](const std::string &name, float value) { return g.constant(name, Tensor::scalar(value)); };
        const std::string d = g.node("Sub", "centred", {x, g.node("ReduceMean", "mean", {x}, last)});
        const std::string square = root % 2 == 0 ? g.node("Mul", "square", {d, d})
                                                 : g.node("Pow", "square", {d, number("two", 2)});
        const std::string inner = g.node("Add", "plus",
                                         {number("epsilon", 1e-5F), g.node("ReduceMean", "variance", {square}, last)});
        std::string y;
        switch (root) {
        case 0: y = g.node("Div", "normal", {d, g.node("Sqrt", "root", {inner})}); break;
        case 1: y = g.node("Div", "normal", {d, g.node("Pow", "root", {inner, number("half", 0.5F)})}); break;
        case 2: y = g.node("Mul", "normal", {d, g.node("Pow", "root", {inner, number("half", -0.5F)})}); break;
        case 3: y = g.node("Mul", "normal", {g.node("Reciprocal", "inverse", {g.node("Sqrt", "root", {inner})}), d}); break;
        case 4:
            y = g.node("Mul", "normal", {d, g.node("Div", "inverse", {number("one", 1), g.node("Sqrt", "root", {inner})})});
            break;
        default: y = g.node("Div", "normal", {d, g.node("Sqrt", "root", {inner})}); break;
        }
        const Shape shape = wide ? Shape{1, 32} : Shape{32};
        y = scaled ? g.node("Mul", "scaled", {y, g.normal("gamma", shape, 1.0)}) : y;
        y = shifted ? g.node("Add", "shifted", {g.normal("beta", shape, 1.0), y}) : y;
        g.output(y, "y", {5, 32});
        Graph graph = g.take();
        for (const char *name : {"normal_output", "y"}) {
            graph.values.insert_or_assign(name, ValueInfo{name, DType::Float32, {5, 32}, {}}); // as a reader infers them
        }
        const Graph folded = foldForInference(graph);
        QVERIFY2(folded.nodes.size() == 1 && folded.nodes[0].op == "LayerNormalization", qPrintable(QString::number(bits)));
        QVERIFY2(largestError(run(folded, values), run(graph, values)) < 1e-5, qPrintable(QString::number(bits)));
    }
}

void TestPasses::constantsAndKnownShapesAreFolded()
{
    GraphBuilder g("shapes", 1);
    const std::string x = g.input("x", DType::Float32, {2, 6});
    const std::string rows = g.node("Gather", "rows", {g.node("Shape", "shape", {x}), g.integers("first", {0})});
    const std::string target = g.node("Concat", "target", {rows, g.integers("rest", {3, 2})}, {{"axis", std::int64_t{0}}});
    g.output(g.node("Reshape", "reshape", {x, target}), "y", {2, 3, 2});
    const Graph folded = foldForInference(g.take());
    QCOMPARE(folded.nodes.size(), std::size_t{1});
    QCOMPARE(run(folded, Tensor(DType::Float32, {2, 6})).shape(), (Shape{2, 3, 2}));
}

void TestPasses::constantsMadeOfNothingHaveABudget()
{
    // 2^28 floats, 1 GiB, from 16 bytes; nothing of it is made.
    GraphBuilder g("made", 1);
    const std::string x = g.input("x", DType::Float32, {1});
    const std::string made = g.node("ConstantOfShape", "zeros", {g.integers("shape", {1 << 14, 1 << 14})});
    g.output(g.node("Add", "sum", {x, made}), "y", {1 << 14, 1 << 14});
    Graph graph = g.take();
    graph.sourceFile = "f.onnx";
    QCOMPARE(
        errorOf([&] { foldForInference(graph); }),
        QStringLiteral("f.onnx: node 'zeros' (ConstantOfShape): constants that the network makes of nothing: expected at most "
                       "536870912 bytes in all, found 1073741696 with this one"));
    // Four-bit weights that become float32 are not counted.
    GraphBuilder q("quantized", 1);
    const std::string in = q.input("x", DType::Float32, {1});
    const std::string codes = q.constant("codes", Tensor(DType::Int8, {1 << 10}));
    const std::string weights = q.node("DequantizeLinear", "weights", {codes, q.constant("scale", Tensor::scalar(0.5F))});
    q.output(q.node("Add", "sum", {in, weights}), "y", {1 << 10});
    QCOMPARE(foldForInference(q.take()).nodes.size(), std::size_t{1});
}

void TestPasses::foldingStopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, foldForInference(buildResidualNetwork({}, 1), {source.get_token(), {}}));
}

VSQ_TEST(TestPasses)
#include "passes.moc"
