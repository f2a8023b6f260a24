// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes follow from the table's rules, open dimensions included, and contradictions say where they are.
#include "core/network/shapeinference.h"

#include "core/network/attention.h"
#include "core/network/graphbuilder.h"
#include "core/network/ordering.h"
#include "tests/support/errors.h"
#include "tests/support/processortime.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using vsq::test::errorOf;

namespace {

/// "batch,3,?": names of open dimensions as they are.
QString shapeText(const ValueMap &values, const std::string &value)
{
    const auto found = values.find(value);
    if (found == values.end()) {
        return QStringLiteral("unknown");
    }
    QStringList parts;
    for (std::size_t i = 0; i < found->second.shape.size(); ++i) {
        const std::int64_t size = found->second.shape[i];
        const QString name = QString::fromStdString(found->second.dimNames[i]);
        parts << (size >= 0 ? QString::number(size) : name.isEmpty() ? QStringLiteral("?") : name);
    }
    return parts.join(QLatin1Char(','));
}

using Integers = std::vector<std::int64_t>;

} // namespace

class TestShapeInference : public QObject {
    Q_OBJECT
private slots:
    void openDimensionsKeepTheirNames();
    void shapesAreComputed();
    void theHeadsOfAttention();
    void windows_data();
    void windows();
    void contradictionsNameTheNode_data();
    void contradictionsNameTheNode();
    void constantOperandsAreHeldToTheirRange();
    void hugeSizesAreRefused();
    void floatsAreNoIntegers();
    void assumedSizesNeverRefuse();
    void manyNodesOfOneNameAreNamedQuickly();
    void attentionIsSoughtQuickly();
};

void TestShapeInference::openDimensionsKeepTheirNames()
{
    GraphBuilder g("open", 1);
    const std::string x = g.input("x", DType::Float32, {-1, 3, -1}, {"batch", "", "length"});
    const std::string y = g.input("y", DType::Float32, {-1, 1, -1}, {"batch", "", "other"});
    g.node("Relu", "same", {x});
    g.node("Add", "sum", {x, y});
    g.node("Add", "row", {x, g.filled("w", {7}, 1.0F)});
    g.node("Flatten", "flat", {x});
    g.node("Transpose", "moved", {x}, {{"perm", Integers{2, 0, 1}}});
    g.node("Concat", "joined", {x, x}, {{"axis", std::int64_t{0}}});
    g.node("ReduceMean", "mean", {x}, {{"axes", Integers{1}}, {"keepdims", std::int64_t{0}}});
    const ValueMap values = inferShapes(g.take());
    QCOMPARE(shapeText(values, "same_output"), QStringLiteral("batch,3,length"));
    QCOMPARE(shapeText(values, "sum_output"), QStringLiteral("batch,3,?"));
    QCOMPARE(shapeText(values, "row_output"), QStringLiteral("batch,3,7"));
    QCOMPARE(shapeText(values, "flat_output"), QStringLiteral("batch,?"));
    QCOMPARE(shapeText(values, "moved_output"), QStringLiteral("length,batch,3"));
    QCOMPARE(shapeText(values, "joined_output"), QStringLiteral("?,3,length"));
    QCOMPARE(shapeText(values, "mean_output"), QStringLiteral("batch,length"));
}

void TestShapeInference::shapesAreComputed()
{
    // The chain that exporters write for x.view(x.size(0), -1, 4).
    GraphBuilder g("chain", 1);
    const std::string x = g.input("x", DType::Float32, {-1, 6, 8}, {"batch", "", ""});
    const std::string shape = g.node("Shape", "shape", {x});
    const std::string zero = g.constant("zero", Tensor::scalar<std::int64_t>(0));
    const std::string batch = g.node("Gather", "size", {shape, zero});
    const std::string list = g.node("Unsqueeze", "list", {batch, g.integers("axes", {0})});
    const std::string target = g.node("Concat", "target", {list, g.integers("rest", {-1, 4})}, {{"axis", std::int64_t{0}}});
    g.node("Reshape", "view", {x, target});
    g.node("Expand", "expanded",
           {g.filled("w", {1, 1}, 0.0F), g.node("Slice", "two", {shape, g.integers("from", {1}), g.integers("to", {3})})});
    const std::string last = g.node("Gather", "last", {shape, g.integers("index", {-1})});
    const std::string halved = g.node("Div", "half", {last, g.integers("divisor", {2})});
    g.node("ConstantOfShape", "made", {g.node("Concat", "sizes", {halved, halved}, {{"axis", std::int64_t{0}}})});
    const ValueMap values = inferShapes(g.take());
    QCOMPARE(shapeText(values, "view_output"), QStringLiteral("batch,12,4"));
    QCOMPARE(shapeText(values, "expanded_output"), QStringLiteral("6,8"));
    QCOMPARE(shapeText(values, "made_output"), QStringLiteral("4,4"));
}

