// SPDX-License-Identifier: GPL-3.0-or-later
// Exit codes and exact messages of what is wrong with the arguments alone.
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq::test;

class ArgumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongArguments_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const QStringList product{"matmul", "--a", "a.npy", "--b", "b.npy", "--out", "o"};
        const auto row = [&](const char *name, const QStringList &more, const char *message) {
            QTest::newRow(name) << product + more << QString::fromLatin1(message);
        };
        QTest::newRow("no command") << QStringList{} << "a command is missing: vsq help lists them";
        QTest::newRow("help of nothing") << QStringList{"help", "nothing"} << "help: there is no command 'nothing'";
        QTest::newRow("missing option") << QStringList{"matmul", "--a", "a.npy", "--out", "o"} << "matmul: --b is required";
        row("format", {"--format", "int5"},
            "matmul: --format: expected vsq, int4, int8, mxfp4, mxfp6-e2m3, mxfp6-e3m2, mxfp8-e4m3, mxfp8-e5m2, mxint8, nvfp4, "
            "nvfp4-torchao, nvfp4-ggml, nvfp4-4over6, nvint4, if4, nf4, q4_0 or q8_0, or as int6-v16-s4, int6-v16-fp, "
            "int6-channel, int6-tensor, found 'int5'");
        row("bits", {"--weight-bits", "9"}, "matmul: --weight-bits: expected an integer 2..8, found '9'");
        row("bits text", {"--activation-bits", "4x"}, "matmul: --activation-bits: expected an integer 2..8, found '4x'");
        row("vector", {"--vector", "48"}, "matmul: --vector: expected 16, 32, 64 or 128, found '48'");
        row("scale bits", {"--scale-bits", "2"}, "matmul: --scale-bits: expected an integer 3..10, found '2'");
        row("scale text", {"--scale-bits", "real"}, "matmul: --scale-bits: expected an integer 3..10 or fp, found 'real'");
        row("granularity", {"--granularity", "row"}, "matmul: --granularity: expected vector, channel or tensor, found 'row'");
        row("calibration", {"--calibration", "best"},
            "matmul: --calibration: expected max, percentile:99.99, entropy, mse or octav, found 'best'");
        row("percentile", {"--calibration", "percentile:101"},
            "matmul: --calibration: expected max, percentile:99.99, entropy, mse or octav, found 'percentile:101'");
        row("format against bits", {"--format", "int8", "--weight-bits", "4"},
            "matmul: --weight-bits 4 contradicts --format int8, which means --weight-bits 8");
        row("format against vector", {"--format", "int4", "--vector", "16"},
            "matmul: --vector contradicts --format int4, which has no per-vector scales");
        row("granularity against scales", {"--granularity", "tensor", "--scale-bits", "8"},
            "matmul: --scale-bits contradicts --granularity tensor, which has no per-vector scales");
        row("engine", {"--engine", "slow"}, "matmul: --engine: expected fast or stepped, found 'slow'");
        row("stepped software format", {"--engine", "stepped", "--weight-bits", "5"},
            "matmul: --engine stepped contradicts a format that is none of the chip's (W5 A4 V64 S8 per-vector, max)");
        row("set without value", {"--set", "rounding"}, "matmul: --set: expected NAME=VALUE, found 'rounding'");
        row("voltage twice", {"--set", "voltage=0.5", "--voltage", "0.6"},
            "matmul: --voltage and --set voltage both name the supply: give one of them");
        row("break without stepping", {"--break", "m=16"},
            "matmul: --break needs --engine stepped: only the stepped chip has cycles to stop at");
        row("break at nothing", {"--engine", "stepped", "--break", "m=x"},
            "matmul: --break: breakpoint: m: expected a whole number from 0, found 'x'");
        row("AD of 0", {"--set", "collectorEntries=0"},
            "matmul: chip configuration: field 'collectorEntries': expected a whole number from 1 to 16, found '0'");
        row("supply out of range", {"--voltage", "0.2"},
            "matmul: chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found '0.2'");
        row("supply no number", {"--set", "voltage=low"},
            "matmul: chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found 'low'");
        row("vector that divides no word", {"--set", "int8ScaleVector=24"},
            "matmul: chip configuration: field 'int8ScaleVector': expected a multiple of an output word's 16 values, found 24");
        row("load longer than a pass", {"--set", "aLoadCycles=8", "--set", "collectorEntries=4"},
            "matmul: chip configuration: field 'aLoadCycles': expected at most collectorEntries (4): a load must end within a pass, "
            "found 8");
        QTest::newRow("fidelity") << QStringList{"eval", "m.onnx", "--data", "d.npz", "--fidelity", "exact"}
                                  << "eval: --fidelity: expected float, quantized or chip, found 'exact'";
        QTest::newRow("chip fidelity of a software format")
            << QStringList{"eval", "m.onnx", "--data", "d.npz", "--fidelity", "chip", "--weight-bits", "6"}
            << "eval: --fidelity chip contradicts a format that is none of the chip's (W6 A4 V64 S8 per-vector, max)";
        QTest::newRow("limit") << QStringList{"eval", "m.onnx", "--data", "d.npz", "--limit", "0"}
                               << "eval: --limit: expected an integer 1..1099511627776, found '0'";
        QTest::newRow("list") << QStringList{"sweep", "m.onnx", "--data", "d.npz", "--out", "s.db", "--weight-bits", "3,,4"}
                              << "sweep: --weight-bits: expected values separated by commas, found '3,,4'";
        QTest::newRow("architecture") << QStringList{"train", "alexnet", "--data", "d", "--out", "o.onnx"}
                                      << "train: ARCH: expected resnet, vit or bert, found 'alexnet'";
    }

    void wrongArguments()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        const VsqResult result = runVsq(arguments);
        QCOMPARE(result.code, 2);
        QCOMPARE(QString::fromUtf8(result.error), "vsq: " + message + "\n");
        QVERIFY(result.out.isEmpty());
    }

    void unknownFieldIsNamed()
    {
        const VsqResult result = runVsq({"matmul", "--a", "a.npy", "--b", "b.npy", "--out", "o", "--set", "lames=8"});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.error.startsWith("vsq: matmul: ") && result.error.contains("'lames'"), result.error.constData());
    }

    void repeatedSetsAreAllTaken()
    {
        const VsqResult result = runVsq({"matmul", "--a", "a.npy", "--b", "b.npy", "--out", "o", "--set", "rounding=nearesteven",
                                         "--set", "rounding=sideways"});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.error.contains("'sideways'"), result.error.constData());
    }

    void missingFilesFail()
    {
        for (const QStringList &arguments :
             {QStringList{"info", "/nowhere/m.onnx"}, QStringList{"eval", "/nowhere/m.onnx", "--data", "d.npz"},
              QStringList{"matmul", "--a", "/nowhere/a.npy", "--b", "b.npy", "--out", "o"}}) {
            const VsqResult result = runVsq(arguments);
            QCOMPARE(result.code, 1);
            QVERIFY2(result.error.startsWith("vsq: /nowhere/"), result.error.constData());
            QVERIFY(result.out.isEmpty());
        }
    }

    void versionAndHelp()
    {
        VsqResult result = runVsq({"--version"});
        QCOMPARE(result.code, 0);
        QCOMPARE(QString::fromUtf8(result.out), QStringLiteral("vsq " VSQ_VERSION "\n"));
        for (const char *command :
             {"info", "matmul", "softmax", "run", "eval", "sweep", "trace", "workloads", "make-model", "train", "finetune"}) {
            result = runVsq({"help", command});
            QCOMPARE(result.code, 0);
            QVERIFY2(result.out.contains("Examples:") && result.out.contains(QByteArray("vsq ") + command), command);
            QVERIFY(result.out.contains(QByteArray("Usage: vsq ") + command + " "));
            QCOMPARE(runVsq({command, "--help"}).out, result.out);
        }
        QVERIFY(runVsq({"--help"}).out.contains("matmul"));
        QCOMPARE(runVsq({"help"}).out, runVsq({"--help"}).out);
    }
};

VSQ_TEST(ArgumentsTest)

#include "arguments.moc"
