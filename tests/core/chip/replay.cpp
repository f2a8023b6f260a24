// SPDX-License-Identifier: GPL-3.0-or-later
// Forwards and backwards: wherever the simulator comes from, a cycle's state is the same.
#include "core/chip/simulator.h"

#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using test::Data;

namespace {

/// Small buffers, so that a small product has many subtiles.
ChipConfig smallBuffers()
{
    ChipConfig config;
    config.aBankEntries = 8;
    config.bBufferEntries = 100;
    config.scaleEntries = 2;
    return config;
}

} // namespace

class ReplayTest : public QObject {
    Q_OBJECT

    struct Trace {
        std::vector<std::uint64_t> hashes; ///< before each cycle
        std::vector<std::vector<EventKind>> events;
    };

    static Trace traceOf(Simulator &simulator)
    {
        Trace trace;
        trace.hashes.push_back(simulator.stateHash());
        while (simulator.step()) {
            trace.hashes.push_back(simulator.stateHash());
            std::vector<EventKind> kinds;
            for (const Event &event : simulator.events()) {
                kinds.push_back(event.kind);
            }
            trace.events.push_back(kinds);
        }
        return trace;
    }

private Q_SLOTS:
    void seekIsStepping_data()
    {
        QTest::addColumn<std::string>("settings");
        QTest::newRow("default") << std::string();
        QTest::newRow("no overhead") << std::string("fillDrainCycles=0");
        QTest::newRow("short drain") << std::string("fillDrainCycles=6");
        QTest::newRow("odd drain") << std::string("fillDrainCycles=1");
        QTest::newRow("shallow collector") << std::string("collectorEntries=5");
        QTest::newRow("few lanes") << std::string("lanes=7");
    }