void TestShapeInference::theHeadsOfAttention()
{
    GraphBuilder g("heads", 1);
    const std::string x = g.input("x", DType::Float32, {-1, -1, 768}, {"batch", "sequence", ""});
    const std::string heads = g.node("Reshape", "heads", {x, g.integers("split", {0, 0, 12, 64})});
    const std::string q = g.node("Transpose", "q", {heads}, {{"perm", Integers{0, 2, 1, 3}}});
    const std::string k = g.node("Transpose", "k", {heads}, {{"perm", Integers{0, 2, 3, 1}}});
    const std::string scores = g.node("MatMul", "scores", {q, k});
    const std::string context = g.node("MatMul", "context", {g.node("Softmax", "softmax", {scores}), q});
    const std::string back = g.node("Transpose", "back", {context}, {{"perm", Integers{0, 2, 1, 3}}});
    g.node("Reshape", "merged", {back, g.integers("merge", {0, 0, -1})});
    const ValueMap values = inferShapes(g.take());
    QCOMPARE(shapeText(values, "scores_output"), QStringLiteral("batch,12,sequence,sequence"));
    QCOMPARE(shapeText(values, "merged_output"), QStringLiteral("batch,sequence,768"));
}

void TestShapeInference::windows_data()
{
    QTest::addColumn<QString>("autoPad");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("dilation");
    QTest::addColumn<int>("pad");
    QTest::addColumn<int>("ceil");
    QTest::addColumn<int>("output");
    // floor((size + 2 pad - dilation (kernel - 1) - 1) / stride) + 1, by hand
    QTest::newRow("plain") << "NOTSET" << 7 << 3 << 1 << 1 << 0 << 0 << 5;
    QTest::newRow("stride") << "NOTSET" << 8 << 3 << 2 << 1 << 0 << 0 << 3;
    QTest::newRow("ceil") << "NOTSET" << 8 << 3 << 2 << 1 << 0 << 1 << 4;
    QTest::newRow("ceil, last in the padding") << "NOTSET" << 3 << 2 << 3 << 1 << 1 << 1 << 2;
    QTest::newRow("dilation") << "NOTSET" << 9 << 3 << 1 << 3 << 0 << 0 << 3;
    QTest::newRow("pads") << "NOTSET" << 7 << 3 << 2 << 1 << 1 << 0 << 4;
    QTest::newRow("valid") << "VALID" << 7 << 3 << 2 << 1 << 0 << 0 << 3;
    QTest::newRow("same") << "SAME_UPPER" << 7 << 3 << 2 << 1 << 0 << 0 << 4;
    QTest::newRow("same, lower") << "SAME_LOWER" << 7 << 4 << 3 << 2 << 0 << 0 << 3;
}

void TestShapeInference::windows()
{
    QFETCH(QString, autoPad);
    QFETCH(int, size);
    QFETCH(int, kernel);
    QFETCH(int, stride);
    QFETCH(int, dilation);
    QFETCH(int, pad);
    QFETCH(int, ceil);
    QFETCH(int, output);
    GraphBuilder g("window", 1);
    const std::string x = g.input("x", DType::Float32, {2, 3, size, -1}, {"", "", "", "wide"});
    AttributeMap attributes{{"auto_pad", autoPad.toStdString()},
                            {"kernel_shape", Integers{kernel, kernel}},
                            {"strides", Integers{stride, stride}},
                            {"dilations", Integers{dilation, dilation}},
                            {"ceil_mode", std::int64_t{ceil}}};
    if (pad > 0) {
        attributes.emplace("pads", Integers{pad, pad, pad, pad});
    }
    g.node("MaxPool", "pool", {x}, attributes);
    const ValueMap values = inferShapes(g.take());
    QCOMPARE(shapeText(values, "pool_output"), QStringLiteral("2,3,%1,?").arg(output));
}

