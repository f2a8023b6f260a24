// SPDX-License-Identifier: GPL-3.0-or-later
// Functions that a model brings along are expanded when it is read.
#include "tests/core/reference/onenode.h"
#include "tests/core/reference/onnxgraphs.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

onnx::FunctionProto &addFunction(onnx::ModelProto &model, const std::string &name, const std::vector<std::string> &inputs,
                                 const std::vector<std::string> &outputs, int opset = 17)
{
    onnx::FunctionProto &function = *model.add_functions();
    function.set_name(name);
    function.set_domain("library");
    for (const std::string &input : inputs) {
        function.add_input(input);
    }
    for (const std::string &output : outputs) {
        function.add_output(output);
    }
    function.add_opset_import()->set_version(opset);
    return function;
}

const TensorMap kGiven{{"x", Tensor::of<float>({4}, std::vector<float>{-1.0F, 0.5F, 2.0F, -3.0F})}};

} // namespace

class TestLocalFunctions : public QObject {
    Q_OBJECT
private slots:
    void attributesAreThoseOfTheCall();
    void whatIsLeftOutStaysOut();
    void functionsCallFunctions();
    void aFunctionHasItsOwnOpset();
    void graphsWithinSeeTheCallsValues();
    void namesOfSeveralCallsDoNotMeet();
    void functionsThatCallThemselvesAreRefused();
    void callsThatMultiplyAreRefused();

private:
    static onnx::ModelProto model()
    {
        onnx::ModelProto proto = emptyModel();
        addInput(*proto.mutable_graph(), "x", DType::Float32, 1);
        addOutput(*proto.mutable_graph(), "y");
        return proto;
    }
    std::vector<float> run(const onnx::ModelProto &proto) const { return floatsOf(m_file.run(proto, kGiven).at("y")); }

    ModelFile m_file;
};

void TestLocalFunctions::attributesAreThoseOfTheCall()
{
    onnx::ModelProto proto = model();
    onnx::FunctionProto &function = addFunction(proto, "Leaky", {"a"}, {"b"});
    function.add_attribute("slope");
    addReference(addNode(function, "LeakyRelu", {"a"}, {"b"}), "alpha", "slope");
    addReal(addNode(*proto.mutable_graph(), "Leaky", {"x"}, {"y"}, "library"), "slope", 0.5F);
    QCOMPARE(run(proto), (std::vector<float>{-0.5F, 0.5F, 2.0F, -1.5F}));
    // An attribute that the call does not give is one that the node does not have: 0.01.
    proto.mutable_graph()->mutable_node(0)->clear_attribute();
    QCOMPARE(run(proto), (std::vector<float>{-0.01F, 0.5F, 2.0F, -0.03F}));
}

void TestLocalFunctions::whatIsLeftOutStaysOut()
{
    onnx::ModelProto proto = model();
    addConstant(*proto.mutable_graph(), "high", Tensor::scalar(1.0F));
    onnx::FunctionProto &function = addFunction(proto, "Limit", {"a", "low", "high"}, {"b", "unused"});
    addNode(function, "Clip", {"a", "low", "high"}, {"b"});
    addNode(function, "Neg", {"b"}, {"unused"});
    addNode(*proto.mutable_graph(), "Limit", {"x", "", "high"}, {"y"}, "library");
    QCOMPARE(run(proto), (std::vector<float>{-1.0F, 0.5F, 1.0F, -3.0F}));
}

void TestLocalFunctions::functionsCallFunctions()
{
    onnx::ModelProto proto = model();
    addNode(addFunction(proto, "Square", {"a"}, {"b"}), "Mul", {"a", "a"}, {"b"});
    onnx::FunctionProto &outer = addFunction(proto, "Fourth", {"a"}, {"b"});
    addNode(outer, "Square", {"t"}, {"b"}, "library"); // behind the node that it needs
    addNode(outer, "Square", {"a"}, {"t"}, "library");
    addNode(*proto.mutable_graph(), "Fourth", {"x"}, {"y"}, "library");
    QCOMPARE(run(proto), (std::vector<float>{1.0F, 0.0625F, 16.0F, 81.0F}));
}

