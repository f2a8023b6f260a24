// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/publishedtables.h"

#include "core/base/error.h"
#include "core/energy/csvtable.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class PublishedTablesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAreCompiledInWhole()
    {
        QCOMPARE(operatingPointRows().size(), std::size_t{14});
        QCOMPARE(densityRows().size(), std::size_t{6});
        QCOMPARE(workloadRows().size(), std::size_t{20});
        QCOMPARE(pruningRows().size(), std::size_t{12});
        QCOMPARE(postTrainingRows().size(), std::size_t{173});
        QCOMPARE(fineTuningRows().size(), std::size_t{5});
        QVERIFY(publishedCsv("nothing").empty());
    }

    void someRowsAsPrinted()
    {
        QCOMPARE(operatingPointRows().front().supply, 0.46);
        QCOMPARE(of(operatingPointRows().front().topsPerWatt, Mode::Vsq), 95.6);
        QCOMPARE(of(densityRows().back().topsPerWatt, Mode::Int8), 12.1);
        QCOMPARE(energyPerMacRow(Mode::Int8).total(), 2.76 + 0.36 + 0.44 + 0.71 + 1.05);
        QCOMPARE(energyPerMacRow(Mode::Int4).datapath, 1.0);
        const WorkloadRow &bert = workloadRows()[1];
        QCOMPARE(bert.network, std::string("BERT-Base"));
        QCOMPARE(bert.tokens, std::optional<int>(128));
        QCOMPARE(bert.mode, Mode::Vsq);
        QCOMPARE(bert.inferencesPerSecondPerWatt, std::optional<double>(1734.0));
        QVERIFY(!workloadRows()[0].topsPerWatt);
        QVERIFY(!workloadRows().back().tokens);
        QCOMPARE(postTrainingRows()[1].activationBits, std::string("3U"));
        QCOMPARE(fineTuningRows()[1].perChannel, 41.45);
    }

    void layerPatterns()
    {
        QVERIFY(matchesLayerPattern("conv1", "conv1"));
        QVERIFY(matchesLayerPattern("res4{a-f}_2c", "res4a_2c"));
        QVERIFY(matchesLayerPattern("res4{a-f}_2c", "res4f_2c"));
        QVERIFY(!matchesLayerPattern("res4{a-f}_2c", "res4g_2c"));
        QVERIFY(!matchesLayerPattern("res4{a-f}_2c", "res4a_2cx"));
        QVERIFY(!matchesLayerPattern("res4{a-f}_2c", "res4"));
        QVERIFY(matchesLayerPattern("res2{a-c}_2{b-c}", "res2b_2c"));
        QVERIFY(!matchesLayerPattern("res2{a-c}_2{b-c}", "res2b_2a"));
        QVERIFY(matchesLayerPattern("res{3-4}a_1", "res4a_1"));
    }

    void brokenTablesNameLineAndColumn()
    {
        const auto message = [](auto &&action) {
            try {
                action();
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message([] { CsvTable("# only a comment\n", "t.csv"); }),
                 std::string("t.csv: table: expected a line that names the columns, found nothing"));
        QCOMPARE(message([] { CsvTable("a,b\n1,2\n3\n", "t.csv"); }), std::string("t.csv: line 3: cells: expected 2, found 1"));
        const CsvTable table("a,b\n1,x\n,3\n", "t.csv");
        QCOMPARE(message([&] { (void)table.number(0, "b"); }),
                 std::string("t.csv: row 1, column b: cell: expected a number, found 'x'"));
        QCOMPARE(message([&] { (void)table.number(1, "a"); }),
                 std::string("t.csv: row 2, column a: cell: expected a number, found nothing"));
        QCOMPARE(message([&] { (void)table.text(0, "c"); }), std::string("t.csv: column: expected one of a, b, found 'c'"));
    }
};

VSQ_TEST(PublishedTablesTest)
#include "publishedtables.moc"
