// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/graphbuilder.h"
#include "core/network/lowering.h"
#include "core/network/onnx/onnxproto.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/network/shapeinference.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace vsq;
using vsq::test::errorOf;

class TestOnnxRoundTrip : public QObject {
    Q_OBJECT
private slots:
    void networksSurvive();
    void geluIsWrittenAsTheOpsetHasIt();
    void shapesAreInferred();
    void inputShapesCanBeBound();

private:
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QTemporaryDir m_folder;
};

void TestOnnxRoundTrip::networksSurvive()
{
    for (const Graph &graph : {buildVisionTransformer({}, 3), buildResidualNetwork({}, 3)}) {
        writeOnnx(graph, path("net.onnx"));
        const Graph back = readOnnx(path("net.onnx"));
        QCOMPARE(back.opset, 17);
        QCOMPARE(back.producer, std::string("vsq"));
        QCOMPARE(back.inputs.at(0).name, std::string("image"));
        QCOMPARE(back.inputs.at(0).shape, graph.inputs.at(0).shape);
        QCOMPARE(back.inputs.at(0).dimNames.at(0), std::string("batch"));
        QCOMPARE(back.outputs.at(0).name, std::string("logits"));
        for (const auto &[name, tensor] : graph.constants) {
            const Tensor *read = back.constant(name);
            QVERIFY2(read != nullptr && read->shape() == tensor.shape(), name.c_str());
            QVERIFY(std::memcmp(read->bytes(), tensor.bytes(), tensor.byteSize()) == 0);
        }
        const auto before = lower(graph);
        const auto after = lower(back);
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i].name, before[i].name);
            QCOMPARE(after[i].macs, before[i].macs);
        }
    }
}

void TestOnnxRoundTrip::geluIsWrittenAsTheOpsetHasIt()
{
    for (const int opset : {13, 17, 20, 21}) {
        for (const char *form : {"none", "tanh"}) {
            GraphBuilder g("gelu", 1);
            g.output(g.node("Gelu", "act", {g.input("x", DType::Float32, {64})}, {{"approximate", std::string(form)}}), "y",
                     {64});
            Graph graph = g.take();
            graph.opset = opset;
            graph.nodes.push_back({"quick", "QuickGelu", "com.microsoft", {"x"}, {"z"}, {{"alpha", 1.702F}}});
            writeOnnx(graph, path("gelu.onnx"));
            const Graph back = readOnnx(path("gelu.onnx"));
            QCOMPARE(back.opset, opset);
            const auto kept = std::count_if(back.nodes.begin(), back.nodes.end(),
                                            [](const Node &node) { return node.op == "Gelu"; });
            QCOMPARE(kept, opset < 20 ? 0 : 1); // Gelu came with opset 20
            onnx::ModelProto proto;
            QVERIFY(proto.ParseFromString(readFile(path("gelu.onnx"), "a model")));
            QCOMPARE(proto.opset_import_size(), 2);
            QCOMPARE(proto.opset_import(1).domain(), std::string("com.microsoft"));
        }
    }
}

void TestOnnxRoundTrip::shapesAreInferred()
{
    writeOnnx(buildVisionTransformer({}, 3), path("vit.onnx"));
    const Graph graph = readOnnx(path("vit.onnx"));
    const ValueInfo &embedded = graph.values.at("patch_embed_output");
    QCOMPARE(embedded.shape, (Shape{-1, 128, 7, 7}));
    QCOMPARE(inferShapes(graph, 1).at("blocks.0.attn.qk_output").shape, (Shape{1, 2, 50, 50}));
}

void TestOnnxRoundTrip::inputShapesCanBeBound()
{
    const Graph graph = withInputShapes(buildResidualNetwork({}, 3), {{"image", {4, 1, 28, 28}}});
    QCOMPARE(graph.values.at("pool_output").shape, (Shape{4, 128, 1, 1}));
    QCOMPARE(errorOf([&] {
                 withInputShapes(graph, {{"picture", {1}}});
             }),
             QStringLiteral("input 'picture': no such input: expected 'image'"));
    QCOMPARE(errorOf([&] {
                 withInputShapes(graph, {{"image", {1, 1, 32, 32}}});
             }),
             QStringLiteral("input 'image': shape: expected [4,1,28,28], found [1,1,32,32]"));
}

VSQ_TEST(TestOnnxRoundTrip)
#include "onnxroundtrip.moc"