void TestLocalFunctions::aFunctionHasItsOwnOpset()
{
    // In opset 11 softmax takes everything from the axis on as one row, and Squeeze has its axes as an attribute.
    onnx::ModelProto proto = emptyModel();
    addInput(*proto.mutable_graph(), "x", DType::Float32, 3);
    addOutput(*proto.mutable_graph(), "y");
    onnx::FunctionProto &function = addFunction(proto, "Old", {"a"}, {"b"}, 11);
    onnx::AttributeProto &axis = *addNode(function, "Softmax", {"a"}, {"b"}).add_attribute();
    axis.set_name("axis");
    axis.set_type(onnx::AttributeProto::INT);
    axis.set_i(1);
    addNode(*proto.mutable_graph(), "Old", {"x"}, {"y"}, "library");
    const auto y = floatsOf(m_file.run(proto, {{"x", Tensor(DType::Float32, {1, 2, 2})}}).at("y"));
    QCOMPARE(y, (std::vector<float>{0.25F, 0.25F, 0.25F, 0.25F}));
}

void TestLocalFunctions::graphsWithinSeeTheCallsValues()
{
    for (const bool taken : {true, false}) {
        onnx::ModelProto proto = model();
        addInput(*proto.mutable_graph(), "c", DType::Bool, 0);
        onnx::FunctionProto &function = addFunction(proto, "Choose", {"a", "c"}, {"b"});
        addNode(function, "Add", {"a", "a"}, {"double"});
        onnx::NodeProto &choice = addNode(function, "If", {"c"}, {"b"});
        onnx::GraphProto &yes = addGraph(choice, "then_branch");
        addNode(yes, "Neg", {"double"}, {"t"});
        addOutput(yes, "t");
        onnx::GraphProto &no = addGraph(choice, "else_branch");
        addReference(addNode(no, "LeakyRelu", {"a"}, {"t"}), "alpha", "slope");
        addOutput(no, "t");
        addReal(addNode(*proto.mutable_graph(), "Choose", {"x", "c"}, {"y"}, "library"), "slope", 0.5F);
        TensorMap given = kGiven;
        given.insert_or_assign("c", Tensor::of<bool>({}, std::array<bool, 1>{taken}));
        const auto y = floatsOf(m_file.run(proto, given).at("y"));
        QCOMPARE(y, (taken ? std::vector<float>{2.0F, -1.0F, -4.0F, 6.0F} : std::vector<float>{-0.5F, 0.5F, 2.0F, -1.5F}));
    }
}

void TestLocalFunctions::namesOfSeveralCallsDoNotMeet()
{
    onnx::ModelProto proto = model();
    onnx::FunctionProto &function = addFunction(proto, "Twice", {"x"}, {"y"}); // its names are the graph's too
    addNode(function, "Identity", {"x"}, {"t"}, {}, "node");
    addNode(function, "Add", {"t", "x"}, {"y"}, {}, "node");
    addNode(*proto.mutable_graph(), "Twice", {"x"}, {"t"}, "library", "node");
    addNode(*proto.mutable_graph(), "Twice", {"t"}, {"y"}, "library", "node");
    QCOMPARE(run(proto), (std::vector<float>{-4.0F, 2.0F, 8.0F, -12.0F}));
}

void TestLocalFunctions::functionsThatCallThemselvesAreRefused()
{
    onnx::ModelProto proto = model();
    addNode(addFunction(proto, "A", {"a"}, {"b"}), "B", {"a"}, {"b"}, "library", "b");
    addNode(addFunction(proto, "B", {"a"}, {"b"}), "A", {"a"}, {"b"}, "library", "a");
    addNode(*proto.mutable_graph(), "A", {"x"}, {"y"}, "library", "start");
    const QString error = errorOf([&] { static_cast<void>(m_file.read(proto)); });
    QVERIFY2(
        error.endsWith("node 'start/b/a' (A): call of the function 'library.A': expected functions that do not call themselves, "
                       "found one that does"),
        qPrintable(error));
}

void TestLocalFunctions::callsThatMultiplyAreRefused()
{
    onnx::ModelProto proto = model();
    addNode(addFunction(proto, "F0", {"a"}, {"b"}), "Neg", {"a"}, {"b"});
    constexpr int kLevels = 20;
    for (int level = 1; level <= kLevels; ++level) {
        onnx::FunctionProto &function = addFunction(proto, "F" + std::to_string(level), {"a"}, {"b"});
        const std::string below = "F" + std::to_string(level - 1);
        addNode(function, below, {"a"}, {"t"}, "library");
        addNode(function, below, {"t"}, {"b"}, "library");
    }
    addNode(*proto.mutable_graph(), "F" + std::to_string(kLevels), {"x"}, {"y"}, "library");
    const QString error = errorOf([&] { static_cast<void>(m_file.read(proto)); });
    QVERIFY2(error.contains("unroll to: expected at most 100000"), qPrintable(error));
}

VSQ_TEST(TestLocalFunctions)
#include "localfunctions.moc"
