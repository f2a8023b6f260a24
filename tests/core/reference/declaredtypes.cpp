// SPDX-License-Identifier: GPL-3.0-or-later
// Types that a file declares: of results and of what is written; inputs without a shape.
#include "core/reference/declaredtypes.h"
#include "core/network/lowering.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/floattype.h"
#include "tests/core/reference/onenode.h"
#include "tests/core/reference/onnxgraphs.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

/// y = x W, everything of one floating type; the output says none.
onnx::ModelProto product(DType type, int rank)
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", type, rank);
    addConstant(graph, "w", inFloatType(Tensor::of<float>({2, 1}, std::vector<float>{1.0F, 0.0009765625F}), type));
    addNode(graph, "MatMul", {"x", "w"}, {"y"}, {}, "product");
    addOutput(graph, "y");
    return proto;
}

} // namespace

class TestDeclaredTypes : public QObject {
    Q_OBJECT
private slots:
    void resultsHaveTheDeclaredType_data();
    void resultsHaveTheDeclaredType();
    void writtenNetworksAreOfOneTypeWithin();
    void castsStillRound();
    void inputsMayHaveNoShape();
    void openDimensionsTakeNothing();
    void numbersBeyondFloat32AreRefused();

private:
    ModelFile m_file;
};

void TestDeclaredTypes::resultsHaveTheDeclaredType_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("found");
    QTest::addColumn<float>("value"); // 1 + 2^-10 * 1.5, of 11, 8 and more digits
    QTest::newRow("float16") << int(DType::Float16) << int(DType::Float16) << 1.001953125F;
    QTest::newRow("bfloat16") << int(DType::BFloat16) << int(DType::Float32) << 1.0F;
    QTest::newRow("float64") << int(DType::Float64) << int(DType::Float64) << 1.00146484375F;
    QTest::newRow("float32") << int(DType::Float32) << int(DType::Float32) << 1.00146484375F;
}

void TestDeclaredTypes::resultsHaveTheDeclaredType()
{
    QFETCH(int, type);
    QFETCH(int, found);
    QFETCH(float, value);
    const auto graph = m_file.read(product(static_cast<DType>(type), 2));
    const Tensor x = Tensor::of<float>({1, 2}, std::vector<float>{1.0F, 1.5F});
    const TensorMap y = asDeclared(*graph, Executor(graph).run({{"x", x}}, *makeFloatBackend()));
    QCOMPARE(int(y.at("y").dtype()), found);
    QCOMPARE(y.at("y").toFloat().values<float>()[0], value);
}

void TestDeclaredTypes::writtenNetworksAreOfOneTypeWithin()
{
    for (const DType type : {DType::Float16, DType::BFloat16, DType::Float64}) {
        const Graph graph = readOnnx(m_file.write(product(type, 2)));
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("written.onnx")).toStdString();
        writeOnnx(graph, path);
        const Graph back = readOnnx(path);
        QCOMPARE(int(back.inputs.front().type), int(type));
        QCOMPARE(int(back.outputs.front().type), int(type));
        QCOMPARE(back.nodes.size(), std::size_t{3});
        QCOMPARE(QString::fromStdString(back.nodes[0].op), QStringLiteral("Cast"));
        QCOMPARE(back.nodes[0].integer("to", 0), 1);
        QCOMPARE(QString::fromStdString(back.nodes[2].op), QStringLiteral("Cast"));
        QCOMPARE(int(back.constant("w")->dtype()), int(DType::Float32));
    }
}

void TestDeclaredTypes::castsStillRound()
{
    onnx::ModelProto proto = emptyModel();
    onnx::GraphProto &graph = *proto.mutable_graph();
    addInput(graph, "x", DType::Float32, 1);
    onnx::AttributeProto &to = *addNode(graph, "Cast", {"x"}, {"h"}, {}, "narrow").add_attribute();
    to.set_name("to");
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(onnx::TensorProto::FLOAT16);
    addNode(graph, "Neg", {"h"}, {"y"});
    addOutput(graph, "y");
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("written.onnx")).toStdString();
    writeOnnx(readOnnx(m_file.write(proto)), path);
    const auto back = std::make_shared<const Graph>(readOnnx(path));
    const TensorMap y = Executor(back).run({{"x", Tensor::of<float>({1}, std::vector<float>{1.0001F})}}, *makeFloatBackend());
    QCOMPARE(y.at("y").values<float>()[0], -1.0F);
}

void TestDeclaredTypes::inputsMayHaveNoShape()
{
    const auto graph = m_file.read(product(DType::Float32, -1));
    QVERIFY(!graph->inputs.front().rankIsKnown);
    const auto layers = lower(*graph);
    QCOMPARE(layers.size(), std::size_t{1});
    QVERIFY2(layers[0].reason.find("--shape") != std::string::npos, layers[0].reason.c_str());
    const TensorMap y = Executor(graph).run({{"x", Tensor::of<float>({1, 2}, std::vector<float>{3.0F, 0.0F})}},
                                            *makeFloatBackend());
    QCOMPARE(floatsOf(y.at("y")), std::vector<float>{3.0F});
    const Graph bound = readOnnx(m_file.write(product(DType::Float32, -1)), {}, {}, {{"x", {5, 2}}});
    QCOMPARE(lower(bound)[0].macs, 10);
}

void TestDeclaredTypes::openDimensionsTakeNothing()
{
    const auto graph = m_file.read(product(DType::Float32, 2));
    const TensorMap y = Executor(graph).run({{"x", Tensor(DType::Float32, {0, 2})}}, *makeFloatBackend());
    QCOMPARE(y.at("y").shape(), (Shape{0, 1}));
}

void TestDeclaredTypes::numbersBeyondFloat32AreRefused()
{
    const auto withBound = [](double bound) {
        onnx::ModelProto proto = emptyModel();
        onnx::GraphProto &graph = *proto.mutable_graph();
        addInput(graph, "x", DType::Float64, 1);
        addConstant(graph, "bound", Tensor::of<double>({}, std::vector<double>{bound}));
        addNode(graph, "Min", {"x", "bound"}, {"y"}, {}, "least");
        addOutput(graph, "y");
        return proto;
    };
    QVERIFY(
        errorOf([&] { static_cast<void>(m_file.read(withBound(-1e300))); })
            .endsWith(QStringLiteral("initializer 'bound': value of float64: expected at most 3.4e+38: networks are computed in "
                                     "float32, found -1e+300")));
    // Masks are made of the least number that there is.
    const auto graph = m_file.read(withBound(std::numeric_limits<double>::lowest()));
    QVERIFY(std::isinf(graph->constants.at("bound").values<float>()[0]));
}

VSQ_TEST(TestDeclaredTypes)
#include "declaredtypes.moc"
