// SPDX-License-Identifier: GPL-3.0-or-later
// info, run --report, trace, workloads --model and matmul --ppu say the same of every layer, on the samples and on a chip of
// other sizes.
#include "core/base/random.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "core/tensor/tensormap.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class CommandDoorsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    nlohmann::json jsonFile(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
    }

    static Tensor values(const Shape &shape)
    {
        Random random(3);
        Tensor tensor(DType::Float32, shape);
        for (float &value : tensor.mutableValues<float>()) {
            value = static_cast<float>(random.normal());
        }
        return tensor;
    }

    /// Word pieces, mask and kinds of tokens alike.
    static Tensor ones(const Shape &shape)
    {
        Tensor tensor(DType::Int64, shape);
        std::ranges::fill(tensor.mutableValues<std::int64_t>(), 1);
        return tensor;
    }

    static const nlohmann::json *layerOf(const nlohmann::json &list, const std::string &name)
    {
        for (const auto &layer : list["layers"]) {
            if (layer["name"] == name) {
                return &layer;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    void everyCommandSaysTheSame_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QStringList>("settings");
        for (const QString &model :
             {QStringLiteral("fashion-resnet.onnx"), QStringLiteral("fashion-vit.onnx"), QStringLiteral("manpages-bert.onnx")}) {
            QTest::addRow("%s vsq", qPrintable(model)) << model << "vsq" << QStringList();
            QTest::addRow("%s int8, 8 lanes", qPrintable(model)) << model << "int8" << QStringList{"--set", "lanes=8"};
            QTest::addRow("%s vsq, streaming", qPrintable(model))
                << model << "vsq"
                << QStringList{"--set", "operandSupply=streaming", "--set", "streamBytesPerCycle=12", "--voltage", "0.6"};
        }
    }

    void everyCommandSaysTheSame()
    {
        QFETCH(QString, model);
        QFETCH(QString, format);
        QFETCH(QStringList, settings);
        const QStringList options = QStringList{"--format", format} + settings;
        const VsqResult listed = runVsq(QStringList{"info", sample(model), "--json"} + options);
        QVERIFY2(listed.code == 0, listed.error.constData());
        const nlohmann::json info = listed.json();
        QVERIFY(info["output"].get<std::string>().find("next consumer") != std::string::npos);
        TensorMap inputs;
        for (const auto &input : info["inputs"]) {
            Shape shape;
            for (const auto &dim : input["shape"]) {
                shape.push_back(dim.is_number() ? dim.get<std::int64_t>() : 1);
            }
            inputs.emplace(input["name"].get<std::string>(), input["type"] == "float32" ? values(shape) : ones(shape));
        }
        writeNpz(path("x.npz").toStdString(), {inputs.begin(), inputs.end()});
        const VsqResult ran = runVsq(
            QStringList{"run", sample(model), "--inputs", path("x.npz"), "--out", path("y.npz"), "--report", path("r.json")}
            + options);
        QVERIFY2(ran.code == 0, ran.error.constData());
        const nlohmann::json report = jsonFile("r.json");
        QCOMPARE(report["activations"].get<std::string>(), std::string("fp32 run"));
        const VsqResult costed = runVsq(QStringList{"workloads", "--model", sample(model), "--json"} + options);
        QVERIFY2(costed.code == 0, costed.error.constData());
        const nlohmann::json workload = costed.json();
        QCOMPARE(report["cycles"].get<std::int64_t>(), info["cycles"].get<std::int64_t>());
        QCOMPARE(workload["cycles"].get<std::int64_t>(), info["cycles"].get<std::int64_t>());
        int traced = 0;
        for (const auto &layer : info["layers"]) {
            const std::string name = layer["name"];
            const nlohmann::json *run = layerOf(report, name);
            const nlohmann::json *cost = layerOf(workload, name);
            QVERIFY2(run != nullptr && cost != nullptr, name.c_str());
            QCOMPARE((*run)["cycles"].get<std::int64_t>(), layer["cycles"].get<std::int64_t>());
            QCOMPARE((*cost)["cycles"].get<std::int64_t>(), layer["cycles"].get<std::int64_t>());
            QCOMPARE((*run)["utilisation"].get<double>(), layer["utilisation"].get<double>());
            QVERIFY(std::abs((*cost)["utilisation_percent"].get<double>() - 100 * layer["utilisation"].get<double>()) < 1e-9);
            QCOMPARE((*run)["output"].get<std::string>(), layer["output"].get<std::string>());
            QCOMPARE((*cost)["output"].get<std::string>(), layer["output"].get<std::string>());
            if (++traced > 4) {
                continue; // the first ones are of all kinds
            }
            const VsqResult trace = runVsq(QStringList{"trace", sample(model), "--layer", QString::fromStdString(name),
                                                       "--inputs", path("x.npz"), "--out", path("t.json")}
                                           + options);
            QVERIFY2(trace.code == 0, trace.error.constData());
            const nlohmann::json other = jsonFile("t.json")["otherData"];
            QCOMPARE(other["cycles"].get<std::int64_t>() * layer["count"].get<std::int64_t>(),
                     layer["cycles"].get<std::int64_t>());
            QCOMPARE(other["output"].get<std::string>(), layer["output"].get<std::string>());
        }
    }

    /// A product that is no convolution, given as matrices with the post-processing that its layer has.
    void matmulCostsWhatTheLayerDoes()
    {
        const nlohmann::json info = runVsq({"info", sample("fashion-vit.onnx"), "--json"}).json();
        int compared = 0;
        for (const auto &layer : info["layers"]) {
            if (layer["op"] == "Conv" || compared == 4) {
                continue;
            }
            ++compared;
            writeNpy(path("a.npy").toStdString(), values({layer["M"], layer["K"]}));
            writeNpy(path("b.npy").toStdString(), values({layer["N"], layer["K"]}));
            QFile ppu(path("ppu.json"));
            QVERIFY(ppu.open(QIODevice::WriteOnly));
            ppu.write(nlohmann::json{{"output", layer["output"]}}.dump().c_str());
            ppu.close();
            const VsqResult product = runVsq({"matmul", "--a", path("a.npy"), "--b", path("b.npy"), "--ppu", path("ppu.json"),
                                              "--engine", "stepped", "--out", path("product"), "--json"});
            QVERIFY2(product.code == 0, product.error.constData());
            QCOMPARE(product.json()["cycles"].get<std::int64_t>() * layer["count"].get<std::int64_t>(),
                     layer["cycles"].get<std::int64_t>());
            QCOMPARE(product.json()["output"].get<std::string>(), layer["output"].get<std::string>());
        }
        QVERIFY(compared > 0);
        const VsqResult sums = runVsq({"matmul", "--a", path("a.npy"), "--b", path("b.npy"), "--out", path("sums"), "--json"});
        QCOMPARE(sums.json()["output"].get<std::string>(), std::string("sums"));
    }

    void settingsWithoutEffectAreTold()
    {
        const auto eval = [](const QStringList &more) {
            return runVsq(QStringList{"eval", sample("fashion-resnet.onnx"), "--data", sample("fashion-mnist-test-1000.npz"),
                                      "--limit", "4"}
                          + more);
        };
        const VsqResult cost = eval({"--set", "fillDrainCycles=3"});
        QCOMPARE(cost.code, 2);
        QVERIFY(cost.error.contains("has no effect here"));
        const VsqResult refused = eval({"--set", "unsignedActivations=true"});
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.error.contains("A-5"));
        QCOMPARE(eval({"--set", "unsignedActivations=true", "--fidelity", "quantized"}).code, 0);
        QCOMPARE(eval({"--set", "packedChannels=0"}).code, 0);
    }
};

VSQ_TEST(CommandDoorsTest)
#include "doors.moc"
