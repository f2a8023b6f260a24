// SPDX-License-Identifier: GPL-3.0-or-later
// Scan, against sums written out by hand: axes, directions, states, opset 8's batches.
#include "core/network/lowering.h"
#include "tests/core/reference/onnxgraphs.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor matrix(std::int64_t rows, std::vector<float> values)
{
    return Tensor::of<float>({rows, static_cast<std::int64_t>(values.size()) / rows}, values);
}

void addNumbers(onnx::NodeProto &node, const std::string &name, const std::vector<std::int64_t> &values)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) {
        attribute.add_ints(value);
    }
}

void addNumber(onnx::NodeProto &node, const std::string &name, std::int64_t value)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

/// sum = before + x, which is handed on and collected; the body's x has the name of the value around it.
onnx::NodeProto &addRunningSum(onnx::GraphProto &graph, const std::vector<std::string> &inputs)
{
    onnx::NodeProto &node = addNode(graph, "Scan", inputs, {"last", "sums"}, {}, "scan");
    addNumber(node, "num_scan_inputs", 1);
    onnx::GraphProto &body = addGraph(node, "body");
    addInput(body, "before", DType::Float32, 1);
    addInput(body, "x", DType::Float32, 1);
    addNode(body, "Add", {"before", "x"}, {"sum"});
    addNode(body, "Identity", {"sum"}, {"copy"});
    toProto(ValueInfo{"sum", DType::Float32, {-1}, {}}, *body.add_output());
    toProto(ValueInfo{"copy", DType::Float32, {-1}, {}}, *body.add_output());
    addOutput(graph, "last");
    addOutput(graph, "sums");
    return node;
}

QString shown(const Tensor &tensor)
{
    QString text = QString::fromStdString(toString(tensor.shape()));
    for (const float value : tensor.values<float>()) {
        text += QStringLiteral(" %1").arg(static_cast<double>(value));
    }
    return text;
}

} // namespace

class TestScan : public QObject {
    Q_OBJECT
private slots:
    void addsUpRowByRow();
    void scansAlongAnyAxisAndBackwards();
    void resultsMayLieAlongAnotherAxis();
    void opset8ScansEachItemOfABatch();
    void statesAloneAreUnrolled();
    void productsOfItsBodyAreListed();
    void lengthsMustBeEqual();

private:
    ModelFile m_file;
};

void TestScan::addsUpRowByRow()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "first", DType::Float32, 1);
    addInput(graph, "x", DType::Float32, 2);
    addRunningSum(graph, {"first", "x"});
    const TensorMap y = m_file.run(
        proto, {{"first", Tensor::of<float>({2}, std::vector<float>{10.0F, 20.0F})}, {"x", matrix(3, {1, 2, 3, 4, 5, 6})}});
    QCOMPARE(shown(y.at("last")), QStringLiteral("[2] 19 32"));
    QCOMPARE(shown(y.at("sums")), QStringLiteral("[3,2] 11 22 14 26 19 32"));
}

void TestScan::scansAlongAnyAxisAndBackwards()
{
    onnx::ModelProto proto = emptyModel(11);
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "first", DType::Float32, 1);
    addInput(graph, "x", DType::Float32, 2);
    onnx::NodeProto &node = addRunningSum(graph, {"first", "x"});
    addNumbers(node, "scan_input_axes", {-1});
    addNumbers(node, "scan_input_directions", {1});
    // Columns of [[1,2,3],[4,5,6]] from the last on.
    const TensorMap y = m_file.run(
        proto, {{"first", Tensor::of<float>({2}, std::vector<float>{0.0F, 0.0F})}, {"x", matrix(2, {1, 2, 3, 4, 5, 6})}});
    QCOMPARE(shown(y.at("last")), QStringLiteral("[2] 6 15"));
    QCOMPARE(shown(y.at("sums")), QStringLiteral("[3,2] 3 6 5 11 6 15"));
}

void TestScan::resultsMayLieAlongAnotherAxis()
{
    onnx::ModelProto proto = emptyModel(9);
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "first", DType::Float32, 1);
    addInput(graph, "x", DType::Float32, 2);
    onnx::NodeProto &node = addRunningSum(graph, {"first", "x"});
    addNumbers(node, "scan_output_axes", {1});
    addNumbers(node, "scan_output_directions", {1});
    const TensorMap y = m_file.run(
        proto, {{"first", Tensor::of<float>({2}, std::vector<float>{10.0F, 20.0F})}, {"x", matrix(3, {1, 2, 3, 4, 5, 6})}});
    QCOMPARE(shown(y.at("sums")), QStringLiteral("[2,3] 19 14 11 32 26 22")); // turned round and transposed
}

