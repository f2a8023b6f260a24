// SPDX-License-Identifier: GPL-3.0-or-later
// Any flipped bit of any golden file is found in Icarus Verilog, for six kinds of layers. VSQ_FLIPS=200 flips so many a kit; on a
// busy machine with QTEST_FUNCTION_TIMEOUT=3600000, since Qt Test ends a function after five minutes.
#include "core/layer/golden/goldenkit.h"

#include "core/base/random.h"
#include "tests/core/layer/goldenbench.h"
#include "tests/support/testmain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace vsq;
using namespace vsq::test;

namespace {

QString output(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAll());
}

std::shared_ptr<const Graph> dense()
{
    GraphBuilder g("dense", 6);
    const std::string x = g.input("x", DType::Float32, {-1, 128}, {"batch"});
    g.output(g.node("MatMul", "fc1", {x, g.normal("w", {128, 40}, 0.3)}), "y", {-1, 40}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

} // namespace

class GoldenFlipsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty()) {
            QSKIP("Icarus Verilog is not installed");
        }
    }

    void everyFlippedBitIsFound_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("layer");
        QTest::addColumn<QString>("format");
        const auto row = [](const char *name, const char *network, const char *layer, const char *format) {
            QTest::newRow(name) << QString(network) << QString(layer) << QString(format);
        };
        row("dense", "dense", "fc1", "vsq");
        row("convolution with padding", "residual", "conv", "vsq");
        row("attention", "transformer", "scores", "vsq");
        row("K no multiple of 64", "pair", "fc1", "int4");
        row("INT8", "dense", "fc1", "int8");
        row("ReLU and VSQ output", "pair", "fc1", "vsq");
    }

    void everyFlippedBitIsFound()
    {
        QFETCH(QString, network);
        QFETCH(QString, layer);
        QFETCH(QString, format);
        const auto graph = network == "dense"      ? dense()
                           : network == "pair"     ? reluPair()
                           : network == "residual" ? smallResidual()
                                                   : smallTransformer();
        const TensorMap inputs = network == "dense"  ? TensorMap{{"x", randomTensor({9, 128}, 2)}}
                                 : network == "pair" ? TensorMap{{"x", randomTensor({1, 5, 100}, 2)}}
                                                     : TensorMap{{"image", images(1, 8, 10).inputs[0]}};
        const bool named = network == "dense" || network == "pair";
        const RecordedKit kit(graph, inputs, named ? layer.toStdString() : layerOfKind(*graph, layer.toStdString()),
                              format.toUtf8().constData());
        const Plan &plan = kit.chip->context().plan();
        const std::int64_t tiles = plan.subtiles.back().firstTile + plan.tiles(plan.subtiles.back());
        const GoldenKit golden = makeGoldenKit(*kit.chip, 0, std::min<std::int64_t>(3, tiles - 1));
        QTemporaryDir folder;
        writeGoldenKit(folder.path().toStdString(), golden, *kit.chip, "network.onnx");
        // As run.sh does, compiled once: the files are read when it runs.
        const QString compiled = output("iverilog", {"-g2012", "-s", "bench", "-o", "bench.vvp", "bench.sv", "reference.sv"},
                                        folder.path());
        QVERIFY2(QFile::exists(folder.path() + "/bench.vvp"), qPrintable(compiled));
        const QString passes = output("vvp", {"-n", "bench.vvp"}, folder.path());
        QVERIFY2(passes.contains("PASS ") && !passes.contains("FAIL"), qPrintable(passes));

        const int flips = std::max(1, qEnvironmentVariable("VSQ_FLIPS", "20").toInt());
        const auto seed = static_cast<std::uint64_t>(qEnvironmentVariable("VSQ_SEED", "1").toULongLong());
        Random random(seed);
        std::vector<std::string> files;
        for (const GoldenFile *file : golden.files()) {
            files.push_back(file->name);
        }
        files.push_back(golden.checks.name);
        for (int i = 0; i < flips; ++i) {
            const QString file = QString::fromStdString(files[random.below(files.size())]);
            const QString path = folder.path() + "/" + file;
            const QString saved = path + ".saved";
            QVERIFY(QFile::copy(path, saved));
            flipBit(path, random);
            const QString ran = output("vvp", {"-n", "bench.vvp"}, folder.path());
            const bool isNamed = ran.contains(" word ") && ran.contains(" vector ") && ran.contains(" cycle ");
            QVERIFY2(ran.contains("FAIL ") && isNamed && (file == "checks.hex" || ran.contains("FAIL " + file)),
                     qPrintable(QString("seed %1, flip %2 in %3: %4").arg(seed).arg(i).arg(file, ran)));
            QVERIFY(QFile::remove(path) && QFile::rename(saved, path));
        }
    }
};

VSQ_TEST(GoldenFlipsTest)
#include "goldenflips.moc"
