// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filekind.h"

#include "core/base/atomicfile.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace std::string_literals;

class FileKindTest : public QObject {
    Q_OBJECT

private slots:
    void kindsAreTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("what");
        const auto row = [](const char *name, const std::string &bytes, const char *what) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << what;
        };
        row("nothing", "", "an empty file");
        row("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 7\n", "a Git LFS pointer");
        row("page", "\n <!doctype HTML>\n<html>", "a web page");
        row("page without type", "\xEF\xBB\xBF<html lang=en>", "a web page");
        row("gguf", "GGUF\x03\0\0\0"s, "a GGUF file of llama.cpp");
        row("tflite", "\x1c\0\0\0TFL3\0\0"s, "a TensorFlow Lite model");
        row("ort", "\x18\0\0\0ORTM\0\0"s, "a model in ONNX Runtime's own format (.ort)");
        row("hdf5", "\x89HDF\r\n\x1a\n\0"s, "an HDF5 file, as Keras writes");
        row("keras", "PK\x03\x04\x14\0\0\0metadata.json...model.weights.h5"s, "a Keras model");
        row("torch", "PK\x03\x04\x14\0\0\0archive/data.pkl"s, "a PyTorch checkpoint");
        row("old torch", "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02"s, "a PyTorch checkpoint");
        row("torchscript", "PK\x03\x04\x14\0\0\0net/data.pkl net/code/__torch__.py"s, "a TorchScript file of PyTorch");
        row("pickle", "\x80\x04\x95\0\0"s, "a Python pickle");
        row("npz", "PK\x03\x04\x14\0\0\0x.npy"s, "a NumPy archive (.npz)");
        row("npy", "\x93NUMPY\x01\0"s, "a NumPy array (.npy)");
        row("spreadsheet", "PK\x03\x04\x14\0\0\0[Content_Types].xml"s, "an Office document");
        row("saved model", "\x08\x01\x12\xff"s, "a TensorFlow SavedModel");
        row("frozen graph", "\x0a\x10\x0a\x01x\x12\x0bPlaceholder"s, "a frozen graph of TensorFlow");
        row("frozen graph, versions first", "\x22\x02\x08\x1b\x0a\x10\x0a\x01x\x12\x0bPlaceholder"s,
            "a frozen graph of TensorFlow");
        row("checkpoint's graph", "\x0a\x04\x12\x02\x0a\x00\x12\x12\x0a\x10\x0a\x01x\x12\x0bPlaceholder"s,
            "the graph of a TensorFlow checkpoint");
        row("graph as text", "node {\n  name: \"x\"\n  op: \"Placeholder\"\n}\n", "a graph of TensorFlow in text format");
        row("saved model as text", "saved_model_schema_version: 1\nmeta_graphs {\n", "a TensorFlow SavedModel in text format");
        row("list of checkpoints", "model_checkpoint_path: \"model-7\"\n", "the list of a folder of TensorFlow's checkpoints");
        row("core ml", "\x08\x05\x12\x08\x0a\x06\x0a\x01x\x1a\x01y"s, "a Core ML model");
        row("executorch", "\x30\0\0\0ET12\0\0"s, "a model in ExecuTorch's format (.pte)");
        row("tensorrt", "ptrt\x01\0\0\0"s, "an engine of TensorRT");
        row("zipped onnx", "PK\x03\x04\x14\0\0\0nets/model.onnx"s, "a zip archive with an ONNX model");
        row("zip of anything", "PK\x03\x04\x14\0\0\0letters/dear.txt"s, "a zip archive");
        row("caffe", "name: \"LeNet\"\nlayer {\n  name: \"data\"\n}\n", "a network of Caffe");
        row("tensorflow.js", "{\"format\": \"graph-model\", \"modelTopology\": {}}", "a model of TensorFlow.js");
        row("onnx without a producer", "\x08\x08\x3a\x05\x0a\x03\x0a\x01y"s, "an ONNX model");
        row("onnx", "\x08\x08\x12\x07pytorch"s, "an ONNX model");
        row("onnx as textproto", "ir_version: 8\ngraph {\n}\nopset_import { version: 17 }\n", "ONNX in text format");
        row("onnx as onnx.parser has it", "<\n  ir_version: 7,\n  opset_import: [\"\" : 10]\n>\nagraph (float[N] x)",
            "ONNX in text format");
        row("openvino", "<?xml version=\"1.0\"?>\n<net name=\"x\" version=\"11\">", "a network in OpenVINO's format");
        row("safetensors", "\x20\0\0\0\0\0\0\0{\"w\":"s, "a safetensors file");
        row("index", "{\"metadata\": {}, \"weight_map\": {}}", "an index of weights in several files");
        row("json", "{\"a\": 1}", "a JSON file");
        row("gzip", "\x1f\x8b\x08\0"s, "a gzip archive");
        row("png", "\x89PNG\r\n\x1a\n", "a PNG image");
        row("tabs", "sentence\tlabel\ngood\t1\n", "a table with tabs");
        row("semicolons", "a;b\n1;2\n", "a table with semicolons");
        row("commas", "a,b\n1,2\n", "a table with commas");
        row("sentence", "Dear reader, this is a letter.\nNot a table.\n", "a text");
        row("utf16",
            "\xff\xfe"
            "a\0,\0"s,
            "text in UTF-16");
        row("noise", "\x01\x02\x03\x04\x05"s, "another file type");
    }
    void kindsAreTold()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, what);
        QCOMPARE(QString::fromStdString(kindOf(bytes.toStdString()).what), what);
    }

    /// Names of an archive's files stand at its end.
    void largeArchivesAreLookedAtFromBothEnds()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("big.pt").toStdString();
        writeFileAtomically(path, "PK\x03\x04" + std::string(5U << 20, 'x') + "archive/data.pkl");
        QCOMPARE(kindOfFile(path).text(),
                 "a PyTorch checkpoint (export it to ONNX (torch.onnx.export) or save its weights as safetensors)"s);
        QCOMPARE(kindOfFile("/nowhere").what, "a file that cannot be read"s);
    }

    void weightsOfOpenVinoStandBesideTheirNetwork()
    {
        QTemporaryDir folder;
        const std::string weights = folder.filePath("net.bin").toStdString();
        writeFileAtomically(weights, std::string("\x01\x02\x03\x04\x05\x06"));
        QCOMPARE(kindOfFile(weights).what, "another file type"s);
        writeFileAtomically(folder.filePath("net.xml").toStdString(), "<?xml version=\"1.0\"?>\n<net name=\"x\" version=\"11\">");
        QCOMPARE(kindOfFile(weights).what, "the weights of a network in OpenVINO's format"s);
    }

    void foldersAreTold()
    {
        const auto kindWith = [](const QString &file) {
            QTemporaryDir folder;
            QDir(folder.path()).mkpath(QStringLiteral("Data"));
            writeFileAtomically(folder.filePath(file).toStdString(), "x");
            return kindOfFolder(folder.path().toStdString()).what;
        };
        QCOMPARE(kindWith("saved_model.pb"), "a TensorFlow SavedModel"s);
        QCOMPARE(kindWith("Manifest.json"), "a Core ML package"s);
        QCOMPARE(kindWith("pytorch_model.bin"), "a folder with a PyTorch checkpoint"s);
        QCOMPARE(kindWith("checkpoint"), "a folder of TensorFlow's checkpoints"s);
        QCOMPARE(kindWith("letter.txt"), "a folder"s);
        QTemporaryDir classes; // of images: a class may be called so
        QVERIFY(QDir(classes.path()).mkpath(QStringLiteral("checkpoint")));
        QCOMPARE(kindOfFolder(classes.path().toStdString()).what, "a folder"s);
    }
};

VSQ_TEST(FileKindTest)
#include "filekind.moc"
