// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the operands is what stepping reads, value for value.
#include "core/layer/signalvalues.h"

#include "core/chip/signalreader.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>

using namespace vsq;
using namespace vsq::test;

class SignalValuesTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<LayerData> opened(const char *format, std::int64_t k)
    {
        const auto graph = oneProduct(k, 37);
        return std::make_shared<LayerData>(
            openLayer(graph, {{"x", randomTensor({21, k}, 4)}}, layerOf(*graph, "fc"), 0, namedFormat(format), {}));
    }

private Q_SLOTS:
    void closedFormsAgreeWithStepping_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("signal");
        for (const char *format : {"vsq", "int4", "int8"}) {
            for (const char *signal : {"tree:any", "term:any"}) {
                QTest::addRow("%s %s", format, signal) << QString::fromLatin1(format) << QString::fromLatin1(signal);
            }
        }
        QTest::addRow("vsq p8:any") << QStringLiteral("vsq") << QStringLiteral("p8:any");
    }
    void closedFormsAgreeWithStepping()
    {
        QFETCH(QString, format);
        QFETCH(QString, signal);
        const auto data = opened(format.toLatin1().constData(), 200);
        const OpenedChip chip(data, ChipConfig{});
        const ChipSignal all = chipSignalFromText(signal.toStdString(), {}, true);
        std::map<std::int64_t, std::int64_t> found;
        bool placed = true;
        visitSignal(all, chip, [&](const SignalValue &value) {
            found[value.value] += value.times;
            placed = placed && value.m < 37 && value.n < 21 && value.k < data->operands->a.vectors;
        });
        QVERIFY(placed);
        std::map<std::int64_t, std::int64_t> stepped;
        SignalReader reader(chip.context());
        ChipSignal one = all;
        while (reader.step()) {
            for (one.lane = 0; one.lane < kLanes; ++one.lane) {
                if (const auto value = reader.value(one)) {
                    ++stepped[*value];
                }
            }
        }
        QVERIFY(!stepped.empty());
        QVERIFY(found == stepped);
    }

    /// One lane, and what changes from pass to pass, are read while the layer runs.
    void otherSignalsAreRead()
    {
        const OpenedChip chip(opened("vsq", 200), ChipConfig{});
        std::int64_t values = 0;
        visitSignal(chipSignalFromText("sum:any", {}, true), chip, [&](const SignalValue &value) { values += value.times; });
        QCOMPARE(values, 37 * 21 * 4); // a sum a result and vector
        std::int64_t ofLane = 0;
        visitSignal(chipSignalFromText("tree:3"), chip, [&](const SignalValue &value) {
            ofLane += value.times;
            QCOMPARE(value.m % kLanes, 3);
        });
        QCOMPARE(ofLane, 3 * 21 * 4); // rows 3, 19, 35
    }
};

VSQ_TEST(SignalValuesTest)
#include "signalvalues.moc"