void TestShapeInference::contradictionsNameTheNode_data()
{
    QTest::addColumn<QString>("op");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("error");
    QTest::newRow("product") << "MatMul"
                             << ""
                             << "inner dimensions: expected [2,3,4,5] times [.., 5, ..], found [6,3,1,1]";
    QTest::newRow("sum") << "Add"
                         << ""
                         << "shapes: expected shapes that broadcast, found [2,3,4,5] and [6,3,1,1]";
    QTest::newRow("stride") << "Conv"
                            << "strides"
                            << "window: expected strides, dilations and kernel from 1 to 16777216, found 0";
    QTest::newRow("pads") << "Conv"
                          << "pads"
                          << "attribute 'pads': expected 4 numbers, found 2";
    QTest::newRow("columns") << "ConvTranspose"
                             << ""
                             << "channels: expected 6 in 1 groups, found [2,3,4,5]";
    QTest::newRow("axis") << "Concat"
                          << "axis"
                          << "axis: expected -4 to 3, found 9";
    QTest::newRow("gather") << "Gather"
                            << "axis"
                            << "input 'w': expected int32 or int64, found float32";
}

void TestShapeInference::contradictionsNameTheNode()
{
    QFETCH(QString, op);
    QFETCH(QString, attribute);
    QFETCH(QString, error);
    GraphBuilder g("wrong", 1);
    const std::string x = g.input("x", DType::Float32, {2, 3, 4, 5});
    const std::string w = g.filled("w", {6, 3, 1, 1}, 1.0F);
    AttributeMap attributes;
    if (attribute == QStringLiteral("axis")) {
        attributes.emplace("axis", std::int64_t{9});
    } else if (!attribute.isEmpty()) {
        attributes.emplace(attribute.toStdString(), Integers{0, 0});
    }
    g.node(op.toStdString(), "bad", {x, w}, attributes);
    Graph graph = g.take();
    graph.sourceFile = "f.onnx";
    QCOMPARE(errorOf([&] { inferShapes(graph); }), QStringLiteral("f.onnx: node 'bad' (%1): %2").arg(op, error));
}

/// What a run would refuse for the network's own constants is refused when it is read.
void TestShapeInference::constantOperandsAreHeldToTheirRange()
{
    const auto said = [](const char *op, const Shape &input, const std::vector<std::pair<std::string, Tensor>> &constants,
                         const AttributeMap &attributes) {
        GraphBuilder g("wrong", 1);
        std::vector<std::string> operands{g.input("x", DType::Float32, input)};
        for (const auto &[name, tensor] : constants) {
            operands.push_back(name.empty() ? name : g.constant(name, tensor));
        }
        g.node(op, "n", operands, attributes);
        const QString error = errorOf([&] { inferShapes(g.take()); });
        const QString node = QStringLiteral("node 'n' (%1): ").arg(QLatin1String(op));
        return error.startsWith(node) ? error.mid(node.size()) : error;
    };
    const auto wholes = [](const Shape &shape, const std::vector<std::int64_t> &values) {
        return Tensor::of<std::int64_t>(shape, values);
    };
    const Shape x{2, 3, 4, 5};
    QCOMPARE(said("GatherElements", x, {{"i", wholes({1, 1, 1, 1}, {3})}}, {{"axis", std::int64_t{1}}}),
             QStringLiteral("index: expected -3 to 2, found 3"));
    QCOMPARE(said("GatherND", x, {{"i", wholes({2, 1}, {2, -4})}}, {{"batch_dims", std::int64_t{1}}}),
             QStringLiteral("index: expected -3 to 2, found -4"));
    QCOMPARE(said("ScatterND", x, {{"i", wholes({1, 2}, {1, 3})}, {"u", Tensor(DType::Float32, {1, 4, 5})}}, {}),
             QStringLiteral("index: expected -3 to 2, found 3"));
    QCOMPARE(said("RoiAlign", x, {{"r", Tensor(DType::Float32, {1, 4})}, {"b", wholes({1}, {2})}}, {}),
             QStringLiteral("index: expected -2 to 1, found 2"));
    QCOMPARE(said("LSTM", {3, 2, 8},
                  {{"w", Tensor(DType::Float32, {1, 16, 8})},
                   {"r", Tensor(DType::Float32, {1, 16, 4})},
                   {"", {}},
                   {"l", Tensor::of<std::int32_t>({2}, std::vector<std::int32_t>{3, 4})}},
                  {}),
             QStringLiteral("sequence_lens: expected 0 to 3, found 4"));
    QCOMPARE(said("Reshape", x, {{"s", wholes({2}, {0, -1})}}, {{"allowzero", std::int64_t{1}}}),
             QStringLiteral("shape: expected no 0 beside a -1, as allowzero says that it is one, found both"));
    QCOMPARE(said("MaxPool", x, {}, {{"kernel_shape", Integers{2, 2}}, {"pads", Integers{0, 0, 2, 0}}}),
             QStringLiteral("attribute 'pads': expected less than the window's [2,2], found [0,0,2,0]"));
    QCOMPARE(
        said("MaxPool", x, {}, {{"kernel_shape", Integers{2, 2}}, {"dilations", Integers{2, 2}}, {"pads", Integers{0, 0, 2, 0}}}),
        QString());
    QCOMPARE(said("Transpose", x, {}, {{"perm", Integers{-1, 0, 1, 2}}}),
             QStringLiteral("attribute 'perm': expected each of the 4 axes once, found [-1,0,1,2]"));
    QCOMPARE(said("Concat", {}, {{"s", Tensor::scalar(1.0F)}}, {{"axis", std::int64_t{0}}}),
             QStringLiteral("axis: expected an operand of one dimension or more, found a scalar"));
    QCOMPARE(said("Resize", x, {{"", {}}, {"s", Tensor::of<float>({4}, std::vector<float>{1, 1, 1e30F, 1})}}, {}),
             QStringLiteral("scales: expected more than 0, at most 1e9, found 1e+30"));
}