void TestScan::opset8ScansEachItemOfABatch()
{
    onnx::ModelProto proto = emptyModel(8);
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "first", DType::Float32, 2);
    addInput(graph, "x", DType::Float32, 3);
    onnx::NodeProto &node = addRunningSum(graph, {"", "first", "x"});
    addNumbers(node, "directions", {1});
    const TensorMap y = m_file.run(proto,
                                   {{"first", matrix(2, {0, 10})},
                                    {"x", Tensor::of<float>({2, 3, 1}, std::vector<float>{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F})}});
    QCOMPARE(shown(y.at("last")), QStringLiteral("[2,1] 6 25"));
    QCOMPARE(shown(y.at("sums")), QStringLiteral("[2,3,1] 3 5 6 16 21 25"));
}

void TestScan::statesAloneAreUnrolled()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"first", DType::Float32, {2}, {}}, *graph.add_input());
    toProto(ValueInfo{"x", DType::Float32, {3, 2}, {}}, *graph.add_input());
    onnx::NodeProto &node = addNode(graph, "Scan", {"first", "x"}, {"last"}, {}, "scan");
    addNumber(node, "num_scan_inputs", 1);
    onnx::GraphProto &body = addGraph(node, "body");
    addInput(body, "before", DType::Float32, 1);
    addInput(body, "now", DType::Float32, 1);
    addNode(body, "Max", {"before", "now"}, {"most"});
    addOutput(body, "most");
    addOutput(graph, "last");
    const auto read = m_file.read(proto);
    QVERIFY(std::none_of(read->nodes.begin(), read->nodes.end(), [](const Node &each) { return each.op == "Loop"; }));
    const TensorMap y = m_file.run(
        proto, {{"first", Tensor::of<float>({2}, std::vector<float>{2.0F, 2.0F})}, {"x", matrix(3, {1, 9, 3, 4, 0, 6})}});
    QCOMPARE(shown(y.at("last")), QStringLiteral("[2] 3 9"));
}

void TestScan::productsOfItsBodyAreListed()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"first", DType::Float32, {1, 4}, {}}, *graph.add_input());
    toProto(ValueInfo{"x", DType::Float32, {5, 1, 4}, {}}, *graph.add_input());
    addConstant(graph, "w", Tensor::of<float>({4, 4}, std::vector<float>(16, 0.5F)));
    onnx::NodeProto &node = addNode(graph, "Scan", {"first", "x"}, {"last", "all"}, {}, "scan");
    addNumber(node, "num_scan_inputs", 1);
    onnx::GraphProto &body = addGraph(node, "body");
    toProto(ValueInfo{"before", DType::Float32, {1, 4}, {}}, *body.add_input());
    toProto(ValueInfo{"now", DType::Float32, {1, 4}, {}}, *body.add_input());
    addNode(body, "Add", {"before", "now"}, {"sum"});
    addNode(body, "MatMul", {"sum", "w"}, {"next"}, {}, "recurrent");
    addNode(body, "Identity", {"next"}, {"shown"});
    addOutput(body, "next");
    addOutput(body, "shown");
    addOutput(graph, "last");
    addNode(graph, "MatMul", {"all", "w"}, {"y"}, {}, "behind");
    addOutput(graph, "y");
    const auto layers = lower(*m_file.read(proto));
    QCOMPARE(layers.size(), std::size_t{2});
    QCOMPARE(QString::fromStdString(layers[0].name), QStringLiteral("behind"));
    QCOMPARE(layers[0].n, 5); // so many turns are collected
    QCOMPARE(layers[0].k, 4);
    QCOMPARE(layers[1].m * layers[1].n * layers[1].k, 16);
}

void TestScan::lengthsMustBeEqual()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"a", DType::Float32, {3, 2}, {}}, *graph.add_input());
    toProto(ValueInfo{"b", DType::Float32, {4, 2}, {}}, *graph.add_input());
    onnx::NodeProto &node = addNode(graph, "Scan", {"a", "b"}, {"y"}, {}, "scan");
    addNumber(node, "num_scan_inputs", 2);
    onnx::GraphProto &body = addGraph(node, "body");
    addInput(body, "p", DType::Float32, 1);
    addInput(body, "q", DType::Float32, 1);
    addNode(body, "Add", {"p", "q"}, {"r"});
    addOutput(body, "r");
    addOutput(graph, "y");
    const QString path = QString::fromStdString(m_file.write(proto));
    QCOMPARE(errorOf([&] { static_cast<void>(readOnnx(path.toStdString())); }),
             path + QStringLiteral(": node 'scan' (Scan): length of input 'b': expected 3 as of the one before, found 4"));
}

VSQ_TEST(TestScan)
#include "scan.moc"