    void seekIsStepping()
    {
        QFETCH(std::string, settings);
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            Random random(seed);
            const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
            const auto operands = test::randomOperands(random, mode, random.between(1, 60), random.between(1, 40),
                                                       random.between(1, 400), Data::SmallScales);
            ChipConfig config = smallBuffers();
            if (!settings.empty()) {
                setField(config, settings);
            }
            Simulator stepped(operands, config);
            const Trace trace = traceOf(stepped);
            Simulator simulator(operands, config);
            const std::int64_t total = simulator.totalCycles();
            QCOMPARE(std::int64_t(trace.hashes.size()), total + 1);
            for (int jump = 0; jump < 300; ++jump) {
                const std::int64_t cycle = random.between(0, total);
                simulator.seek(cycle);
                const std::string where = "seed " + std::to_string(seed) + ", cycle " + std::to_string(cycle);
                QVERIFY2(simulator.position().cycle == cycle, where.c_str());
                QVERIFY2(simulator.stateHash() == trace.hashes[static_cast<std::size_t>(cycle)], where.c_str());
                const std::size_t events = cycle == 0 ? 0 : trace.events[static_cast<std::size_t>(cycle - 1)].size();
                QVERIFY2(simulator.events().size() == events, where.c_str());
                if (jump % 50 == 0) {
                    Simulator fresh(operands, config);
                    fresh.seek(cycle);
                    QVERIFY2(fresh.stateHash() == trace.hashes[static_cast<std::size_t>(cycle)], where.c_str());
                }
            }
        }
    }

    void randomWalksComeBack()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Random random(seed);
            const auto operands = test::randomOperands(random, Mode::Vsq, 40, 37, 300);
            Simulator simulator(operands, smallBuffers());
            Simulator other(operands, smallBuffers());
            const Trace trace = traceOf(other);
            const auto at = [&] { return static_cast<std::size_t>(simulator.position().cycle); };
            for (int walk = 0; walk < 60; ++walk) {
                const auto steps = random.between(1, 40);
                const bool forwards = random.below(2) == 0;
                for (std::int64_t i = 0; i < steps; ++i) {
                    forwards ? simulator.step() : simulator.stepBack();
                }
                QVERIFY2(simulator.stateHash() == trace.hashes[at()], qPrintable(QString("seed %1 walk %2").arg(seed).arg(walk)));
                if (walk % 10 == 0) {
                    simulator.seek(random.between(0, simulator.totalCycles()));
                }
            }
        }
    }

    void stepBackUndoesEveryGranularity_data()
    {
        QTest::addColumn<std::string>("settings");
        for (const char *settings : {"", "operandSupply=streaming streamBytesPerCycle=25", "aPrefetch=false",
                                     "aLoadCycles=9 collectorEntries=9", "firstPassForcedZero=false",
                                     "operandSupply=streaming streamBytesPerCycle=300 outputBytesPerCycle=1 outputWords=20"}) {
            QTest::newRow(settings) << std::string(settings);
        }
    }
    void stepBackUndoesEveryGranularity()
    {
        QFETCH(std::string, settings);
        ChipConfig config = smallBuffers();
        for (const QString &setting : QString::fromStdString(settings).split(' ', Qt::SkipEmptyParts)) {
            setField(config, setting.toStdString());
        }
        Random random(9);
        const auto operands = test::randomOperands(random, Mode::Int8, 40, 37, 200);
        PpuSettings ppu;
        ppu.output = OutputFormat::Int8;
        for (const auto unit : {Simulator::Unit::Cycle, Simulator::Unit::Vector, Simulator::Unit::Tile, Simulator::Unit::Subtile,
                                Simulator::Unit::Layer}) {
            Simulator simulator(operands, config, ppu);
            QVERIFY(simulator.ppu().has_value());
            QVERIFY(simulator.plan().subtiles.size() > 1);
            QCOMPARE(simulator.schedule().hasStalls(), !settings.empty());
            std::vector<std::uint64_t> hashes{simulator.stateHash()};
            std::vector<std::int64_t> cycles{0};
            while (!simulator.done()) {
                simulator.stepUnit(unit);
                hashes.push_back(simulator.stateHash());
                cycles.push_back(simulator.position().cycle);
            }
            for (std::size_t i = hashes.size() - 1; i-- > 0;) {
                simulator.stepUnitBack(unit);
                QCOMPARE(simulator.position().cycle, cycles[i]);
                QCOMPARE(simulator.stateHash(), hashes[i]);
            }
        }
    }

    void unitsBeginWhereTheyShould()
    {
        Random random(3);
        // 2 M-tiles, 17 columns, 2 vectors: tiles of 32 and 2 cycles.
        Simulator simulator(test::randomOperands(random, Mode::Vsq, 32, 17, 128), {});
        const auto go = [&](Simulator::Unit unit) {
            simulator.stepUnit(unit);
            return simulator.position().cycle;
        };
        QCOMPARE(go(Simulator::Unit::Vector), 20);
        QCOMPARE(go(Simulator::Unit::Vector), 36);
        QCOMPARE(go(Simulator::Unit::Cycle), 37);
        QCOMPARE(go(Simulator::Unit::Vector), 52);
        QCOMPARE(go(Simulator::Unit::Vector), 53);
        QCOMPARE(go(Simulator::Unit::Tile), 54);
        QCOMPARE(go(Simulator::Unit::Tile), 86);
        QCOMPARE(go(Simulator::Unit::Tile), 20 + 68 + 20);
        QVERIFY(simulator.done());
        simulator.stepUnitBack(Simulator::Unit::Tile);
        QCOMPARE(simulator.position().cycle, 86);
        simulator.step();
        simulator.stepUnitBack(Simulator::Unit::Tile);
        QCOMPARE(simulator.position().cycle, 86);
        simulator.stepUnitBack(Simulator::Unit::Subtile);
        QCOMPARE(simulator.position().cycle, 0);
    }

    void runUntilStopsWhereSteppingDoes()
    {
        Random random(4);
        const auto operands = test::randomOperands(random, Mode::Vsq, 20, 20, 128);
        Simulator simulator(operands, {});
        const auto predicate = [](const Simulator &s) { return s.position().m == 16 && s.position().k == 1; };
        QVERIFY(simulator.runUntil(predicate));
        Simulator stepped(operands, {});
        while (!predicate(stepped)) {
            QVERIFY(stepped.step());
        }
        QCOMPARE(simulator.stateHash(), stepped.stateHash());
        QVERIFY(!simulator.runUntil([](const Simulator &) { return false; }));
        QVERIFY(simulator.done());
        QVERIFY(!simulator.step());

        std::stop_source source;
        source.request_stop();
        Simulator stopped(operands, {});
        QVERIFY(!stopped.runUntil([](const Simulator &) { return false; }, source.get_token()));
        QVERIFY(!stopped.done());
    }

    void eventsAreFoundBothWays()
    {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Random random(seed);
            const auto operands = test::randomOperands(random, Mode::Vsq, 20, 20, 200,
                                                       seed == 1 ? Data::Saturating : Data::Plain);
            ChipConfig config = smallBuffers();
            Simulator simulator(operands, config);
            const Trace trace = traceOf(simulator);
            for (const EventKind kind : {EventKind::Saturation, EventKind::ZeroScale, EventKind::ScaleRoundedToZero,
                                         EventKind::Stall, EventKind::TileDone, EventKind::SubtileDone, EventKind::LayerDone}) {
                std::vector<std::int64_t> cycles;
                for (std::size_t c = 0; c < trace.events.size(); ++c) {
                    if (std::find(trace.events[c].begin(), trace.events[c].end(), kind) != trace.events[c].end()) {
                        cycles.push_back(static_cast<std::int64_t>(c));
                    }
                }
                for (int probe = 0; probe < 40; ++probe) {
                    const std::int64_t from = random.between(0, simulator.totalCycles());
                    const auto next = std::lower_bound(cycles.begin(), cycles.end(), from);
                    const std::int64_t after = next == cycles.end() ? -1 : *next;
                    const std::int64_t before = next == cycles.begin() ? -1 : *(next - 1);
                    const QString where = QString("seed %1, %2 from %3").arg(seed).arg(nameOf(kind).data()).arg(from);
                    QVERIFY2(simulator.nextEvent(kind, from).value_or(-1) == after, qPrintable(where));
                    QVERIFY2(simulator.previousEvent(kind, from).value_or(-1) == before, qPrintable(where));
                }
            }
        }
    }
};

VSQ_TEST(ReplayTest)
#include "replay.moc"
