// SPDX-License-Identifier: GPL-3.0-or-later
// Value change dumps: GTKWave's own converter reads them, and at every cycle they hold what the stepped chip does.
#include "core/layer/valuechanges.h"

#include "core/base/error.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"
#include "tests/support/vcdreader.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using vsq::test::VcdReader;
using vsq::test::wrapped;

namespace {

Simulator simulatorOf(std::uint64_t seed)
{
    Random random(seed);
    PpuSettings ppu;
    ppu.output = OutputFormat::Vsq;
    ppu.truncShift = 5;
    return {vsq::test::randomOperands(random, Mode::Vsq, 70, 21, 150), {}, ppu};
}

} // namespace

class ValueChangesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesAreThoseOfTheSteppedChip()
    {
        Simulator simulator = simulatorOf(3);
        const std::int64_t to = simulator.totalCycles() - 1;
        const VcdReader vcd(valueChanges(simulator, 20, to, {}, "t.vcd").vcd);
        Random random(5);
        for (int i = 0; i < 100; ++i) {
            const std::int64_t cycle = random.between(20, to);
            simulator.seek(cycle + 1);
            const Snapshot s = simulator.snapshot();
            const auto lane = static_cast<std::size_t>(random.below(16));
            const std::string l = "chip.lanes.lane" + std::to_string(lane) + ".";
            QCOMPARE(vcd.at(l + "tree", cycle), wrapped(s.lanes[lane].tree, 21));
            QCOMPARE(vcd.at(l + "sum_out", cycle), wrapped(s.lanes[lane].sumOut, 24));
            QCOMPARE(vcd.at(l + "saturated", cycle), std::int64_t{s.lanes[lane].saturated});
            QCOMPARE(vcd.at("chip.collector.entry3.sum" + std::to_string(lane), cycle), wrapped(s.collector[3][lane], 24));
            QCOMPARE(vcd.at("chip.position.tile", cycle), s.executed.tile);
            QCOMPARE(vcd.at("chip.ppu.stage2_relu.value" + std::to_string(lane), cycle), wrapped(s.ppu[2].values[lane], 40));
            QCOMPARE(vcd.at("chip.output.address", cycle), wrapped(s.outputAddress, 10));
        }
    }

    void converterReadsIt()
    {
        if (QStandardPaths::findExecutable("vcd2fst").isEmpty()) {
            QSKIP("GTKWave's vcd2fst is not installed");
        }
        Simulator simulator = simulatorOf(4);
        const ValueChanges changes = valueChanges(simulator, 0, 200, {"lanes", "position"}, "t.vcd");
        QVERIFY(changes.gtkw.find("[dumpfile] \"t.vcd\"") != std::string::npos);
        QVERIFY(changes.gtkw.find("@420\nchip.lanes.lane0.sum_out[23:0]\n") != std::string::npos);
        QTemporaryDir folder;
        QFile file(folder.path() + "/t.vcd");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(changes.vcd.c_str());
        file.close();
        QProcess process;
        process.start("vcd2fst", {file.fileName(), folder.path() + "/t.fst"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(QFile(folder.path() + "/t.fst").size() > 100);
        // What GTKWave then shows, at 100 random cycles.
        process.start("fst2vcd", {"-f", folder.path() + "/t.fst", "-o", folder.path() + "/back.vcd"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QFile back(folder.path() + "/back.vcd");
        QVERIFY(back.open(QIODevice::ReadOnly));
        const VcdReader vcd(back.readAll().toStdString());
        Random random(6);
        for (int i = 0; i < 100; ++i) {
            const std::int64_t cycle = random.between(0, 200);
            simulator.seek(cycle + 1);
            const Snapshot s = simulator.snapshot();
            const auto lane = static_cast<std::size_t>(random.below(16));
            const std::string l = "chip.lanes.lane" + std::to_string(lane) + ".";
            QCOMPARE(vcd.at(l + "tree", cycle), wrapped(s.lanes[lane].tree, 21));
            QCOMPARE(vcd.at(l + "sum_in", cycle), wrapped(s.lanes[lane].sumIn, 24));
            QCOMPARE(vcd.at(l + "sum_out", cycle), wrapped(s.lanes[lane].sumOut, 24));
            QCOMPARE(vcd.at("chip.position.k", cycle), s.executed.k);
        }
    }

    void rangesAndNamesAreChecked()
    {
        Simulator simulator = simulatorOf(5);
        using vsq::test::messageOf;
        const std::string last = std::to_string(simulator.totalCycles() - 1);
        QCOMPARE(messageOf([&] { (void)valueChanges(simulator, -1, 5, {}, "t.vcd"); }),
                 "value changes: first cycle: expected 0 .. " + last + ", found -1");
        QCOMPARE(messageOf([&] { (void)valueChanges(simulator, 7, 5, {}, "t.vcd"); }),
                 "value changes: last cycle: expected 7 .. " + last + ", found 5");
        QVERIFY(messageOf([&] { (void)valueChanges(simulator, 0, 5, {"lane"}, "t.vcd"); }).find("nearest: lanes")
                != std::string::npos);
    }
};

VSQ_TEST(ValueChangesTest)
#include "valuechanges.moc"
