// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's counts and spans, from the schedule, against what the stepped chip does in each cycle.
#include "core/chip/timeline.h"

#include "core/chip/simulator.h"
#include "tests/core/chip/randomlayer.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

bool uses(const Snapshot &s, Memory memory, bool write)
{
    return std::any_of(s.accesses.begin(), s.accesses.end(), [&](const Access &access) { // emptying takes no port
        return access.memory == memory && access.write == write && !access.clear;
    });
}

bool isActive(Activity activity, const Snapshot &s)
{
    switch (activity) {
    case Activity::Fill: return s.executed.phase == Phase::Fill;
    case Activity::Compute: return s.executed.phase == Phase::Compute;
    case Activity::Drain: return s.executed.phase == Phase::Drain;
    case Activity::StallA: return s.stallCause == "A";
    case Activity::StallB: return s.stallCause == "B";
    case Activity::StallOutput: return s.stallCause == "output";
    case Activity::ABufferRead: return uses(s, Memory::ABuffer, false);
    case Activity::BBufferRead: return uses(s, Memory::BBuffer, false);
    case Activity::CollectorRead: return uses(s, Memory::Collector, false);
    case Activity::CollectorWrite: return uses(s, Memory::Collector, true);
    case Activity::VsqWrite: return uses(s, Memory::VsqBuffer, true);
    case Activity::VsqRead: return uses(s, Memory::VsqBuffer, false);
    case Activity::OutputWrite: return uses(s, Memory::OutputBuffer, true) || uses(s, Memory::SoftmaxPort, true);
    case Activity::Ppu: break;
    }
    return false;
}

} // namespace

class TimelineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsAreThoseOfTheSteppedChip()
    {
        for (std::uint64_t seed = 1; seed <= 14; ++seed) {
            const RandomLayer layer(seed);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            const LayerTimes times(context);
            const Timeline timeline(times);
            std::vector<std::array<std::int64_t, kActivities>> before(1);
            Simulator simulator(layer.operands, layer.config, layer.plan, layer.ppu);
            std::vector<bool> ppu;
            while (simulator.step()) {
                const Snapshot s = simulator.snapshot();
                before.push_back(before.back());
                for (int i = 0; i < kActivities; ++i) {
                    before.back()[static_cast<std::size_t>(i)] += isActive(static_cast<Activity>(i), s) ? 1 : 0;
                }
                const bool busy = std::any_of(s.ppu.begin(), s.ppu.end(), [](const PpuStage &stage) { return stage.valid; })
                                  || s.outputQueue > 0;
                ppu.push_back(busy);
            }
            Random random(seed);
            const std::int64_t total = timeline.totalCycles();
            for (int i = 0; i < 60; ++i) {
                const std::int64_t from = random.between(0, total);
                const std::int64_t to = random.between(from, total);
                for (int a = 0; a < kActivities; ++a) {
                    const auto activity = static_cast<Activity>(a);
                    const auto at = static_cast<std::size_t>(a);
                    if (activity == Activity::Ppu) {
                        continue;
                    }
                    const std::int64_t expected = before[static_cast<std::size_t>(to)][at]
                                                  - before[static_cast<std::size_t>(from)][at];
                    QVERIFY2(timeline.count(activity, from, to) == expected,
                             qPrintable(QString("seed %1 %2 %3..%4: %5, stepping %6")
                                            .arg(seed)
                                            .arg(QString::fromUtf8(nameOf(activity).data()))
                                            .arg(from)
                                            .arg(to)
                                            .arg(timeline.count(activity, from, to))
                                            .arg(expected)));
                }
            }
            for (std::int64_t cycle = 0; cycle < total; ++cycle) {
                if (ppu[static_cast<std::size_t>(cycle)]) { // in a subtile's last cycle the unit is emptied
                    QVERIFY2(timeline.count(Activity::Ppu, cycle, cycle + 1) == 1,
                             qPrintable(QString("seed %1 cycle %2").arg(seed).arg(cycle)));
                }
            }
        }
    }

    void spansAreTheTilesAndPasses()
    {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const RandomLayer layer(seed);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            const LayerTimes times(context);
            const Timeline timeline(times);
            const std::int64_t total = timeline.totalCycles();
            Random random(seed);
            for (int i = 0; i < 30; ++i) {
                const std::int64_t from = random.between(0, total - 1);
                const std::int64_t to = random.between(from + 1, total);
                for (const auto part : {Timeline::Part::Tile, Timeline::Part::Pass, Timeline::Part::Subtile}) {
                    const auto spans = timeline.spans(part, from, to, 100000);
                    for (const TimelineSpan &span : spans) {
                        QVERIFY(span.begin < to && span.end > from - 1 && span.begin < span.end);
                    }
                }
                const Position at = context.positionAt(from);
                if (at.phase == Phase::Compute) {
                    const TimelineSpan tile = timeline.spans(Timeline::Part::Tile, from, from + 1, 1).at(0);
                    QCOMPARE(tile.index, at.tile);
                    QVERIFY(tile.m == at.m && tile.n == at.n && tile.begin <= from && tile.end > from);
                    const TimelineSpan pass = timeline.spans(Timeline::Part::Pass, from, from + 1, 1).at(0);
                    QCOMPARE(pass.index, at.k);
                    QVERIFY(pass.begin <= from && pass.end > from);
                }
            }
            QVERIFY(timeline.spans(Timeline::Part::Pass, 0, total, 0).empty());
        }
    }

    /// Two thousand columns of all lanes of a layer of two million cycles.
    void longLayersAreCountedAsFastAsShortOnes()
    {
        Random random(1);
        ChipConfig config;
        ProductShape shape{.m = 4096, .n = 512, .k = 1024, .mode = Mode::Vsq, .output = OutputFormat::Vsq, .convolution = {}};
        auto operands = std::make_shared<Operands>();
        *operands = *randomOperands(random, Mode::Vsq, 4096, 512, 1024);
        PpuSettings ppu;
        ppu.output = OutputFormat::Vsq;
        const LayerContext context(operands, config, plan(shape, config), ppu);
        const LayerTimes times(context);
        QElapsedTimer clock;
        clock.start();
        const Timeline timeline(times);
        const qint64 made = clock.restart();
        const std::int64_t total = timeline.totalCycles();
        QVERIFY(total > 2000000);
        for (int i = 0; i < 2000; ++i) {
            for (int a = 0; a < kActivities; ++a) {
                (void)timeline.count(static_cast<Activity>(a), total * i / 2000, total * (i + 1) / 2000);
            }
        }
        const qint64 counted = clock.elapsed();
        qInfo("made in %lld ms, counted in %lld ms", made, counted);
        QVERIFY(counted < 200); // 10 ms on an idle machine
    }
};

VSQ_TEST(TimelineTest)
#include "timeline.moc"
