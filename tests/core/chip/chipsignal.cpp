// SPDX-License-Identifier: GPL-3.0-or-later
// Signals by name, read from snapshots and, without snapshots, from the running state: the same values in every cycle.
#include "core/chip/chipsignal.h"

#include "core/base/error.h"
#include "core/chip/breakpoint.h"
#include "core/chip/signalreader.h"
#include "core/chip/simulator.h"
#include "core/chip/valuecondition.h"
#include "core/chip/valuehistory.h"
#include "tests/core/chip/randomlayer.h"
#include "tests/support/errors.h"
#include "tests/support/processortime.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <ctime>
#include <utility>

using namespace vsq;
using namespace vsq::test;

namespace {

ChipSignal randomSignal(Random &random)
{
    ChipSignal signal;
    signal.kind = static_cast<ChipSignal::Kind>(random.below(ChipSignal::kKinds));
    signal.lane = static_cast<int>(random.below(16));
    signal.entry = static_cast<int>(random.below(16));
    signal.element = static_cast<int>(random.below(64));
    signal.stage = static_cast<int>(random.below(6));
    return signal;
}

} // namespace

class ChipSignalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreReadAndRefused()
    {
        for (const char *text : {"tree:3", "p8:0", "term:15", "sum:7", "collector:5:3", "a:3:17", "b:63", "product:0:1",
                                 "a-scale:2", "b-scale", "ppu:5:9"}) {
            QCOMPARE(toText(chipSignalFromText(text)), std::string(text));
        }
        QCOMPARE(messageOf([] { (void)chipSignalFromText("tree:16"); }),
                 std::string("signal: lane: expected 0 .. 15, found '16'"));
        QCOMPARE(messageOf([] { (void)chipSignalFromText("tree"); }),
                 std::string("signal: tree: expected tree:LANE, found 'tree'"));
        QCOMPARE(messageOf([] { (void)chipSignalFromText("collector:1:any"); }),
                 std::string("signal: lane: expected 0 .. 15, found 'any'"));
        QVERIFY(messageOf([] { (void)chipSignalFromText("summ:3"); }).find("collector:ENTRY:LANE") != std::string::npos);
        for (const char *text : {"sum:any >= 4194304", "tree:3 != -5", "collector:0:1 < 0"}) {
            QCOMPARE(toText(valueConditionFromText(text)), std::string(text));
        }
        QCOMPARE(toText(valueConditionFromText("b-scale==0")), std::string("b-scale = 0"));
        QVERIFY(messageOf([] { (void)valueConditionFromText("sum:3 > x"); }).find("whole number") != std::string::npos);
        QVERIFY(messageOf([] { (void)valueConditionFromText("sum:3"); }).find("comparison") != std::string::npos);
        QVERIFY(messageOf([] { (void)valueConditionFromText("sum:3 <> 4"); }).find("comparison") != std::string::npos);
    }

    /// The reader from any cycle on, against the snapshots of a stepped chip.
    void readerSeesWhatSnapshotsShow()
    {
        std::array<int, ChipSignal::kKinds> seen{};
        for (std::uint64_t seed = 1; seed <= 14; ++seed) {
            const RandomLayer layer(seed);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            Simulator simulator(layer.operands, layer.config, layer.plan, layer.ppu);
            Random random(seed);
            std::vector<ChipSignal> watched;
            for (int i = 0; i < 40; ++i) {
                watched.push_back(randomSignal(random));
            }
            SignalReader reader(context);
            for (int start = 0; start < 6; ++start) {
                const auto from = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(simulator.totalCycles())));
                reader.seek(from);
                simulator.seek(from);
                for (int i = 0; i < 60 && simulator.step(); ++i) {
                    QVERIFY(reader.step());
                    const Snapshot snapshot = simulator.snapshot();
                    QCOMPARE(reader.executed().cycle, snapshot.executed.cycle);
                    for (const ChipSignal &signal : watched) {
                        const auto expected = valueOf(signal, snapshot);
                        const auto found = reader.value(signal);
                        QVERIFY2(found == expected, qPrintable(QString("seed %1 cycle %2 %3: %4, snapshot %5")
                                                                   .arg(seed)
                                                                   .arg(snapshot.executed.cycle)
                                                                   .arg(QString::fromStdString(toText(signal)))
                                                                   .arg(found.value_or(-1))
                                                                   .arg(expected.value_or(-1))));
                        seen[static_cast<std::size_t>(signal.kind)] += expected ? 1 : 0;
                    }
                }
            }
        }
        QVERIFY(*std::min_element(seen.begin(), seen.end()) > 0);
    }

    void historiesHoldWhatSteppingShows()
    {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const RandomLayer layer(seed);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            Random random(seed);
            const std::vector<ChipSignal> watched{{.kind = ChipSignal::Kind::CollectorEntry, .lane = 3, .entry = 0},
                                                  {.kind = ChipSignal::Kind::LaneTree, .lane = 0},
                                                  randomSignal(random)};
            const std::int64_t total = context.schedule().totalCycles();
            const ValueHistory history(context, watched, 0, total);
            std::vector<std::vector<std::optional<std::int64_t>>> values(watched.size());
            std::vector<std::uint32_t> events;
            SignalReader reader(context);
            while (reader.step()) {
                for (std::size_t i = 0; i < watched.size(); ++i) {
                    values[i].push_back(reader.value(watched[i]));
                }
                events.push_back(0);
                for (const Event &event : reader.events()) {
                    events.back() |= 1U << static_cast<unsigned>(event.kind);
                }
            }
            QCOMPARE(static_cast<std::int64_t>(events.size()), total);
            for (int i = 0; i < 200; ++i) {
                const std::int64_t from = random.between(0, total - 1);
                const std::int64_t to = random.between(from + 1, total);
                const std::size_t signal = random.below(watched.size());
                HistorySpan expected;
                std::uint32_t marks = 0;
                for (std::int64_t cycle = from; cycle < to; ++cycle) {
                    const auto &value = values[signal][static_cast<std::size_t>(cycle)];
                    if (value) {
                        expected.low = expected.any ? std::min(expected.low, *value) : *value;
                        expected.high = expected.any ? std::max(expected.high, *value) : *value;
                        expected.last = *value;
                        expected.any = true;
                    }
                    marks |= events[static_cast<std::size_t>(cycle)];
                }
                const HistorySpan found = history.span(signal, from, to);
                QCOMPARE(found.any, expected.any);
                QVERIFY(found.low == expected.low && found.high == expected.high && found.last == expected.last);
                QCOMPARE(history.events(from, to), marks);
                QVERIFY(history.at(signal, from) == values[signal][static_cast<std::size_t>(from)]);
            }
        }
    }

    /// 300,000 cycles of one register; and drawing them looks at few numbers however many there are.
    void aLongHistoryIsReadAndDrawnQuickly()
    {
        Random random(1);
        const auto operands = randomOperands(random, Mode::Vsq, 3072, 128, 768);
        const Simulator simulator(operands, ChipConfig{});
        QVERIFY(simulator.totalCycles() > 290000);
        // Time of the processor: others may run too.
        auto milliseconds = [last = std::clock()]() mutable {
            const std::clock_t before = std::exchange(last, std::clock());
            return 1000 * (last - before) / CLOCKS_PER_SEC;
        };
        const ValueHistory history(simulator.context(), {{.kind = ChipSignal::Kind::CollectorEntry, .lane = 3, .entry = 5}}, 0,
                                   300000);
        const qint64 reading = milliseconds();
        for (int pixel = 0; pixel < 2000; ++pixel) {
            (void)history.span(0, pixel * 150, (pixel + 1) * 150);
        }
        const qint64 drawing = milliseconds();
        qInfo("read in %lld ms, 2000 columns in %lld ms", reading, drawing);
        QVERIFY(static_cast<double>(reading) < 200.0 * test::kPatience);
        QVERIFY(static_cast<double>(drawing) < 50.0 * test::kPatience);
    }

    void breakpointsStopWhereAConditionBecomesTrue()
    {
        int met = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            const RandomLayer layer(seed);
            Random random(seed);
            Breakpoint breakpoint;
            breakpoint.condition = ValueCondition{{.kind = ChipSignal::Kind::LaneTerm, .lane = seed % 2 == 0 ? -1 : 3},
                                                  seed % 3 == 0 ? ValueCondition::Comparison::Less
                                                                : ValueCondition::Comparison::Greater,
                                                  random.between(-2000, 2000)};
            if (seed % 4 == 0) {
                breakpoint.k = 1;
            }
            Simulator simulator(layer.operands, layer.config, layer.plan, layer.ppu);
            std::vector<std::int64_t> stepped;
            bool before = false;
            while (simulator.step() && stepped.size() < 40) {
                const Snapshot snapshot = simulator.snapshot();
                const bool now = holds(*breakpoint.condition, snapshot) && coversPosition(breakpoint, snapshot.executed);
                if (now && !before) {
                    stepped.push_back(snapshot.next.cycle);
                }
                before = now;
            }
            std::vector<std::int64_t> searched;
            std::int64_t from = 0;
            while (searched.size() < stepped.size()) {
                const auto hit = nextBreakpoint(simulator, {breakpoint}, from, simulator.totalCycles());
                QVERIFY(hit.has_value());
                searched.push_back(from = hit->cycle);
            }
            QCOMPARE(searched, stepped);
            met += static_cast<int>(stepped.size());
        }
        QVERIFY(met > 50);
        QCOMPARE(toText(breakpointFromText("k=1,if=sum:any>=5")), std::string("k=1,if=sum:any >= 5"));
    }
};

VSQ_TEST(ChipSignalTest)
#include "chipsignal.moc"