void TestShapeInference::hugeSizesAreRefused()
{
    GraphBuilder g("huge", 1);
    const std::string x = g.input("x", DType::Float32, {1 << 20, 1 << 20});
    g.node("Tile", "tiled", {x, g.integers("times", {std::int64_t{1} << 50, 2})});
    QVERIFY(
        errorOf([&] { inferShapes(g.take()); }).startsWith(QStringLiteral("node 'tiled' (Tile): size: expected at most 2^63")));
    GraphBuilder s("huge", 1);
    s.node("ConstantOfShape", "made", {s.integers("shape", {1 << 20, 1 << 20, 1 << 20})});
    QVERIFY(errorOf([&] { inferShapes(s.take()); }).contains(QStringLiteral("'made' (ConstantOfShape): shape")));
}

void TestShapeInference::floatsAreNoIntegers()
{
    for (const char *op : {"Tile", "Pad", "Squeeze", "Unsqueeze"}) {
        GraphBuilder g("floats", 1);
        const std::string x = g.input("x", DType::Float32, {2, 3});
        g.node(op, "n", {x, g.input("y", DType::Float32, {2})});
        QCOMPARE(errorOf([&] { inferShapes(g.take()); }),
                 QStringLiteral("node 'n' (%1): input 'y': expected integers, found float32").arg(QLatin1String(op)));
    }
}

void TestShapeInference::assumedSizesNeverRefuse()
{
    GraphBuilder g("image", 1);
    const std::string x = g.input("x", DType::Float32, {-1, 3, -1, -1});
    g.node("Conv", "conv", {x, g.filled("w", {8, 3, 7, 7}, 1.0F)}); // does not fit an image of one pixel
    const Graph graph = g.take();
    QCOMPARE(shapeText(inferShapes(graph, 1), "conv_output"), QStringLiteral("unknown"));
    QCOMPARE(shapeText(inferShapes(graph), "conv_output"), QStringLiteral("?,8,?,?"));
}

void TestShapeInference::manyNodesOfOneNameAreNamedQuickly()
{
    Graph graph;
    graph.inputs.push_back({"x", DType::Float32, {4}, {}});
    std::string value = "x";
    for (int i = 0; i < 20'000; ++i) {
        const std::string next = "v" + std::to_string(i);
        graph.nodes.push_back({"same", "Relu", {}, {value}, {next}, {}});
        value = next;
    }
    graph.outputs.push_back({value, DType::Float32, {4}, {}});
    const vsq::test::ProcessorTime time;
    putInOrder(graph);
    QCOMPARE(graph.nodes[1].name, std::string("same_2"));
    QCOMPARE(graph.nodes.back().name, std::string("same_20000"));
    QCOMPARE(inferShapes(graph).size(), std::size_t{20'000});
    QVERIFY2(time.milliseconds() < 5'000, qPrintable(QString::number(time.milliseconds()))); // it took 40 s
}

void TestShapeInference::attentionIsSoughtQuickly()
{
    // Twelve layers of operators that each take the one before eight times: 8^12 ways, 12 values.
    GraphBuilder g("ways", 1);
    std::string x = g.input("x", DType::Float32, {4, 4});
    for (int i = 0; i < 12; ++i) {
        x = g.node("Max", "max" + std::to_string(i), std::vector<std::string>(8, x));
    }
    g.node("Softmax", "softmax", {x});
    const vsq::test::ProcessorTime time;
    QVERIFY(findAttention(g.take()).empty());
    QVERIFY(time.milliseconds() < 1'000);
}

VSQ_TEST(TestShapeInference)
#include "shapeinference.moc"
