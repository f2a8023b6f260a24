// SPDX-License-Identifier: GPL-3.0-or-later
// What opsets 1 to 6 said otherwise: ONNX's changelog is the expectation.
#include "tests/core/reference/onenode.h"
#include "tests/core/reference/onnxgraphs.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor counted(Shape shape)
{
    Tensor tensor(DType::Float32, std::move(shape));
    float next = 0.0F;
    for (float &value : tensor.mutableValues<float>()) {
        value = next++;
    }
    return tensor;
}

onnx::AttributeProto &addAttribute(onnx::NodeProto &node, const std::string &name, onnx::AttributeProto::AttributeType type)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(type);
    return attribute;
}

void addInteger(onnx::NodeProto &node, const std::string &name, std::int64_t value)
{
    addAttribute(node, name, onnx::AttributeProto::INT).set_i(value);
}

void addIntegers(onnx::NodeProto &node, const std::string &name, const std::vector<std::int64_t> &values)
{
    onnx::AttributeProto &attribute = addAttribute(node, name, onnx::AttributeProto::INTS);
    for (const std::int64_t value : values) {
        attribute.add_ints(value);
    }
}

/// A model of one node that reads x and, where there is one, the constant w.
class EarlyModel {
public:
    EarlyModel(int opset, const std::string &op, const Tensor &x, const std::optional<Tensor> &w = std::nullopt)
        : m_model(emptyModel(opset)), m_x(x)
    {
        onnx::GraphProto &graph = *m_model.mutable_graph();
        toProto(ValueInfo{"x", x.dtype(), x.shape(), {}}, *graph.add_input());
        if (w) {
            addConstant(graph, "w", *w);
        }
        addOutput(graph, "y");
        addNode(graph, op, w ? std::vector<std::string>{"x", "w"} : std::vector<std::string>{"x"}, {"y"}, {}, "node");
    }

    onnx::NodeProto &node() { return *m_model.mutable_graph()->mutable_node(0); }
    [[nodiscard]] Tensor run() const { return m_file.run(m_model, {{"x", m_x}}).at("y"); }

private:
    onnx::ModelProto m_model;
    Tensor m_x;
    ModelFile m_file;
};

} // namespace

class TestEarlyOpsets : public QObject {
    Q_OBJECT
private slots:
    void operandsBroadcastFromAnAxis();
    void slopesBelongToChannels();
    void shapesAreAttributes();
    void typesHaveNames();
    void upsamplingHasAWidthAndAHeight();
    void whatMayBeOverwrittenIsNothing();
    void dropoutMustSayThatItTests();
};

void TestEarlyOpsets::operandsBroadcastFromAnAxis()
{
    EarlyModel model(6, "Add", counted({1, 2, 2}), Tensor::of<float>({2}, std::vector<float>{10, 20}));
    addInteger(model.node(), "broadcast", 1);
    addInteger(model.node(), "axis", 1);
    QCOMPARE(floatsOf(model.run()), (std::vector<float>{10, 11, 22, 23}));
    EarlyModel atTheEnd(6, "Mul", counted({1, 2, 2}), Tensor::of<float>({2}, std::vector<float>{10, 20}));
    addInteger(atTheEnd.node(), "broadcast", 1);
    QCOMPARE(floatsOf(atTheEnd.run()), (std::vector<float>{0, 20, 20, 60}));
    EarlyModel beyond(6, "Sub", counted({1, 2, 2}), Tensor::of<float>({2}, std::vector<float>{10, 20}));
    addInteger(beyond.node(), "broadcast", 1);
    addInteger(beyond.node(), "axis", 3);
    QVERIFY(errorOf([&] {
                static_cast<void>(beyond.run());
            }).endsWith(QStringLiteral("node 'node' (Sub): attribute 'axis': expected 0 to 2, found 3")));
}

void TestEarlyOpsets::slopesBelongToChannels()
{
    const Tensor x = Tensor::of<float>({1, 2, 1, 2}, std::vector<float>{-1, 2, -3, -4});
    const EarlyModel model(6, "PRelu", x, Tensor::of<float>({2}, std::vector<float>{0.5F, 2}));
    QCOMPARE(floatsOf(model.run()), (std::vector<float>{-0.5F, 2, -6, -8}));
}

void TestEarlyOpsets::shapesAreAttributes()
{
    EarlyModel model(4, "Reshape", counted({2, 3}));
    addIntegers(model.node(), "shape", {3, -1});
    QCOMPARE(model.run().shape(), (Shape{3, 2}));
}

void TestEarlyOpsets::typesHaveNames()
{
    EarlyModel model(5, "Cast", Tensor::of<float>({2}, std::vector<float>{1.5F, -7}));
    addAttribute(model.node(), "to", onnx::AttributeProto::STRING).set_s("INT32");
    const Tensor y = model.run();
    QCOMPARE(y.dtype(), DType::Int32);
    QCOMPARE(y.toInt64(), (std::vector<std::int64_t>{1, -7}));
}

void TestEarlyOpsets::upsamplingHasAWidthAndAHeight()
{
    EarlyModel model(6, "Upsample", counted({1, 1, 1, 2}));
    addReal(model.node(), "height_scale", 1.0F);
    addReal(model.node(), "width_scale", 2.0F);
    QCOMPARE(floatsOf(model.run()), (std::vector<float>{0, 0, 1, 1}));
}

void TestEarlyOpsets::whatMayBeOverwrittenIsNothing()
{
    EarlyModel model(1, "Relu", Tensor::of<float>({2}, std::vector<float>{1.5F, -7}));
    addIntegers(model.node(), "consumed_inputs", {1});
    QCOMPARE(floatsOf(model.run()), (std::vector<float>{1.5F, 0}));
}

void TestEarlyOpsets::dropoutMustSayThatItTests()
{
    EarlyModel model(6, "Dropout", counted({3}));
    QVERIFY(
        errorOf([&] {
            static_cast<void>(model.run());
        }).endsWith(QStringLiteral("attribute 'is_test' is not supported: expected 1: what training drops is random, found 0")));
    addInteger(model.node(), "is_test", 1);
    QCOMPARE(floatsOf(model.run()), floatsOf(counted({3})));
}

VSQ_TEST(TestEarlyOpsets)
#include "earlyopsets.moc"
