// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of `vsq workloads`: keys, order and the published figures beside ours.
#include "core/energy/publishedtables.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class WorkloadsCommandTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasEveryPublishedRowInOrder()
    {
        const test::VsqResult result = test::runVsq({"workloads", "--json"});
        QCOMPARE(result.code, 0);
        QVERIFY(result.error.isEmpty());
        const nlohmann::json list = result.json();
        QCOMPARE(list.size(), workloadRows().size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            const nlohmann::json &entry = list[i];
            const WorkloadRow &row = workloadRows()[i];
            QCOMPARE(entry["network"].get<std::string>(), row.network);
            QCOMPARE(entry["format"].get<std::string>(), std::string(nameOf(row.mode)));
            QCOMPARE(entry["tokens"].is_null(), !row.tokens.has_value());
            QVERIFY(entry["macs"].get<std::int64_t>() > 0);
            QVERIFY(entry["cycles"].get<std::int64_t>() > 0);
            for (const char *key : {"utilisation_percent", "inferences_per_s", "inferences_per_s_per_W", "TOPS_per_W"}) {
                QVERIFY(entry[key].get<double>() > 0.0);
                QCOMPARE(entry["published"][key].is_null(), !row.utilisationPercent.has_value());
                QCOMPARE(entry["difference"][key].is_null(), entry["published"][key].is_null());
                QVERIFY(!entry["origin"][key].get<std::string>().empty());
            }
        }
        QCOMPARE(list[1]["macs"].get<std::int64_t>(), 11173625856);
        QCOMPARE(list[1]["published"]["TOPS_per_W"].get<double>(), 38.7);
        QCOMPARE(list.back()["macs"].get<std::int64_t>(), 4089184256);
    }

    void everyRowIsWithinWhatTheModelClaims()
    {
        const nlohmann::json list = test::runVsq({"workloads", "--json"}).json();
        int compared = 0;
        for (const nlohmann::json &entry : list) {
            QCOMPARE(entry["reason"].get<std::string>(), std::string());
            double percent = 0.0;
            for (const auto &[key, part] : entry["multiplier_cycles_percent"].items()) {
                percent += part.get<double>();
            }
            QVERIFY(std::abs(percent - 100.0) < 1e-9);
            const nlohmann::json &difference = entry["difference"];
            if (difference["utilisation_percent"].is_null()) {
                continue;
            }
            ++compared;
            QVERIFY(std::abs(difference["utilisation_percent"].get<double>()) < 2.6);
            QVERIFY(std::abs(difference["inferences_per_s"].get<double>()) < 4.0);
            QVERIFY(std::abs(difference["TOPS_per_W"].get<double>()) < 20.0);
        }
        QCOMPARE(compared, 14);
    }

    void aRowThatDoesNotFitSaysWhyInTheTableToo()
    {
        const test::VsqResult result = test::runVsq({"workloads", "--set", "fillDrainCyclesVsq=3000"});
        QCOMPARE(result.code, 0);
        QVERIFY(result.out.contains("BERT-Base 128 vsq: utilisation -"));
        QVERIFY(result.out.contains("fill and drain"));
        QVERIFY(!result.out.contains("BERT-Base 128 int8: "));
    }

    void atAnotherSupplyThereIsNothingToCompareSpeedWith()
    {
        const nlohmann::json list = test::runVsq({"workloads", "--json", "--voltage", "0.46"}).json();
        QVERIFY(list[1]["difference"]["inferences_per_s"].is_null());
        QVERIFY(list[1]["difference"]["TOPS_per_W"].is_null());
        QVERIFY(!list[1]["difference"]["utilisation_percent"].is_null());
        // At 152 MHz as many cycles take 976 / 152 times as long.
        const nlohmann::json nominal = test::runVsq({"workloads", "--json"}).json();
        const double ratio = nominal[1]["inferences_per_s"].get<double>() / list[1]["inferences_per_s"].get<double>();
        QVERIFY(std::abs(ratio - 976.0 / 152.0) < 1e-6);
    }

    void wrongArgumentsExitWith2()
    {
        QCOMPARE(test::runVsq({"workloads", "--density", "1.5"}).code, 2);
        QCOMPARE(test::runVsq({"workloads", "--voltage", "0.2"}).code, 2);
        QCOMPARE(test::runVsq({"workloads", "extra"}).code, 2);
    }

    void theTableNamesItsSource()
    {
        const test::VsqResult result = test::runVsq({"workloads"});
        QCOMPARE(result.code, 0);
        QVERIFY(result.out.contains("ResNet-50"));
        QVERIFY(result.out.contains("Table IV"));
    }
};

VSQ_TEST(WorkloadsCommandTest)
#include "workloads.moc"
