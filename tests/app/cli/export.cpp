// SPDX-License-Identifier: GPL-3.0-or-later
// vsq export: what it writes gives in FP32 what the network gives under the format.
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class ExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Largest difference of FP32 on one network and the quantized run of another, over the largest logit.
    double difference(const QString &exported, const QStringList &format) const
    {
        const VsqResult a = runVsq({"run", exported, "--inputs", path("x.npz"), "--fidelity", "float", "--out", path("a.npz")});
        const VsqResult b = runVsq(
            QStringList{"run", path("net.onnx"), "--inputs", path("x.npz"), "--fidelity", "quantized", "--out", path("b.npz")}
            + format);
        if (a.code != 0 || b.code != 0) {
            qWarning("%s%s", a.error.constData(), b.error.constData());
            return 1.0;
        }
        const Tensor found = readNpz(path("a.npz").toStdString()).at("logits");
        const Tensor expected = readNpz(path("b.npz").toStdString()).at("logits");
        double largest = 0.0;
        double worst = 0.0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(expected.size()); ++i) {
            const auto value = static_cast<double>(expected.values<float>()[i]);
            largest = std::max(largest, std::abs(value));
            worst = std::max(worst, std::abs(value - static_cast<double>(found.values<float>()[i])));
        }
        return found.shape() == expected.shape() ? worst / largest : 1.0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // One product, so that no last bit of a sum can turn a code of another.
        GraphBuilder b("net", 4);
        const std::string x = b.input("image", DType::Float32, {-1, 20, 8, 8}, {"batch", "", "", ""});
        b.output(b.node("Conv", "conv", {x, b.normal("w", {6, 20, 3, 3}, 0.3), b.normal("b", {6}, 1.0)}), "logits", {-1, 6, 6, 6},
                 {"batch", "", "", ""});
        writeOnnx(b.take(), path("net.onnx").toStdString());
        Random random(99);
        Tensor images(DType::Float32, {5, 20, 8, 8});
        for (float &value : images.mutableValues<float>()) {
            value = static_cast<float>(random.uniform());
        }
        writeNpz(path("x.npz").toStdString(), {{"image", images}});
        writeNpz(path("data.npz").toStdString(),
                 {{"x", images}, {"y", Tensor::of<std::int64_t>({5}, std::vector<std::int64_t>{0, 1, 2, 3, 4})}});
    }

    void givesWhatTheFormatGives()
    {
        const QList<QStringList> formats{
            {"--format", "vsq"}, {"--format", "int8"}, {"--weight-bits", "3", "--activation-bits", "6", "--vector", "16"}};
        for (const QStringList &format : formats) {
            for (const char *opset : {"17", "21"}) {
                const VsqResult result = runVsq(QStringList{"export", path("net.onnx"), "--out", path("q.onnx"), "--opset", opset}
                                                + format);
                QVERIFY2(result.code == 0, result.error.constData());
                QCOMPARE(result.out, QByteArray());
                QCOMPARE(readOnnx(path("q.onnx").toStdString()).opset, QByteArray(opset).toInt());
                const double off = difference(path("q.onnx"), format);
                QVERIFY2(off <= 1e-5, QByteArray::number(off));
            }
        }
    }

    void takesStaticScales()
    {
        QVERIFY(runVsq({"calibrate", path("net.onnx"), "--data", path("data.npz"), "--limit", "2", "--format", "int8",
                        "--calibration", "percentile:99.9", "--out", path("scales.json")})
                    .code
                == 0);
        const VsqResult result = runVsq(
            {"export", path("net.onnx"), "--scales", path("scales.json"), "--out", path("static.onnx")});
        QVERIFY2(result.code == 0, result.error.constData());
        const double off = difference(path("static.onnx"), {"--scales", path("scales.json")});
        QVERIFY2(off <= 1e-5, QByteArray::number(off));
        const Graph graph = readOnnx(path("static.onnx").toStdString());
        QVERIFY(
            std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const Node &node) { return node.op == "QuantizeLinear"; }));
        QVERIFY(std::none_of(graph.nodes.begin(), graph.nodes.end(), [](const Node &node) { return node.op == "ReduceMax"; }));
    }

    void refuses()
    {
        const auto fails = [&](const QStringList &more) {
            return runVsq(QStringList{"export", path("net.onnx"), "--out", path("never.onnx")} + more);
        };
        VsqResult result = fails({"--opset", "16"});
        QCOMPARE(result.code, 2);
        QVERIFY(result.error.contains("--opset: expected"));
        result = fails({"--calibration", "entropy"});
        QCOMPARE(result.code, 1);
        QVERIFY2(
            result.error.contains("activations scaled from the data: expected calibration max, or static scales (vsq calibrate)"),
            result.error.constData());
        result = fails({"--scales", path("none.json")});
        QCOMPARE(result.code, 1);
        QVERIFY(!QFile::exists(path("never.onnx")));
        result = runVsq({"export", path("q.onnx"), "--out", path("no/such/folder.onnx")});
        QCOMPARE(result.code, 1);
        QVERIFY(result.error.contains("no/such/folder.onnx"));
    }
};

VSQ_TEST(ExportTest)
#include "export.moc"
