// SPDX-License-Identifier: GPL-3.0-or-later
// Every assumption is a field, settable by text and by JSON; bad settings name field, value and what is allowed.
#include "core/chip/config.h"

#include "core/base/error.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <set>

using namespace vsq;
using namespace vsq::test;

class ConfigTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAssumptionIsAField()
    {
        std::set<int> numbers;
        std::set<std::string> names;
        for (const ConfigField &field : configFieldList()) {
            numbers.insert(field.assumption);
            QVERIFY2(names.insert(field.name).second, field.name.c_str());
            QVERIFY2(!field.description.empty() && !field.allowed.empty(), field.name.c_str());
        }
        for (int n = 1; n <= 30; ++n) {
            QVERIFY2(numbers.contains(n), qPrintable(QString("A-%1").arg(n)));
        }
    }

    void textSetsWhatItShows()
    {
        for (const ConfigField &field : configFieldList()) {
            ChipConfig config;
            for (const std::string &choice : field.choices) {
                setField(config, field.name, choice);
                QCOMPARE(fieldText(config, field.name), choice);
            }
            const std::string text = fieldText(config, field.name);
            ChipConfig other;
            setField(other, field.name + "=" + text);
            QCOMPARE(fieldText(other, field.name), text);
        }
    }

    void jsonRoundTrip()
    {
        ChipConfig config;
        config.rounding = ChipConfig::Rounding::NearestEven;
        config.fillDrainCycles = 7;
        config.voltage = 0.46;
        config.aPrefetch = false;
        QVERIFY(configFromJson(toJson(config), "chip.json") == config);
        QVERIFY(configFromJson("{}", "chip.json") == ChipConfig());
        QCOMPARE(configFromJson(R"({"collectorEntries": 8, "overflow": "wrap"})", "").collectorEntries, 8);
    }

    void badSettingsSaySo()
    {
        ChipConfig config;
        QCOMPARE(messageOf([&] { setField(config, "collectorEntries", "0"); }),
                 std::string("chip configuration: field 'collectorEntries': expected a whole number from 1 to 16, found '0'"));
        QCOMPARE(messageOf([&] { setField(config, "voltage", "2"); }),
                 std::string("chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found '2'"));
        QCOMPARE(messageOf([&] { setField(config, "rounding", "up"); }),
                 std::string("chip configuration: field 'rounding': expected halfup or nearesteven, found 'up'"));
        QCOMPARE(messageOf([&] { setField(config, "voltage", "nan"); }),
                 std::string("chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found 'nan'"));
        QVERIFY(messageOf([&] { setField(config, "colour", "red"); }).ends_with("found 'colour'"));
        QCOMPARE(messageOf([&] { setField(config, "voltage"); }),
                 std::string("chip configuration: setting: expected NAME=VALUE, found 'voltage'"));
        QVERIFY(config == ChipConfig());
        config.softmaxSegments = 6;
        QCOMPARE(messageOf([&] { validate(config); }),
                 std::string("chip configuration: field 'softmaxSegments': expected a power of two, found 6"));
        config = {};
        config.lanes = 17;
        QCOMPARE(messageOf([&] { validate(config); }),
                 std::string("chip configuration: field 'lanes': expected a whole number from 1 to 16, found '17'"));
        config = {};
        config.collectorEntries = 4;
        config.aLoadCycles = 8;
        QCOMPARE(messageOf([&] { validate(config); }),
                 std::string("chip configuration: field 'aLoadCycles': expected at most collectorEntries (4): a load must "
                             "end within a pass, found 8"));
    }

    void badJsonSaysSo()
    {
        QCOMPARE(messageOf([] { configFromJson("{\"lanes\": 4", "c.json"); }),
                 std::string("c.json: byte 12: chip configuration: expected JSON, found a syntax error"));
        QCOMPARE(messageOf([] { configFromJson("[1]", "c.json"); }),
                 std::string("c.json: chip configuration: expected a JSON object, found array"));
        QCOMPARE(
            messageOf([] { configFromJson(R"({"lanes": [4]})", "c.json"); }),
            std::string("c.json: chip configuration: field 'lanes': expected a whole number from 1 to 16, found a JSON array"));
        QCOMPARE(messageOf([] { configFromJson(R"({"lanes": 2.5})", "c.json"); }),
                 std::string("c.json: chip configuration: field 'lanes': expected a whole number from 1 to 16, found '2.5'"));
    }
};

VSQ_TEST(ConfigTest)
#include "config.moc"
