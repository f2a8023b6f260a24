// SPDX-License-Identifier: GPL-3.0-or-later
// Every door that MODEL has: open dimensions, weights alone, tables of sizes; and how large a network may be.
#include "core/base/atomicfile.h"
#include "core/base/random.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/processortime.h"
#include "tests/support/safetensorsfile.h"
#include "tests/support/testmain.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace vsq;
using namespace vsq::test;

class ModelsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// A network of two inputs whose dimensions are open and share their names.
    QString writeOpen() const
    {
        GraphBuilder g("open", 3);
        const std::string ids = g.input("ids", DType::Float32, {-1, -1, 8}, {"batch", "tokens", ""});
        const std::string more = g.input("more", DType::Float32, {-1, -1, 8}, {"batch", "tokens", ""});
        const std::string sum = g.node("Add", "sum", {ids, more});
        g.output(g.node("MatMul", "product", {sum, g.normal("w", {8, 5}, 1.0)}), "y", {-1, -1, 5}, {"batch", "tokens", ""});
        writeOnnx(g.take(), path("open.onnx").toStdString());
        return path("open.onnx");
    }

private Q_SLOTS:
    void shapesBindOpenDimensions()
    {
        const QString file = writeOpen();
        const auto layer = [&](const QStringList &more) {
            return runVsq(QStringList{"info", file, "--json"} + more).json()["layers"][0];
        };
        QCOMPARE(layer({})["N"].get<int>(), 1);
        QCOMPARE(layer({"--shape", "ids=1,128,8"})["N"].get<int>(), 128);
        QCOMPARE(layer({"--shape", "ids=3,128,8", "--shape", "more=3,128,8"})["N"].get<int>(), 3 * 128);
        // The other input's dimensions of the same name follow.
        const auto json = runVsq({"info", file, "--shape", "ids=2,7,8", "--json"}).json();
        QCOMPARE(json["inputs"][1]["shape"].dump(), std::string("[2,7,8]"));
        // What was bound holds for the data too.
        Tensor x(DType::Float32, {2, 7, 8});
        writeNpz(path("x.npz").toStdString(), {{"ids", x}, {"more", x}});
        QCOMPARE(runVsq({"run", file, "--shape", "ids=2,7,8", "--inputs", path("x.npz"), "--out", path("y.npz")}).code, 0);
        QCOMPARE(readNpz(path("y.npz").toStdString()).at("y").shape(), (Shape{2, 7, 5}));
        const VsqResult other = runVsq({"run", file, "--shape", "ids=2,6,8", "--inputs", path("x.npz"), "--out", path("y.npz")});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.error.contains("array 'ids': shape: expected [2,6,8], found [2,7,8]"), other.error.constData());
    }

    void wrongShapesAreNamed_data()
    {
        QTest::addColumn<QStringList>("shapes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("error");
        QTest::newRow("unknown input") << QStringList{"x=1,2,8"} << 1 << "input 'x': no such input: expected 'ids', 'more'";
        QTest::newRow("rank") << QStringList{"ids=1,128"} << 1 << "input 'ids': shape: expected [?,?,8], found [1,128]";
        QTest::newRow("known dimension") << QStringList{"ids=1,128,9"} << 1
                                         << "input 'ids': shape: expected [1,128,8], found [1,128,9]";
        QTest::newRow("same name") << QStringList{"ids=1,128,8", "more=1,64,8"} << 1
                                   << "input 'more': shape: expected [1,128,8], found [1,64,8]";
        QTest::newRow("no shape") << QStringList{"ids"} << 2 << "--shape: expected INPUT=D,D,... (input_ids=1,128), found 'ids'";
        QTest::newRow("no number") << QStringList{"ids=1,x,8"} << 2
                                   << "--shape ids: expected an integer 1..2147483648, found 'x'";
        QTest::newRow("zero") << QStringList{"ids=0,1,8"} << 2 << "--shape ids: expected an integer 1..2147483648, found '0'";
        QTest::newRow("twice") << QStringList{"ids=1,1,8", "ids=1,1,8"} << 2
                               << "--shape: expected each input once, found 'ids=1,1,8'";
    }

    void wrongShapesAreNamed()
    {
        QFETCH(QStringList, shapes);
        QFETCH(int, code);
        QFETCH(QString, error);
        QStringList arguments{"info", writeOpen()};
        for (const QString &shape : shapes) {
            arguments << "--shape" << shape;
        }
        const VsqResult result = runVsq(arguments);
        QCOMPARE(result.code, code);
        QVERIFY2(QString::fromUtf8(result.error).contains(error), result.error.constData());
    }

    void weightsAloneAreANetwork()
    {
        std::map<std::string, Tensor> weights;
        const Graph graph = buildMobileNetwork({.classes = 10}, 5);
        for (const auto &[name, tensor] : graph.constants) {
            if (name.starts_with("features") || name.starts_with("classifier")) {
                weights.emplace(name, tensor); // torchvision's names
            }
        }
        weights.emplace("features.0.1.num_batches_tracked", Tensor::scalar<std::int64_t>(1));
        const QString file = path("mobile.safetensors");
        writeSafetensors(file.toStdString(), weights);
        const VsqResult result = runVsq({"info", file, "--json"});
        QCOMPARE(result.code, 0);
        QVERIFY(result.error.contains("Not used: 'features.0.1.num_batches_tracked'."));
        const auto json = result.json();
        QCOMPARE(json["name"].get<std::string>(), std::string("mobilenet-v2"));
        QCOMPARE(json["macs_chip"].get<std::int64_t>(), std::int64_t{300774272 - 990 * 1280});
        const VsqResult wrong = runVsq({"info", file, "--architecture", "resnet50"});
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.error.contains("weights of resnet50: missing 'bn1.bias'")
                     || wrong.error.contains("weights of resnet50: missing 'conv1.weight'"),
                 wrong.error.constData());
        QCOMPARE(runVsq({"info", file, "--architecture", "alexnet"}).code, 2);
        const VsqResult onnx = runVsq({"info", writeOpen(), "--architecture", "resnet50"});
        QVERIFY2(onnx.error.contains("architecture 'resnet50': expected a file of weights"), onnx.error.constData());
    }

    void tablesOfSizesAreListedAndCosted()
    {
        const QString file = path("table.csv");
        writeFileAtomically(file.toStdString(),
                            "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\n"
                            "a,56,56,3,3,64,64,1,\nb,56,56,1,1,64,256,1,\n");
        const VsqResult info = runVsq({"info", file, "--json"});
        QCOMPARE(info.code, 0);
        QVERIFY2(info.error.contains("SCALE-Sim's format has no padding: 1 of 2 layers"), info.error.constData());
        const std::int64_t macs = 54 * 54 * 9 * 64 * 64 + 56 * 56 * 64 * 256;
        QCOMPARE(info.json()["macs_chip"].get<std::int64_t>(), macs);
        QVERIFY(runVsq({"info", file}).out.contains("sizes of its layers only"));
        for (const auto &[format, perCycle] : {std::pair("vsq", 1024), std::pair("int4", 1024), std::pair("int8", 512)}) {
            const VsqResult costs = runVsq({"workloads", "--model", file, "--format", format, "--json"});
            QVERIFY2(costs.code == 0, costs.error.constData());
            const auto json = costs.json();
            QCOMPARE(json["macs"].get<std::int64_t>(), macs);
            std::int64_t cycles = 0;
            double energy = 0.0;
            for (const auto &layer : json["layers"]) {
                const double possible = layer["cycles"].get<double>() * perCycle; // multipliers in use (spec section 1)
                QVERIFY(std::abs(layer["utilisation_percent"].get<double>() - 100.0 * layer["macs"].get<double>() / possible)
                        < 1e-6);
                QVERIFY(layer["utilisation_percent"].get<double>() > 80 && layer["utilisation_percent"].get<double>() <= 100);
                cycles += layer["cycles"].get<std::int64_t>();
                energy += layer["energy_J"].get<double>();
            }
            QCOMPARE(json["cycles"].get<std::int64_t>(), cycles);
            QVERIFY(energy > 0 && std::abs(json["energy_J"].get<double>() - energy) < 1e-9 * energy);
        }
        QCOMPARE(runVsq({"workloads", "--format", "int8"}).code, 2);
        const VsqResult run = runVsq({"run", file, "--inputs", file, "--out", path("y.npz")});
        QVERIFY2(run.error.contains("a table of sizes has no weights to load"), run.error.constData());
    }

    void networksAreCosted()
    {
        writeOnnx(buildMobileNetwork({.classes = 10}, 5), path("mobile.onnx").toStdString());
        const VsqResult costs = runVsq({"workloads", "--model", path("mobile.onnx"), "--json"});
        QVERIFY2(costs.code == 0, costs.error.constData());
        QCOMPARE(costs.json()["macs"].get<std::int64_t>(), std::int64_t{300774272 - 990 * 1280});
        // A depthwise product has one filter: 15 of 16 lanes idle, and 9 of 64 elements of a vector are in use.
        for (const auto &layer : costs.json()["layers"]) {
            if (layer["name"].get<std::string>() == "features.2.conv.1.0") {
                QVERIFY(layer["utilisation_percent"].get<double>() < 100.0 * 9 / 64 / 16 + 1e-9);
            }
        }
    }

    void memoryStaysNearTheFile()
    {
        if (test::kPatience > 1.0) {
            QSKIP("sanitizers keep as much beside every byte");
        }
        const QString file = path("large.onnx");
        BertShape shape = bertBaseShape(128);
        shape.blocks = 4; // 52 M parameters, half of them the vocabulary's
        {
            // Drawing them takes longer than all else here; what they are does not matter.
            const Graph graph = buildBert(
                shape, WeightSource([](const std::string &, const Shape &s) { return Tensor(DType::Float32, s); }));
            writeOnnx(graph, file.toStdString());
        }
        rusage before{};
        getrusage(RUSAGE_CHILDREN, &before);
        QCOMPARE(runVsq({"info", file, "--json"}).json()["macs_chip"].get<std::int64_t>(), std::int64_t{11173625856} / 12 * 4);
        rusage after{};
        getrusage(RUSAGE_CHILDREN, &after);
        const double fileSize = static_cast<double>(QFileInfo(file).size());
        const double peak = 1024.0 * static_cast<double>(after.ru_maxrss); // the largest child so far
        qInfo("peak memory %.2f of the file's %.0f MB", peak / fileSize, 1e-6 * fileSize);
        QVERIFY(peak < 1.3 * fileSize);
    }
};

VSQ_TEST(ModelsTest)
#include "models.moc"
