// SPDX-License-Identifier: GPL-3.0-or-later
// Branches and loops that constants decide are gone when a network has been read.
#include "core/base/atomicfile.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxreader.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/errors.h"
#include "tests/support/processortime.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

onnx::NodeProto &appendNode(onnx::GraphProto &graph, const std::string &op, const std::vector<std::string> &inputs,
                            const std::string &output)
{
    onnx::NodeProto &node = *graph.add_node();
    node.set_op_type(op);
    for (const std::string &input : inputs) {
        node.add_input(input);
    }
    node.add_output(output);
    return node;
}

onnx::GraphProto &addGraph(onnx::NodeProto &node, const std::string &attribute)
{
    onnx::AttributeProto &proto = *node.add_attribute();
    proto.set_name(attribute);
    proto.set_type(onnx::AttributeProto::GRAPH);
    return *proto.mutable_g();
}

Tensor boolean(bool value)
{
    Tensor tensor(DType::Bool, {});
    tensor.mutableValues<bool>()[0] = value;
    return tensor;
}

/// A model of x [4] and y [4] whose nodes the test adds.
onnx::ModelProto model()
{
    onnx::ModelProto proto;
    proto.set_ir_version(8);
    proto.add_opset_import()->set_version(17);
    toProto(ValueInfo{"x", DType::Float32, {4}, {}}, *proto.mutable_graph()->add_input());
    toProto(ValueInfo{"y", DType::Float32, {4}, {}}, *proto.mutable_graph()->add_output());
    return proto;
}

} // namespace

class TestControlFlow : public QObject {
    Q_OBJECT
private slots:
    void theConstantsBranchIsTaken();
    void shapesDecideBranches();
    void loopsAreUnrolled();
    void conditionsThatChangeEndTheLoop();
    void nestedLoopsHaveOneBudget();
    void nodesNeedNoOrder();
    void manyBranchesAreReadQuickly();

private:
    QTemporaryDir m_folder;

    std::string write(const onnx::ModelProto &proto) const
    {
        const std::string path = m_folder.filePath(QStringLiteral("flow.onnx")).toStdString();
        writeFileAtomically(path, proto.SerializeAsString());
        return path;
    }
    std::vector<float> run(const onnx::ModelProto &proto) const
    {
        const auto graph = std::make_shared<const Graph>(readOnnx(write(proto)));
        const Tensor x = Tensor::of<float>({4}, std::vector<float>{-1, 2, -3, 4});
        return floatsOf(Executor(graph).run({{"x", x}}, *makeFloatBackend()).at("y"));
    }
};

void TestControlFlow::theConstantsBranchIsTaken()
{
    for (const bool outer : {false, true}) {
        for (const bool inner : {false, true}) {
            onnx::ModelProto proto = model();
            onnx::GraphProto &graph = *proto.mutable_graph();
            toProto("outer", boolean(outer), *graph.add_initializer());
            toProto("inner", boolean(inner), *graph.add_initializer());
            appendNode(graph, "Neg", {"x"}, "negative");
            onnx::NodeProto &branch = appendNode(graph, "If", {"outer"}, "chosen");
            // then: another If on a value of the outer graph, with a name that the other branch has too; else: an initializer.
            onnx::GraphProto &then = addGraph(branch, "then_branch");
            appendNode(then, "Abs", {"negative"}, "t");
            onnx::NodeProto &nested = appendNode(then, "If", {"inner"}, "r");
            onnx::GraphProto &first = addGraph(nested, "then_branch");
            appendNode(first, "Add", {"t", "x"}, "s");
            first.add_output()->set_name("s");
            onnx::GraphProto &second = addGraph(nested, "else_branch");
            second.add_output()->set_name("t");
            then.add_output()->set_name("r");
            onnx::GraphProto &otherwise = addGraph(branch, "else_branch");
            toProto("t", Tensor::of<float>({4}, std::vector<float>{5, 6, 7, 8}), *otherwise.add_initializer());
            otherwise.add_output()->set_name("t");
            appendNode(graph, "Identity", {"chosen"}, "y");
            const std::vector<float> expected = !outer  ? std::vector<float>{5, 6, 7, 8}
                                                : inner ? std::vector<float>{0, 4, 0, 8}
                                                        : std::vector<float>{1, 2, 3, 4};
            QCOMPARE(run(proto), expected);
        }
    }
}

