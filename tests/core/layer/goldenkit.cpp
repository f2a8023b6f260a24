// SPDX-License-Identifier: GPL-3.0-or-later
// Golden vectors: the reference design gives them in Icarus Verilog, any bit that is wrong is found, the dump is read back.
#include "core/layer/golden/goldentitle.h"

#include "core/base/error.h"
#include "tests/core/layer/goldenbench.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace vsq;
using namespace vsq::test;

namespace {

struct Ran {
    int code = -1;
    QString out;
};

Ran runBench(const QString &folder)
{
    QProcess process;
    process.start("sh", {folder + "/run.sh"});
    process.waitForFinished(60000);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError())};
}

} // namespace

class GoldenKitTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable("iverilog").isEmpty()) {
            QSKIP("Icarus Verilog is not installed");
        }
    }

    void theReferencePasses_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("layer");
        QTest::addColumn<QString>("format");
        QTest::newRow("ReLU and VSQ output, K no multiple of 64") << "pair"
                                                                  << "fc1"
                                                                  << "vsq";
        QTest::newRow("INT8") << "pair"
                              << "fc1"
                              << "int8";
        QTest::newRow("INT4") << "pair"
                              << "fc1"
                              << "int4";
        QTest::newRow("padded convolution") << "residual"
                                            << "conv"
                                            << "vsq";
        QTest::newRow("scores to the softmax") << "transformer"
                                               << "scores"
                                               << "vsq";
        QTest::newRow("other assumptions") << "assumptions"
                                           << "fc1"
                                           << "vsq";
    }

    void theReferencePasses()
    {
        QFETCH(QString, network);
        QFETCH(QString, layer);
        QFETCH(QString, format);
        ChipConfig config;
        if (network == "assumptions") {
            config.rounding = ChipConfig::Rounding::NearestEven;
            config.scaleProduct = ChipConfig::ScaleProduct::Full;
            config.scaleByte = ChipConfig::ScaleByte::Low;
            config.truncation = ChipConfig::Truncation::Rounded;
            config.vectorScale = ChipConfig::VectorScale::Up;
            config.quantizeWith = ChipConfig::QuantizeWith::Rounded;
            config.codeRange = ChipConfig::CodeRange::Full;
            config.reciprocal = ChipConfig::Reciprocal::Exact;
            config.outputScaleRepeated = false;
            config.vsqSegments = 4;
        }
        const bool pair = network == "pair" || network == "assumptions";
        const auto graph = pair ? reluPair() : network == "residual" ? smallResidual() : smallTransformer();
        const TensorMap inputs = pair ? TensorMap{{"x", randomTensor({1, 5, 100}, 2)}}
                                      : TensorMap{{"image", images(1, 8, 10).inputs[0]}};
        std::string name = layer.toStdString();
        if (!pair) {
            name = layerOfKind(*graph, name);
        }
        const RecordedKit kit(graph, inputs, name, format.toUtf8().constData(), config);
        const Plan &plan = kit.chip->context().plan();
        const std::int64_t tiles = plan.subtiles.back().firstTile + plan.tiles(plan.subtiles.back());
        const GoldenKit golden = makeGoldenKit(*kit.chip, 0, std::min<std::int64_t>(3, tiles - 1));
        QTemporaryDir folder;
        writeGoldenKit(folder.path().toStdString(), golden, *kit.chip, "network.onnx");
        const Ran ran = runBench(folder.path());
        QVERIFY2(ran.code == 0, qPrintable(ran.out));
        QCOMPARE(ran.out.trimmed(), QString("PASS %1 words").arg(golden.sums.words.size() + golden.outputs.size()));
        const GoldenComparison same = compareDump(golden, *kit.chip, (folder.path() + "/dump.hex").toStdString());
        QVERIFY(!same.first);
        QCOMPARE(same.words, static_cast<std::int64_t>(golden.sums.words.size() + golden.outputs.size()));
    }

    void everyFlippedBitIsFound()
    {
        const RecordedKit kit(reluPair(), {{"x", randomTensor({1, 5, 100}, 2)}}, "fc1", "vsq");
        const GoldenKit golden = makeGoldenKit(*kit.chip);
        Random random(4);
        const QStringList files{"a.hex",       "b.hex",     "scales.hex", "bias.hex", "expected_sums.hex", "expected_out.hex",
                                "program.hex", "checks.hex"};
        for (int i = 0; i < 8; ++i) {
            QTemporaryDir folder;
            writeGoldenKit(folder.path().toStdString(), golden, *kit.chip, "network.onnx");
            const QString &file = files[i % files.size()];
            flipBit(folder.path() + "/" + file, random);
            const Ran ran = runBench(folder.path());
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.out.contains("FAIL ") && ran.out.contains(" word ") && ran.out.contains(" vector ")
                         && ran.out.contains(" cycle "),
                     qPrintable(file + ": " + ran.out));
            QVERIFY2(file == "checks.hex" || ran.out.contains("FAIL " + file), qPrintable(file + ": " + ran.out));
        }
    }

    void aWrongDesignIsNamed()
    {
        const RecordedKit kit(reluPair(), {{"x", randomTensor({1, 5, 100}, 2)}}, "fc1", "vsq");
        const GoldenKit golden = makeGoldenKit(*kit.chip);
        QTemporaryDir folder;
        writeGoldenKit(folder.path().toStdString(), golden, *kit.chip, "network.onnx");
        QFile design(folder.path() + "/reference.sv");
        QVERIFY(design.open(QIODevice::ReadWrite));
        QByteArray text = design.readAll();
        text.replace("rounded({32'b0, scale}, 8)", "$signed({40'b0, scale[15:8]})"); // forgets to round
        design.resize(0);
        design.write(text);
        design.close();
        const Ran ran = runBench(folder.path());
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.out.contains("FAIL expected_sums.hex word "), qPrintable(ran.out));
        const GoldenComparison found = compareDump(golden, *kit.chip, (folder.path() + "/dump.hex").toStdString());
        QVERIFY(found.first.has_value());
        QVERIFY(ran.out.contains(QString(" cycle %1:").arg(found.first->cycle)));
    }

    void anotherLayersDumpIsRefused()
    {
        const RecordedKit kit(reluPair(), {{"x", randomTensor({1, 5, 100}, 2)}}, "fc1", "vsq");
        const GoldenKit golden = makeGoldenKit(*kit.chip);
        QTemporaryDir folder;
        QFile dump(folder.path() + "/dump.hex");
        QVERIFY(dump.open(QIODevice::WriteOnly));
        dump.write("// expected_sums\n00\n");
        dump.close();
        const std::string message = messageOf(
            [&] { (void)compareDump(golden, *kit.chip, (folder.path() + "/dump.hex").toStdString()); });
        QVERIFY2(message.find("another layer, other tiles or another configuration") != std::string::npos, message.c_str());
        // What the bench writes says what it is of: another input of as many words is known too.
        const RecordedKit other(reluPair(), {{"x", randomTensor({1, 5, 100}, 3)}}, "fc1", "vsq");
        const GoldenKit others = makeGoldenKit(*other.chip);
        writeGoldenKit(folder.path().toStdString(), others, *other.chip, "network.onnx");
        const Ran ran = runBench(folder.path());
        QVERIFY2(ran.code == 0, qPrintable(ran.out));
        QVERIFY(!compareDump(others, *other.chip, (folder.path() + "/dump.hex").toStdString()).first);
        const std::string refused = messageOf(
            [&] { (void)compareDump(golden, *kit.chip, (folder.path() + "/dump.hex").toStdString()); });
        QVERIFY2(refused.find("the dump is of other golden vectors (inputs, weights or scales differ): expected layer 'fc1', "
                              "product 0, vsq, tiles 0 .. ")
                     != std::string::npos,
                 refused.c_str());
        QVERIFY(messageOf([&] { (void)makeGoldenKit(*kit.chip, 100000); }).find("first tile: expected 0 .. ")
                != std::string::npos);
    }

    void dumpsOfOthersAreRefusedWithTheReason()
    {
        const RecordedKit kit(reluPair(), {{"x", randomTensor({1, 5, 100}, 2)}}, "fc1", "int8");
        const GoldenKit golden = makeGoldenKit(*kit.chip);
        const GoldenTitle own = titleOf(golden, *kit.chip);
        QCOMPARE(own.settings, std::string("as published"));
        QVERIFY(goldenTitleFrom(toText(own)) == own);
        QTemporaryDir folder;
        const std::string path = (folder.path() + "/dump.hex").toStdString();
        const auto said = [&](const GoldenTitle &title) {
            writeBenchDump(folder.path() + "/dump.hex", golden, toText(title));
            return messageOf([&] { QVERIFY(!compareDump(golden, *kit.chip, path).first); });
        };
        QCOMPARE(said(own), std::string("no error"));
        const auto other = [&own](const auto &change) {
            GoldenTitle title = own;
            change(title);
            return title;
        };
        const std::pair<GoldenTitle, const char *> cases[] = {
            {other([](GoldenTitle &t) { t.layer = "fc2"; }), "another layer: expected layer 'fc1'"},
            {other([](GoldenTitle &t) { t.product = 3; }), "another of the layer's products"},
            {other([](GoldenTitle &t) { t.mode = "vsq"; }), "another format"},
            {other([](GoldenTitle &t) { t.settings = "rounding=nearesteven"; }), "another configuration of the chip"},
            {other([](GoldenTitle &t) { t.lastTile += 1; }), "other tiles"},
            {other([](GoldenTitle &t) { t.check ^= 1; }), "other golden vectors (inputs, weights or scales differ)"}};
        for (const auto &[title, reason] : cases) {
            const std::string message = said(title);
            QVERIFY2(message.find("the dump is of " + std::string(reason)) != std::string::npos, message.c_str());
            QVERIFY2(message.find("found " + toText(title, title.check != own.check)) != std::string::npos, message.c_str());
        }
    }

    /// INT8 has no scale products: how they are rounded changes no word, but the kit is of another chip. The supply is nobody's.
    void theConfigurationIsComparedAndNotTheWordsAlone()
    {
        const auto graph = reluPair();
        const TensorMap inputs{{"x", randomTensor({1, 5, 100}, 2)}};
        ChipConfig full;
        full.scaleProduct = ChipConfig::ScaleProduct::Full;
        ChipConfig fast;
        fast.voltage = 0.9;
        const RecordedKit kit(graph, inputs, "fc1", "int8");
        const GoldenKit golden = makeGoldenKit(*kit.chip);
        QTemporaryDir folder;
        const std::string path = (folder.path() + "/dump.hex").toStdString();
        for (const ChipConfig &config : {full, fast}) {
            const RecordedKit other(graph, inputs, "fc1", "int8", config);
            const GoldenKit words = makeGoldenKit(*other.chip);
            QVERIFY(words.checks.words == golden.checks.words);
            writeBenchDump(folder.path() + "/dump.hex", words, toText(titleOf(words, *other.chip)));
            const std::string message = messageOf([&] { (void)compareDump(golden, *kit.chip, path); });
            if (config == full) {
                QVERIFY2(message.find("another configuration of the chip: expected layer 'fc1', product 0, int8, tiles 0 .. ")
                             != std::string::npos,
                         message.c_str());
                QVERIFY2(message.find("settings scaleProduct=full") != std::string::npos, message.c_str());
            } else {
                QCOMPARE(message, std::string("no error"));
            }
        }
    }
};

VSQ_TEST(GoldenKitTest)
#include "goldenkit.moc"
