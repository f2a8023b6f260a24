// SPDX-License-Identifier: GPL-3.0-or-later
// Branches and loops on values that only the run knows.
#include "core/network/lowering.h"
#include "core/network/onnx/onnxwriter.h"
#include "tests/core/reference/onenode.h"
#include "tests/core/reference/onnxgraphs.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor boolean(bool value)
{
    return Tensor::of<bool>({}, std::array<bool, 1>{value});
}

Tensor vector(std::vector<float> values)
{
    return Tensor::of<float>({static_cast<std::int64_t>(values.size())}, values);
}

/// A loop whose body's first inputs are turn and condition.
onnx::GraphProto &addLoop(onnx::GraphProto &graph, const std::vector<std::string> &inputs,
                          const std::vector<std::string> &outputs, const std::vector<std::string> &handedOn)
{
    onnx::GraphProto &body = addGraph(addNode(graph, "Loop", inputs, outputs, {}, "loop"), "body");
    body.add_input()->set_name("turn");
    body.add_input()->set_name("goes");
    for (const std::string &name : handedOn) {
        body.add_input()->set_name(name);
    }
    return body;
}

} // namespace

class TestRuntimeControl : public QObject {
    Q_OBJECT
private slots:
    void theRunChoosesTheBranch();
    void branchesWithinBranches_data();
    void branchesWithinBranches();
    void productsOfBothBranchesAreListed();
    void loopsEndWhenTheirConditionDoes();
    void loopsMayNotRunAtAll();
    void valuesMayGrowFromTurnToTurn();
    void loopsHaveALimit();
    void productsOfALoopAreListedOnce();
    void suchNetworksAreNotWritten();

private:
    ModelFile m_file;
};

void TestRuntimeControl::theRunChoosesTheBranch()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    addInput(graph, "c", DType::Bool, 0);
    onnx::NodeProto &choice = addNode(graph, "If", {"c"}, {"p", "q"});
    onnx::GraphProto &yes = addGraph(choice, "then_branch");
    addNode(yes, "Neg", {"x"}, {"r"});
    addOutput(yes, "r");
    addOutput(yes, "r");
    onnx::GraphProto &no = addGraph(choice, "else_branch");
    addConstant(no, "k", vector({10.0F}));
    addNode(no, "Add", {"x", "k"}, {"r"});
    addOutput(no, "r");
    addOutput(no, "k");
    addNode(graph, "Mul", {"p", "p"}, {"y"});
    addOutput(graph, "y");
    addOutput(graph, "q");
    for (const bool taken : {true, false}) {
        const TensorMap y = m_file.run(proto, {{"x", vector({1.0F, -2.0F})}, {"c", boolean(taken)}});
        QCOMPARE(floatsOf(y.at("y")), (taken ? std::vector<float>{1.0F, 4.0F} : std::vector<float>{121.0F, 64.0F}));
        QCOMPARE(floatsOf(y.at("q")), (taken ? std::vector<float>{-1.0F, 2.0F} : std::vector<float>{10.0F}));
    }
}

void TestRuntimeControl::branchesWithinBranches_data()
{
    QTest::addColumn<bool>("outer");
    QTest::addColumn<bool>("inner");
    QTest::addColumn<float>("expected");
    QTest::newRow("both") << true << true << 9.0F;
    QTest::newRow("outer") << true << false << -3.0F;
    QTest::newRow("inner only") << false << true << 3.0F; // whose condition is known, in a branch that is not taken
    QTest::newRow("none") << false << false << 3.0F;
}

