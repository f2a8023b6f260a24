// SPDX-License-Identifier: GPL-3.0-or-later
// Files as they come: names that would move the terminal, weights that changed, targets that are links and devices, files of
// other kinds. VSQ_CASES=FOLDER tries every NAME.json of a folder on NAME: what must be listed, or what the message must say.
#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/network/graphbuilder.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <unistd.h>

using namespace vsq;
using namespace vsq::test;

namespace {

Graph product(const std::string &name)
{
    GraphBuilder g("g", 3);
    const std::string x = g.input("x", DType::Float32, {-1, 4});
    g.output(g.node("MatMul", name, {x, g.normal("w", {4, 3}, 1.0)}), "y", {-1, 3});
    return g.take();
}

/// The model's weight "w" moved to a file beside it.
void moveOut(const std::string &model, const std::string &location)
{
    onnx::ModelProto proto;
    QVERIFY(proto.ParseFromString(readFile(model, "a model")));
    for (onnx::TensorProto &tensor : *proto.mutable_graph()->mutable_initializer()) {
        onnx::StringStringEntryProto &entry = *tensor.add_external_data();
        entry.set_key("location");
        entry.set_value(location);
        const std::string bytes = tensor.raw_data();
        writeFileAtomically(QFileInfo(QString::fromStdString(model)).absolutePath().toStdString() + "/weights.bin", bytes);
        tensor.clear_raw_data();
        tensor.set_data_location(onnx::TensorProto::EXTERNAL);
    }
    writeFileAtomically(model, proto.SerializeAsString());
}

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    std::string file(const char *name) const { return path(name).toStdString(); }

    static bool movesTerminal(const QByteArray &text)
    {
        return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7F; });
    }

