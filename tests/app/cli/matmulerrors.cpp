// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/matmulfolder.h"
#include "tests/support/testmain.h"

#include <limits>

using namespace vsq;
using namespace vsq::test;

class MatmulErrorsTest : public QObject, private MatmulFolder {
    Q_OBJECT

private Q_SLOTS:
    void refusesBadOperands()
    {
        Random random(kMatmulSeed);
        std::vector<float> a = matrix("random", 12, random);
        write("a.npy", {3, 4}, a);
        write("b.npy", {2, 5}, matrix("random", 10, random));
        VsqResult result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: columns (K): expected 4 as in %2, found 5\n").arg(path("b.npy"), path("a.npy")));
        QVERIFY(result.out.isEmpty());

        a[6] = std::numeric_limits<float>::quiet_NaN();
        write("a.npy", {3, 4}, a);
        write("b.npy", {2, 4}, matrix("random", 8, random));
        result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: row 1, column 2: operand: expected finite values, found NaN\n").arg(path("a.npy")));

        write("a.npy", {12}, matrix("random", 12, random));
        result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: operand: expected a matrix with at least one row and one column, found shape [12]\n")
                     .arg(path("a.npy")));
        QVERIFY(!QFile::exists(path("bad")));
    }

    void refusesUnwritableTarget()
    {
        Random random(kMatmulSeed);
        write("a.npy", {3, 4}, matrix("random", 12, random));
        write("b.npy", {2, 4}, matrix("random", 8, random));
        const VsqResult result = multiply("a.npy");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: cannot write: expected a folder, found a file of that name\n").arg(path("a.npy")));
    }

    void configurationsThatDoNotFitTheProductNameTheField_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *setting, const char *output, const char *message) {
            QTest::newRow(setting) << setting << output << QString::fromLatin1(message);
        };
        row("lanes=7", "vsq", "field 'lanes': expected a divisor of an output word's 32 codes, found 7");
        row("lanes=8", "vsq", "field 'lanes': expected an output vector of 64 in at most 4 tiles of rows (vsqSegments), found 8");
        row("outputWords=1", "vsq", "field 'outputWords': expected at least 2 (an output vector), found 1");
        row("scaleEntries=3", "vsq",
            "field 'scaleEntries': expected at least 4 (the 4 M-tiles that share an output scale), found 3");
        row("softmaxSlice=48", "softmax",
            "field 'softmaxSlice': expected a divisor of lanes (16) where a product's results go to the softmax, found 48");
        row("unsignedActivations=true", "vsq",
            "field 'unsignedActivations': expected false on the chip (A-5: its products are signed; only software formats have "
            "unsigned codes), found true");
    }

    void configurationsThatDoNotFitTheProductNameTheField()
    {
        QFETCH(QString, setting);
        QFETCH(QString, output);
        QFETCH(QString, message);
        Random random(kMatmulSeed);
        write("a.npy", {64, 200}, matrix("random", 64 * 200, random));
        write("b.npy", {5, 200}, matrix("random", 5 * 200, random));
        QFile file(path("fit.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(nlohmann::json{{"output", output.toStdString()}}.dump()));
        file.close();
        for (const char *engine : {"fast", "stepped"}) {
            const VsqResult result = multiply("fit", {"--set", setting, "--ppu", path("fit.json"), "--engine", engine});
            QCOMPARE(result.code, 1);
            QCOMPARE(QString::fromUtf8(result.error), "vsq: chip configuration: " + message + "\n");
            QVERIFY(!QFile::exists(path("fit")));
        }
    }

    void badConfigurationFilesSaySo_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *json, const char *message) {
            QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(message);
        };
        row(R"({"collectorEntries": 0})",
            "chip configuration: field 'collectorEntries': expected a whole number from 1 to 16, found '0'");
        row(R"({"voltage": 1.06})", "chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found '1.06'");
        row(R"({"voltage": null})",
            "chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found a JSON null");
        row(R"({"int8ScaleVector": 24})",
            "chip configuration: field 'int8ScaleVector': expected a multiple of an output word's 16 values, found 24");
        row(R"({"collectorEntries": 4, "aLoadCycles": 8})",
            "chip configuration: field 'aLoadCycles': expected at most collectorEntries (4): a load must end within a pass, found 8");
        row(R"({"softmaxSegments": 12})", "chip configuration: field 'softmaxSegments': expected a power of two, found 12");
        row(R"({"rounding": "up"})", "chip configuration: field 'rounding': expected halfup or nearesteven, found 'up'");
        row(R"({"lanes": 16,})", "byte 14: chip configuration: expected JSON, found a syntax error");
    }

    void badConfigurationFilesSaySo()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        QFile file(path("chip.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        const VsqResult result = multiply("bad", {"--chip", path("chip.json")});
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error), "vsq: " + path("chip.json") + ": " + message + "\n");
    }
};

VSQ_TEST(MatmulErrorsTest)
#include "matmulerrors.moc"