void TestRuntimeControl::branchesWithinBranches()
{
    QFETCH(bool, outer);
    QFETCH(bool, inner);
    QFETCH(float, expected);
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    addInput(graph, "outer", DType::Bool, 0);
    addInput(graph, "inner", DType::Bool, 0);
    onnx::NodeProto &choice = addNode(graph, "If", {"outer"}, {"y"});
    onnx::GraphProto &yes = addGraph(choice, "then_branch");
    addNode(yes, "Neg", {"x"}, {"h"});
    onnx::NodeProto &second = addNode(yes, "If", {"inner"}, {"r"});
    onnx::GraphProto &innerYes = addGraph(second, "then_branch");
    addNode(innerYes, "Mul", {"h", "h"}, {"t"});
    addOutput(innerYes, "t");
    onnx::GraphProto &innerNo = addGraph(second, "else_branch");
    addOutput(innerNo, "h");
    addOutput(yes, "r");
    onnx::GraphProto &no = addGraph(choice, "else_branch");
    addOutput(no, "x");
    addOutput(graph, "y");
    const TensorMap y = m_file.run(proto, {{"x", vector({3.0F})}, {"outer", boolean(outer)}, {"inner", boolean(inner)}});
    QCOMPARE(floatsOf(y.at("y")), std::vector<float>{expected});
}

void TestRuntimeControl::productsOfBothBranchesAreListed()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"x", DType::Float32, {2, 4}, {}}, *graph.add_input());
    addInput(graph, "c", DType::Bool, 0);
    addConstant(graph, "w", Tensor(DType::Float32, {4, 3}));
    onnx::NodeProto &choice = addNode(graph, "If", {"c"}, {"y"});
    for (const char *branch : {"then_branch", "else_branch"}) {
        onnx::GraphProto &inner = addGraph(choice, branch);
        addNode(inner, "MatMul", {"x", "w"}, {"r"}, {}, "mm");
        addOutput(inner, "r");
    }
    addOutput(graph, "y");
    const auto layers = lower(*m_file.read(proto));
    QCOMPARE(layers.size(), std::size_t{2});
    QCOMPARE(layers[0].macs, 24);
    QVERIFY2(layers[0].reason.find("runs where 'c' is true") != std::string::npos, layers[0].reason.c_str());
    QVERIFY2(layers[1].reason.find("runs where 'c' is false") != std::string::npos, layers[1].reason.c_str());
}

void TestRuntimeControl::loopsEndWhenTheirConditionDoes()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    addInput(graph, "limit", DType::Float32, 0);
    addConstant(graph, "start", boolean(true));
    onnx::GraphProto &body = addLoop(graph, {"", "start", "x"}, {"y", "all"}, {"v"});
    addNode(body, "Add", {"v", "v"}, {"twice"});
    addNode(body, "ReduceSum", {"twice"}, {"sum"}).add_attribute()->CopyFrom([] {
        onnx::AttributeProto keep;
        keep.set_name("keepdims");
        keep.set_type(onnx::AttributeProto::INT);
        keep.set_i(0);
        return keep;
    }());
    addNode(body, "Less", {"sum", "limit"}, {"on"});
    addOutput(body, "on");
    addOutput(body, "twice");
    addOutput(body, "sum");
    addOutput(graph, "y");
    addOutput(graph, "all");
    const TensorMap y = m_file.run(proto, {{"x", vector({1.0F, 2.0F})}, {"limit", Tensor::scalar(20.0F)}});
    QCOMPARE(floatsOf(y.at("y")), (std::vector<float>{8.0F, 16.0F}));
    QCOMPARE(floatsOf(y.at("all")), (std::vector<float>{6.0F, 12.0F, 24.0F}));
    const TensorMap once = m_file.run(proto, {{"x", vector({1.0F, 2.0F})}, {"limit", Tensor::scalar(0.0F)}});
    QCOMPARE(floatsOf(once.at("all")), (std::vector<float>{6.0F}));
}

void TestRuntimeControl::loopsMayNotRunAtAll()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"x", DType::Float32, {2}, {}}, *graph.add_input());
    addInput(graph, "turns", DType::Int64, 0);
    onnx::GraphProto &body = addLoop(graph, {"turns", "", "x"}, {"y", "all"}, {"v"});
    addNode(body, "Neg", {"v"}, {"n"});
    addNode(body, "Identity", {"goes"}, {"on"});
    addOutput(body, "on");
    addOutput(body, "n");
    addOutput(body, "n");
    addOutput(graph, "y");
    addOutput(graph, "all");
    const TensorMap y = m_file.run(proto, {{"x", vector({1.0F, 2.0F})}, {"turns", Tensor::scalar(std::int64_t{0})}});
    QCOMPARE(floatsOf(y.at("y")), (std::vector<float>{1.0F, 2.0F}));
    QCOMPARE(y.at("all").dim(0), 0);
}