void TestControlFlow::shapesDecideBranches()
{
    // torch.squeeze(x, d) as it is exported: Squeeze in one branch, x as it is in the other.
    for (const std::int64_t axis : {0, 1, 2}) {
        onnx::ModelProto proto = model();
        onnx::GraphProto &graph = *proto.mutable_graph();
        graph.clear_input();
        graph.clear_output();
        toProto(ValueInfo{"x", DType::Float32, {-1, 1, 4}, {"batch", "", ""}}, *graph.add_input());
        toProto(ValueInfo{"y", DType::Float32, {-1, -1}, {"a", "b"}}, *graph.add_output());
        toProto("axis", Tensor::scalar(axis), *graph.add_initializer());
        toProto("axes", Tensor::of<std::int64_t>({1}, std::vector{axis}), *graph.add_initializer());
        toProto("one", Tensor::scalar<std::int64_t>(1), *graph.add_initializer());
        appendNode(graph, "Relu", {"x"}, "r"); // its shape is inferred
        appendNode(graph, "Shape", {"r"}, "shape");
        appendNode(graph, "Gather", {"shape", "axis"}, "size");
        appendNode(graph, "Equal", {"size", "one"}, "isOne");
        onnx::NodeProto &branch = appendNode(graph, "If", {"isOne"}, "y");
        branch.set_name("squeeze");
        onnx::GraphProto &then = addGraph(branch, "then_branch");
        appendNode(then, "Squeeze", {"r", "axes"}, "s");
        then.add_output()->set_name("s");
        onnx::GraphProto &otherwise = addGraph(branch, "else_branch");
        appendNode(otherwise, "Identity", {"r"}, "i");
        otherwise.add_output()->set_name("i");
        const std::string path = write(proto);
        const auto read = std::make_shared<const Graph>(readOnnx(path));
        const Tensor y = Executor(read).run({{"x", Tensor(DType::Float32, {3, 1, 4})}}, *makeFloatBackend()).at("y");
        QCOMPARE(y.shape(), axis == 1 ? (Shape{3, 4}) : (Shape{3, 1, 4}));
        QCOMPARE(read->producerOf("y")->op == "If", axis == 0); // the batch is open: only the run knows
        if (axis == 0) {
            QCOMPARE(Executor(read).run({{"x", Tensor(DType::Float32, {1, 1, 4})}}, *makeFloatBackend()).at("y").shape(),
                     (Shape{1, 4}));
            // A size that is given decides it.
            const Graph bound = readOnnx(path, {}, {}, {{"x", {3, 1, 4}}});
            QVERIFY(bound.producerOf("y")->op == "Identity");
        }
    }
}

void TestControlFlow::loopsAreUnrolled()
{
    for (std::int64_t turns = 0; turns < 4; ++turns) {
        onnx::ModelProto proto = model();
        onnx::GraphProto &graph = *proto.mutable_graph();
        toProto("turns", Tensor::scalar(turns), *graph.add_initializer());
        onnx::NodeProto &loop = appendNode(graph, "Loop", {"turns", "", "x"}, "y");
        onnx::GraphProto &body = addGraph(loop, "body"); // v = v + turn * x
        for (const char *name : {"turn", "go", "v"}) {
            body.add_input()->set_name(name);
        }
        onnx::NodeProto &cast = appendNode(body, "Cast", {"turn"}, "f");
        onnx::AttributeProto &to = *cast.add_attribute();
        to.set_name("to");
        to.set_type(onnx::AttributeProto::INT);
        to.set_i(onnx::TensorProto::FLOAT);
        appendNode(body, "Mul", {"f", "x"}, "product");
        appendNode(body, "Add", {"v", "product"}, "next");
        appendNode(body, "Identity", {"go"}, "on");
        body.add_output()->set_name("on");
        body.add_output()->set_name("next");
        const auto factor = static_cast<float>(1 + turns * (turns - 1) / 2);
        QCOMPARE(run(proto), (std::vector<float>{-factor, 2 * factor, -3 * factor, 4 * factor}));
    }
}