private slots:
    void namesDoNotReachTheTerminalRaw()
    {
        writeOnnx(product("mm\x1B]0;title\x07\x1B[31m\nvsq: forged"), file("escape.onnx"));
        const VsqResult info = runVsq({"info", path("escape.onnx")});
        QCOMPARE(info.code, 0);
        QVERIFY(!movesTerminal(info.out));
        QVERIFY2(info.out.contains("mm\\u001b]0;title\\u0007\\u001b[31m\\nvsq: forged"), info.out.constData());
        QCOMPARE(runVsq({"info", path("escape.onnx"), "--json"}).json()["layers"][0]["name"].get<std::string>(),
                 std::string("mm\x1B]0;title\x07\x1B[31m\nvsq: forged"));
        Tensor x(DType::Float32, {2, 4});
        x.mutableValues<float>()[5] = std::numeric_limits<float>::infinity();
        writeNpz(file("x.npz"), {{"x", x}});
        const VsqResult run = runVsq({"run", path("escape.onnx"), "--inputs", path("x.npz"), "--out", path("y.npz")});
        QCOMPARE(run.code, 1);
        QVERIFY(!movesTerminal(run.error));
        QCOMPARE(run.error.count('\n'), 1);
        QVERIFY(!QFile::exists(path("y.npz")));
    }

    void valuesThatAreNotFiniteNameLayerAndData()
    {
        writeOnnx(product("fc"), file("fc.onnx"));
        Tensor x(DType::Float32, {2, 4});
        x.mutableValues<float>()[5] = std::numeric_limits<float>::infinity();
        writeNpz(file("inf.npz"), {{"x", x}});
        const VsqResult run = runVsq({"run", path("fc.onnx"), "--inputs", path("inf.npz"), "--out", path("y.npz")});
        QVERIFY2(run.error.contains("node 'fc' (MatMul)"), run.error.constData());
        QVERIFY2(run.error.contains("found infinity; the data bring it: input 'x', element 5; with the data of "),
                 run.error.constData());
        QVERIFY(run.error.contains("inf.npz"));
        QCOMPARE(
            runVsq({"run", path("fc.onnx"), "--inputs", path("inf.npz"), "--out", path("y.npz"), "--fidelity", "float"}).code, 0);
        x.mutableValues<float>()[5] = std::numeric_limits<float>::quiet_NaN();
        writeNpz(file("nan.npz"), {{"x", x}});
        QCOMPARE(runVsq({"run", path("fc.onnx"), "--inputs", path("nan.npz"), "--out", path("z.npz")}).error,
                 QByteArray("vsq: " + path("nan.npz").toUtf8() + ": array 'x': values: expected numbers, found NaN at [1,1]\n"));
    }

    /// As the file says, whichever opset its nodes are rewritten to.
    void infoSaysTheFilesOpset()
    {
        writeOnnx(product("fc"), file("opset.onnx"));
        onnx::ModelProto proto;
        QVERIFY(proto.ParseFromString(readFile(file("opset.onnx"), "a model")));
        for (const int opset : {2, 6, 7, 13, 21, 22, 26}) {
            proto.mutable_opset_import(0)->set_version(opset);
            writeFileAtomically(file("opset.onnx"), proto.SerializeAsString());
            const VsqResult json = runVsq({"info", path("opset.onnx"), "--json"});
            QVERIFY2(json.code == 0, json.error.constData());
            QCOMPARE(json.json()["opset"].get<int>(), opset);
            QVERIFY(runVsq({"info", path("opset.onnx")}).out.contains("opset " + QByteArray::number(opset)));
        }
    }

    /// In the inputs of a run, in a product's operands and in scores: not infinite without a word.
    void numbersBeyondFloatAreRefused()
    {
        writeOnnx(product("fc"), file("fc.onnx"));
        const Tensor x = Tensor::of<double>({2, 4}, std::vector<double>{1, 2, 3, 4, 5, 6, 1e39, 8});
        writeNpz(file("beyond.npz"), {{"x", x}});
        writeNpy(file("beyond.npy"), x);
        const QString said =
            ": value of float64: expected at most 3.4e+38: networks are computed in float32, found 1e+39 at [1,2]\n";
        const auto refuses = [&](const QStringList &arguments, const QString &place) {
            const VsqResult result = runVsq(arguments);
            QCOMPARE(result.code, 1);
            QCOMPARE(QString::fromUtf8(result.error), "vsq: " + place + said);
        };
        refuses({"run", path("fc.onnx"), "--inputs", path("beyond.npz"), "--out", path("y.npz"), "--fidelity", "float"},
                path("beyond.npz") + ": array 'x'");
        refuses({"matmul", "--a", path("beyond.npy"), "--b", path("beyond.npy"), "--out", path("product")}, path("beyond.npy"));
        refuses({"softmax", "--in", path("beyond.npy"), "--out", path("p.npy")}, path("beyond.npy"));
        refuses({"quantize", "--in", path("beyond.npy"), "--format", "mxfp4", "--out", path("codes")}, path("beyond.npy"));
    }

    void settingsNameTheirFile()
    {
        writeFileAtomically(file("chip.json"), "{\"bBufferEntries\": 3}");
        writeFileAtomically(file("ppu.json"), "{\"scale\": 1e400}");
        const VsqResult chip = runVsq({"workloads", "--chip", path("chip.json")});
        QCOMPARE(chip.code, 1);
        QVERIFY2(chip.error.startsWith("vsq: " + path("chip.json").toUtf8() + ": chip configuration: field '"),
                 chip.error.constData());
        const VsqResult huge = runVsq({"workloads", "--chip", path("ppu.json")});
        QVERIFY2(huge.error.startsWith("vsq: " + path("ppu.json").toUtf8() + ": byte 11: "), huge.error.constData());
    }

    /// Other weights are another network, wherever they lie.
    void weightsOutsideTheModelBelongToIt()
    {
        writeOnnx(product("fc"), file("ext.onnx"));
        moveOut(file("ext.onnx"), "weights.bin");
        Tensor x(DType::Float32, {6, 4});
        for (int i = 0; i < 24; ++i) {
            x.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(i % 7) - 3.0F;
        }
        writeNpz(file("d.npz"), {{"x", x}, {"y", Tensor::of<std::int64_t>({6}, std::vector<std::int64_t>{0, 1, 2, 0, 1, 2})}});
        const QStringList sweep{"sweep", path("ext.onnx"),    "--data", path("d.npz"), "--weight-bits",
                                "8",     "--activation-bits", "8",      "--out",       path("e.db")};
        const QStringList calibrate{"calibrate", path("ext.onnx"), "--data", path("d.npz"),
                                    "--format",  "int8",           "--out",  path("s.json")};
        QCOMPARE(runVsq(sweep).code, 0);
        QVERIFY(runVsq(sweep).error.contains("1 of 1 combinations are in"));
        QCOMPARE(runVsq(calibrate).code, 0);
        std::string bytes = readFile(file("weights.bin"), "weights");
        bytes[2] = static_cast<char>(bytes[2] ^ 1);
        writeFileAtomically(file("weights.bin"), bytes);
        const VsqResult other = runVsq(sweep);
        QCOMPARE(other.code, 1);
        QVERIFY2(other.error.contains("e.db: study of another network"), other.error.constData());
        const VsqResult scaled = runVsq({"eval", path("ext.onnx"), "--data", path("d.npz"), "--scales", path("s.json")});
        QCOMPARE(scaled.code, 1);
        QVERIFY2(scaled.error.contains("s.json: static scales of another network"), scaled.error.constData());
    }

    void linksOutOfTheFolderAreAllowedByName()
    {
        QDir(m_folder.path()).mkpath("snapshot");
        QDir(m_folder.path()).mkpath("blobs");
        const std::string model = file("snapshot/m.onnx");
        writeOnnx(product("fc"), model);
        moveOut(model, "weights.bin");
        QVERIFY(QFile::rename(path("snapshot/weights.bin"), path("blobs/abc")));
        QCOMPARE(::symlink("../blobs/abc", file("snapshot/weights.bin").c_str()), 0);
        const VsqResult refused = runVsq({"info", path("snapshot/m.onnx")});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.error.contains("expected a file in the model's folder, or in one that --external-data names, found "
                                        "'weights.bin', a link to "),
                 refused.error.constData());
        QCOMPARE(runVsq({"info", path("snapshot/m.onnx"), "--external-data", path("blobs")}).code, 0);
        QCOMPARE(runVsq({"info", path("snapshot/m.onnx"), "--external-data", path("snapshot")}).code, 1);
        // Weights that were moved away are found there too.
        QVERIFY(QFile::remove(path("snapshot/weights.bin")));
        QVERIFY(QFile::rename(path("blobs/abc"), path("blobs/weights.bin")));
        QCOMPARE(runVsq({"info", path("snapshot/m.onnx"), "--external-data", path("blobs")}).code, 0);
    }

    void foldersNameTheirNetworks()
    {
        QDir(m_folder.path()).mkpath("repository/onnx");
        writeOnnx(product("fc"), file("repository/onnx/model.onnx"));
        QCOMPARE(runVsq({"info", path("repository")}).error,
                 QByteArray("vsq: " + path("repository").toUtf8()
                            + ": cannot open: expected a network's file, found a folder (it has "
                              "onnx/model.onnx)\n"));
    }

    void casesOfAFolder()
    {
        const QByteArray folder = qgetenv("VSQ_CASES");
        if (folder.isEmpty()) {
            QSKIP("VSQ_CASES names no folder");
        }
        writeOnnx(product("fc"), file("any.onnx"));
        int tried = 0;
        for (const QFileInfo &json : QDir(QString::fromLocal8Bit(folder)).entryInfoList({"*.*.json"}, QDir::Files)) {
            const QString name = json.path() + '/' + json.completeBaseName();
            const nlohmann::json wanted = nlohmann::json::parse(readFile(json.filePath().toStdString(), "a case")).at("expected");
            const VsqResult result = name.endsWith(".tsv") ? runVsq({"eval", path("any.onnx"), "--data", name})
                                                           : runVsq({"info", name, "--json"});
            ++tried;
            if (wanted.is_string()) {
                static const std::map<QString, QByteArray> words{{"gguf.onnx", "GGUF"},
                                                                 {"keras.h5", "HDF5"},
                                                                 {"tflite.onnx", "TensorFlow Lite"},
                                                                 {"torch_checkpoint.pt", "PyTorch checkpoint"},
                                                                 {"lfs_pointer.onnx", "Git LFS pointer (git lfs pull"},
                                                                 {"web_page.onnx", "web page"},
                                                                 {"text_format.onnx", "ONNX in text format"},
                                                                 {"glue.tsv", ".csv of texts"}};
                const auto word = words.find(QFileInfo(name).fileName());
                QCOMPARE(result.code, 1);
                QVERIFY2(word == words.end() || result.error.contains(word->second), result.error.constData());
                continue;
            }
            QVERIFY2(result.code == 0, result.error.constData());
            const nlohmann::json found = result.json();
            for (const auto &[key, value] : wanted.items()) {
                if (value.is_object()) { // a layer by its name
                    const auto &layers = found.at("layers");
                    const auto layer = std::find_if(
                        layers.begin(), layers.end(),
                        [&, wantedName = key](const nlohmann::json &each) { return each.at("name") == wantedName; });
                    QVERIFY2(layer != layers.end(), key.c_str());
                    for (const auto &[field, number] : value.items()) {
                        QVERIFY2(layer->at(field) == number, (name.toStdString() + ": " + field).c_str());
                    }
                } else if (key == "macs") {
                    QVERIFY2(found.at("macs_chip") == value, qPrintable(name));
                } else if (found.contains(key)) {
                    QVERIFY2(found.at(key) == value, qPrintable(name));
                } else {
                    QVERIFY2(found.at("layers").at(0).at(key) == value, (name.toStdString() + ": " + key).c_str());
                }
            }
        }
        QVERIFY(tried > 0);
    }
};

VSQ_TEST(FilesTest)
#include "files.moc"