void TestRuntimeControl::valuesMayGrowFromTurnToTurn()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    addInput(graph, "turns", DType::Int64, 0);
    onnx::GraphProto &body = addLoop(graph, {"turns", "", "x"}, {"y"}, {"v"});
    onnx::NodeProto &concat = addNode(body, "Concat", {"v", "x"}, {"longer"}); // x is the graph's around
    onnx::AttributeProto &axis = *concat.add_attribute();
    axis.set_name("axis");
    axis.set_type(onnx::AttributeProto::INT);
    axis.set_i(0);
    addNode(body, "Identity", {"goes"}, {"on"});
    addOutput(body, "on");
    addOutput(body, "longer");
    addOutput(graph, "y");
    const TensorMap y = m_file.run(proto, {{"x", vector({1.0F, 2.0F})}, {"turns", Tensor::scalar(std::int64_t{2})}});
    QCOMPARE(floatsOf(y.at("y")), (std::vector<float>{1.0F, 2.0F, 1.0F, 2.0F, 1.0F, 2.0F}));
}

void TestRuntimeControl::loopsHaveALimit()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"x", DType::Float32, {50'000'000}, {}}, *graph.add_input());
    addInput(graph, "turns", DType::Int64, 0);
    onnx::GraphProto &body = addLoop(graph, {"turns", "", "x"}, {"y", "all"}, {"v"});
    addNode(body, "Identity", {"goes"}, {"on"});
    addOutput(body, "on");
    addOutput(body, "v");
    addOutput(body, "v");
    addOutput(graph, "all");
    const auto read = m_file.read(proto);
    const QString error = errorOf([&] {
        static_cast<void>(Executor(read).run(
            {{"x", Tensor(DType::Float32, {50'000'000})}, {"turns", Tensor::scalar(std::int64_t{100})}}, *makeFloatBackend()));
    });
    QVERIFY2(error.endsWith("node 'loop' (Loop): collected values: expected at most 2147483648 bytes, found more"),
             qPrintable(error));
}

void TestRuntimeControl::productsOfALoopAreListedOnce()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto(ValueInfo{"x", DType::Float32, {2, 4}, {}}, *graph.add_input());
    addInput(graph, "turns", DType::Int64, 0);
    addConstant(graph, "w", Tensor(DType::Float32, {4, 3}));
    onnx::GraphProto &body = addLoop(graph, {"turns", ""}, {"all"}, {});
    addNode(body, "MatMul", {"x", "w"}, {"p"}, {}, "mm");
    addNode(body, "Identity", {"goes"}, {"on"});
    addOutput(body, "on");
    addOutput(body, "p");
    addOutput(graph, "all");
    const auto layers = lower(*m_file.read(proto));
    QCOMPARE(layers.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(layers[0].name), QStringLiteral("loop/mm"));
    QCOMPARE(layers[0].macs, 24);
    QVERIFY(layers[0].aIsConstant);
    QVERIFY(layers[0].reason.find("one turn of the loop 'loop'") != std::string::npos);
}

void TestRuntimeControl::suchNetworksAreNotWritten()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    addInput(graph, "turns", DType::Int64, 0);
    onnx::GraphProto &body = addLoop(graph, {"turns", "", "x"}, {"y"}, {"v"});
    addNode(body, "Identity", {"goes"}, {"on"});
    addNode(body, "Neg", {"v"}, {"n"});
    addOutput(body, "on");
    addOutput(body, "n");
    addOutput(graph, "y");
    const auto read = m_file.read(proto);
    QCOMPARE(
        errorOf([&] { writeOnnx(*read, "/nonexistent/x.onnx"); }),
        QStringLiteral("/nonexistent/x.onnx: node 'loop' (Loop): control flow that only the run decides: expected operators that "
                       "always run, found a loop"));
}

VSQ_TEST(TestRuntimeControl)
#include "runtimecontrol.moc"
