// SPDX-License-Identifier: GPL-3.0-or-later
// info, run, eval, sweep, trace and make-model on small networks that the test makes.
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace vsq;
using namespace vsq::test;

class NetworksTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    nlohmann::json jsonFile(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
    }

    static Tensor images(std::int64_t count)
    {
        Random random(99);
        Tensor x(DType::Float32, {count, 1, 8, 8});
        for (float &value : x.mutableValues<float>()) {
            value = static_cast<float>(random.uniform());
        }
        return x;
    }

private Q_SLOTS:
    void initTestCase()
    {
        ResidualNetworkShape residual;
        residual.imageSize = 8;
        residual.stageChannels = {16, 32};
        residual.blocksPerStage = 1;
        writeOnnx(buildResidualNetwork(residual, 4), path("resnet.onnx").toStdString());
        VisionTransformerShape transformer;
        transformer.imageSize = 8;
        transformer.width = 64;
        transformer.heads = 1;
        transformer.blocks = 1;
        transformer.hidden = 128;
        writeOnnx(buildVisionTransformer(transformer, 4), path("vit.onnx").toStdString());
        Random random(7);
        std::vector<std::int64_t> y;
        for (int i = 0; i < 40; ++i) {
            y.push_back(random.between(0, 9));
        }
        writeNpz(path("data.npz").toStdString(), {{"x", images(40)}, {"y", Tensor::of<std::int64_t>({40}, y)}});
        writeNpz(path("x.npz").toStdString(), {{"image", images(3)}});
    }

    void infoListsProducts()
    {
        const VsqResult result = runVsq({"info", path("resnet.onnx"), "--json"});
        QCOMPARE(result.code, 0);
        const auto json = result.json();
        QCOMPARE(json["inputs"][0]["name"].get<std::string>(), std::string("image"));
        QCOMPARE(json["inputs"][0]["type"].get<std::string>(), std::string("float32"));
        QCOMPARE(json["inputs"][0]["shape"].dump(), std::string("[\"batch\",1,8,8]"));
        QCOMPARE(json["outputs"][0]["name"].get<std::string>(), std::string("logits"));
        // 3x3 stem of 16, blocks of 16 and 32 with a 1x1 shortcut, classifier: MACs by hand.
        const std::int64_t macs = 16 * 9 * 64 + 2 * (16 * 16 * 9 * 16) + 32 * 16 * 9 * 4 + 32 * 32 * 9 * 4 + 32 * 16 * 4
                                  + 32 * 10;
        QCOMPARE(json["macs_chip"].get<std::int64_t>(), macs);
        QCOMPARE(json["macs_host"].get<std::int64_t>(), 0);
        std::int64_t sum = 0;
        for (const auto &layer : json["layers"]) {
            for (const char *key : {"name", "op", "M", "N", "K", "count", "macs", "where", "reason"}) {
                QVERIFY2(layer.contains(key), key);
            }
            QCOMPARE(layer["macs"].get<std::int64_t>(), layer["M"].get<std::int64_t>() * layer["N"].get<std::int64_t>()
                                                            * layer["K"].get<std::int64_t>()
                                                            * layer["count"].get<std::int64_t>());
            sum += layer["macs"].get<std::int64_t>();
        }
        QCOMPARE(sum, macs);
        QVERIFY(json["parameters"].get<std::int64_t>() > 0);
        QVERIFY(runVsq({"info", path("vit.onnx")}).out.contains("blocks.0.mlp.fc1"));
    }

    void runWritesOutputsAndReport()
    {
        for (const char *fidelity : {"float", "quantized", "chip"}) {
            const VsqResult result = runVsq({"run", path("vit.onnx"), "--inputs", path("x.npz"), "--fidelity", fidelity, "--out",
                                             path("y.npz"), "--report", path("r.json"), "--layers"});
            QVERIFY2(result.code == 0, result.error.constData());
            const auto outputs = readNpz(path("y.npz").toStdString());
            QCOMPARE(outputs.size(), std::size_t{1});
            QCOMPARE(outputs.at("logits").shape(), (Shape{3, 10}));
            QCOMPARE(outputs.at("logits").dtype(), DType::Float32);
            const auto report = jsonFile("r.json");
            QCOMPARE(report["fidelity"].get<std::string>(), std::string(fidelity));
            if (std::string(fidelity) == "float") {
                continue;
            }
            QCOMPARE(report["layers"].size(), runVsq({"info", path("vit.onnx"), "--json"}).json()["layers"].size());
            for (const auto &layer : report["layers"]) {
                for (const char *key : {"name", "cycles", "utilisation", "energy_J", "sqnr_in_dB", "sqnr_out_dB", "saturations",
                                        "scales_a", "scales_b"}) {
                    QVERIFY2(layer.contains(key), key);
                }
                QVERIFY(layer["cycles"].get<std::int64_t>() > 0);
                QVERIFY(layer["utilisation"].get<double>() > 0 && layer["utilisation"].get<double>() <= 1);
            }
            QVERIFY(result.out.contains("blocks.0.attn.qk"));
        }
    }

    void runRefusesWrongInputs()
    {
        const auto run = [&](const char *inputs) {
            return QString::fromUtf8(
                runVsq({"run", path("vit.onnx"), "--inputs", path(inputs), "--out", path("never.npz")}).error);
        };
        writeNpz(path("other.npz").toStdString(), {{"x", images(1)}});
        QCOMPARE(run("other.npz"),
                 QStringLiteral("vsq: %1: inputs: expected an array 'image' as the network's input is called, found 'x'\n")
                     .arg(path("other.npz")));
        writeNpz(path("other.npz").toStdString(), {{"image", Tensor(DType::Float32, {1, 1, 9, 8})}});
        QCOMPARE(run("other.npz"),
                 QStringLiteral("vsq: %1: array 'image': shape: expected [?,1,8,8], found [1,1,9,8]\n").arg(path("other.npz")));
        writeNpz(path("other.npz").toStdString(), {{"image", images(1)}, {"more", images(1)}});
        QCOMPARE(run("other.npz"),
                 QStringLiteral("vsq: %1: array 'more': the network has no input of that name\n").arg(path("other.npz")));
        QVERIFY(!QFile::exists(path("never.npz")));
    }

    void evalHasContractKeys()
    {
        const VsqResult result = runVsq({"eval", path("resnet.onnx"), "--data", path("data.npz"), "--format", "int8", "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        const auto json = result.json();
        QCOMPARE(json["metric"].get<std::string>(), std::string("top1"));
        QCOMPARE(json["count"].get<int>(), 40);
        QCOMPARE(json["value"].get<double>(), json["correct"].get<int>() / 40.0);
        QCOMPARE(json["fidelity"].get<std::string>(), std::string("chip"));
        QCOMPARE(json["format"].get<std::string>(), std::string("int8"));
        QCOMPARE(json["arithmetic"].get<std::string>(), std::string("chip integers"));
        QVERIFY(json["seconds"].get<double>() > 0);
        QCOMPARE(json["interval"].size(), std::size_t{2});
        for (const char *key : {"value", "correct", "interval"}) {
            QVERIFY2(json["fp32"].contains(key), key);
        }
        QCOMPARE(runVsq({"eval", path("resnet.onnx"), "--data", path("data.npz"), "--limit", "7", "--json"})
                     .json()["count"]
                     .get<int>(),
                 7);
        const auto free = runVsq({"eval", path("resnet.onnx"), "--data", path("data.npz"), "--weight-bits", "6", "--limit", "2",
                                  "--json"})
                              .json();
        QCOMPARE(free["fidelity"].get<std::string>(), std::string("quantized"));
        QCOMPARE(free["arithmetic"].get<std::string>(), std::string("integer dot products"));
    }

    void evalDoesNotDependOnThreads()
    {
        const QStringList arguments{"eval", path("vit.onnx"), "--data", path("data.npz"), "--json"};
        auto one = runVsq(arguments + QStringList{"--threads", "1"}).json();
        auto two = runVsq(arguments + QStringList{"--threads", "2"}).json();
        QCOMPARE(one["correct"].get<int>(), two["correct"].get<int>());
    }

    void sweepGoesOnWhereItWas()
    {
        const QStringList sweep{"sweep", path("resnet.onnx"), "--data", path("data.npz"), "--limit", "8",
                                "--out", path("s.db"),        "--json"};
        VsqResult result = runVsq(sweep + QStringList{"--weight-bits", "3,4", "--vector", "16"});
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(result.json().size(), std::size_t{2});
        const auto before = result.json();
        result = runVsq(sweep + QStringList{"--weight-bits", "3,4", "--vector", "16,64", "--granularity", "vector,tensor"});
        QCOMPARE(result.code, 0);
        QCOMPARE(QString::fromUtf8(result.error), QStringLiteral("2 of 6 combinations are in %1 already\n").arg(path("s.db")));
        const auto all = result.json();
        QCOMPARE(all.size(), std::size_t{6});
        QCOMPARE(all[0].dump(), before[0].dump()); // the time too: it was not measured again
        QCOMPARE(all[1].dump(), before[1].dump());
        QVERIFY(all[5]["vector"].is_null());

        result = runVsq({"sweep", path("resnet.onnx"), "--data", path("data.npz"), "--limit", "8", "--out", path("s.db"), "--csv",
                         "--weight-bits", "3,4", "--vector", "16"});
        QCOMPARE(result.out.split('\n').size(), 8); // header, six rows, the end
        QVERIFY(result.out.startsWith("weight_bits,activation_bits,vector,scale_bits,granularity,calibration,fidelity,value,"));

        result = runVsq({"sweep", path("vit.onnx"), "--data", path("data.npz"), "--limit", "8", "--out", path("s.db")});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.error.startsWith(("vsq: " + path("s.db") + ": study of another network: expected ").toUtf8()),
                 result.error.constData());
        result = runVsq(sweep + QStringList{"--shape", "image=4,1,8,8"});
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: study of another set of input shapes: expected image[?,1,8,8], "
                                "found image[4,1,8,8]\n")
                     .arg(path("s.db")));
    }

    void traceOpensInViewers()
    {
        const VsqResult result = runVsq(
            {"trace", path("vit.onnx"), "--layer", "blocks.0.mlp.fc1", "--inputs", path("x.npz"), "--out", path("t.json")});
        QVERIFY2(result.code == 0, result.error.constData());
        const auto json = jsonFile("t.json");
        std::int64_t passes = 0;
        std::int64_t tiles = 0;
        double end = 0;
        for (const auto &event : json["traceEvents"]) {
            if (event["ph"] == "X") {
                tiles += event["name"] == "tile" ? 1 : 0;
                passes += event["tid"] == 3 ? event["args"]["cycles"].get<std::int64_t>() : 0;
                end = std::max(end, event["ts"].get<double>() + event["dur"].get<double>());
            }
        }
        // 128 features, 3 images of 5 tokens, K = 64: 8 x 1 tiles of 15 columns, one pass each; A-18 with VSQ output.
        QCOMPARE(tiles, 8);
        QCOMPARE(passes, 8 * 15);
        QCOMPARE(json["otherData"]["cycles"].get<int>(), 8 * 15 + 128);
        QVERIFY(end > 0);
        const VsqResult missing = runVsq(
            {"trace", path("vit.onnx"), "--layer", "none", "--inputs", path("x.npz"), "--out", path("t2.json")});
        QCOMPARE(missing.code, 1);
        QVERIFY(!QFile::exists(path("t2.json")));
    }

    void makeModelIsDetermined()
    {
        QCOMPARE(runVsq({"make-model", "deit-small", "--out", path("deit.onnx"), "--seed", "3"}).code, 0);
        const auto json = runVsq({"info", path("deit.onnx"), "--json"}).json();
        // Patch embedding, 12 blocks at 197 tokens with 6 heads, classifier.
        const std::int64_t block = 4LL * 197 * 384 * 384 + 2LL * 197 * 384 * 1536 + 2LL * 197 * 197 * 384;
        QCOMPARE(json["macs_chip"].get<std::int64_t>() + json["macs_host"].get<std::int64_t>(),
                 196LL * 768 * 384 + 12 * block + 384 * 1000);
        QFile first(path("deit.onnx"));
        QVERIFY(first.open(QIODevice::ReadOnly));
        const QByteArray bytes = first.readAll();
        QCOMPARE(runVsq({"make-model", "deit-small", "--out", path("deit.onnx"), "--seed", "3"}).code, 0);
        QFile second(path("deit.onnx"));
        QVERIFY(second.open(QIODevice::ReadOnly));
        QVERIFY(second.readAll() == bytes);
    }

    /// SIGINT ends the work with exit code 1 and leaves no file.
    void interruptLeavesNoFile()
    {
        QProcess process;
        process.start(program("vsq"), {"sweep", path("resnet.onnx"), "--data", path("data.npz"), "--weight-bits", "2,3,4,5,6,7,8",
                                       "--activation-bits", "2,3,4,5,6,7,8", "--vector", "16,32,64,128", "--scale-bits",
                                       "3,4,5,6,7,8,9,10,fp", "--out", path("long.db")});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("long.db")), 20000); // the first network runs from here on
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(5000));
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError(), QByteArray("vsq: cancelled\n"));
        QVERIFY(process.readAllStandardOutput().isEmpty());
    }
};

VSQ_TEST(NetworksTest)

#include "networks.moc"