void TestControlFlow::conditionsThatChangeEndTheLoop()
{
    onnx::ModelProto proto = model();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto("turns", Tensor::scalar<std::int64_t>(3), *graph.add_initializer());
    onnx::NodeProto &loop = appendNode(graph, "Loop", {"turns", "", "x"}, "y");
    loop.set_name("until");
    onnx::GraphProto &body = addGraph(loop, "body");
    for (const char *name : {"turn", "go", "v"}) {
        body.add_input()->set_name(name);
    }
    appendNode(body, "Not", {"go"}, "on"); // true at first: one turn
    appendNode(body, "Neg", {"v"}, "n");
    body.add_output()->set_name("on");
    body.add_output()->set_name("n");
    QCOMPARE(run(proto), (std::vector<float>{1, -2, 3, -4}));
}

void TestControlFlow::nestedLoopsHaveOneBudget()
{
    onnx::ModelProto proto = model();
    onnx::GraphProto *graph = proto.mutable_graph();
    toProto("turns", Tensor::scalar<std::int64_t>(256), *graph->add_initializer());
    std::string value = "x";
    for (const std::string level : {"a", "b", "c"}) { // 256^3 turns
        onnx::NodeProto &loop = appendNode(*graph, "Loop", {"turns", "", value}, level == "a" ? "y" : level + "_next");
        loop.set_name(level);
        if (level != "a") {
            graph->add_output()->set_name(level + "_next");
        }
        graph = &addGraph(loop, "body");
        for (const char *name : {"_turn", "_go", "_v"}) {
            graph->add_input()->set_name(level + name);
        }
        graph->add_output()->set_name(level + "_go");
        value = level + "_v";
    }
    appendNode(*graph, "Neg", {value}, "c_last");
    graph->add_output()->set_name("c_last");
    const QString error = errorOf([&] { readOnnx(write(proto)); });
    QVERIFY2(error.contains(
                 QStringLiteral("operators that all branches, loops and functions unroll to: expected at most 100000, found")),
             qPrintable(error));
    QVERIFY2(error.contains(QStringLiteral("node 'a/")), qPrintable(error));
}

void TestControlFlow::nodesNeedNoOrder()
{
    // The branch and the condition's chain stand before what they use.
    onnx::ModelProto proto = model();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto("four", Tensor::of<std::int64_t>({1}, std::vector<std::int64_t>{4}), *graph.add_initializer());
    onnx::NodeProto &branch = appendNode(graph, "If", {"isFour"}, "y");
    onnx::GraphProto &then = addGraph(branch, "then_branch");
    appendNode(then, "Add", {"first", "late"}, "t");
    appendNode(then, "Abs", {"late"}, "first");
    then.add_output()->set_name("t");
    onnx::GraphProto &otherwise = addGraph(branch, "else_branch");
    appendNode(otherwise, "Identity", {"late"}, "e");
    otherwise.add_output()->set_name("e");
    appendNode(graph, "Equal", {"size", "four"}, "isFour");
    appendNode(graph, "Shape", {"late"}, "size");
    appendNode(graph, "Neg", {"x"}, "late");
    QCOMPARE(run(proto), (std::vector<float>{2, 0, 6, 0}));
}

void TestControlFlow::manyBranchesAreReadQuickly()
{
    onnx::ModelProto proto = model();
    onnx::GraphProto &graph = *proto.mutable_graph();
    toProto("four", Tensor::of<std::int64_t>({1}, std::vector<std::int64_t>{4}), *graph.add_initializer());
    std::string value = "x";
    constexpr int kBranches = 500;
    for (int i = 0; i < kBranches; ++i) {
        const std::string number = std::to_string(i);
        appendNode(graph, "Shape", {value}, "shape" + number);
        appendNode(graph, "Equal", {"shape" + number, "four"}, "is" + number);
        const std::string next = i + 1 == kBranches ? "y" : "v" + number;
        onnx::NodeProto &branch = appendNode(graph, "If", {"is" + number}, next);
        for (const char *which : {"then_branch", "else_branch"}) {
            onnx::GraphProto &inner = addGraph(branch, which);
            appendNode(inner, "Neg", {value}, "n");
            inner.add_output()->set_name("n");
        }
        value = next;
    }
    const std::string path = write(proto);
    const ProcessorTime time;
    QCOMPARE(readOnnx(path).nodes.size(), std::size_t{4 * kBranches});
    QVERIFY2(time.milliseconds() < 2'000, qPrintable(QString::number(time.milliseconds()))); // it took 6 s
}

VSQ_TEST(TestControlFlow)
#include "controlflow.moc"
