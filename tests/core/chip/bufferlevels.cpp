// SPDX-License-Identifier: GPL-3.0-or-later
// How full the snapshot says the buffers are, while operands stream and while they are preloaded.
#include "core/chip/simulator.h"

#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <map>
#include <set>

using namespace vsq;

namespace {

std::map<Memory, BufferLevel> levelsOf(const Snapshot &snapshot)
{
    std::map<Memory, BufferLevel> levels;
    for (const BufferLevel &level : snapshot.levels) {
        levels[level.memory] = level;
    }
    return levels;
}

/// Wrong sums of a level, or one that shrank; empty: fine.
std::string broken(const BufferLevel &now, const BufferLevel &before)
{
    if (now.filled - now.consumed != now.words || now.words < 0 || now.words > now.capacity
        || now.free() != now.capacity - now.words) {
        return "inconsistent";
    }
    return now.filled < before.filled || now.consumed < before.consumed ? "went back" : "";
}

} // namespace

class BufferLevelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void streamedWordsArriveAtTheChannelsRate()
    {
        // Half a word a cycle: 16 words of A (one a bank), then B's 16.
        Random random(3);
        ChipConfig config;
        config.operandSupply = ChipConfig::Operands::Streaming;
        config.streamBytesPerCycle = 16.5;
        config.fillDrainCycles = 0;
        config.sramReadLatency = 0;
        Simulator simulator(test::randomOperands(random, Mode::Int4, 16, 16, 64), config);
        do {
            const std::int64_t cycle = simulator.position().cycle;
            const auto levels = levelsOf(simulator.snapshot());
            const BufferLevel &a = levels.at(Memory::ABuffer);
            const BufferLevel &b = levels.at(Memory::BBuffer);
            QCOMPARE(a.filled, cycle >= 32 ? 1 : 0);
            QCOMPARE(b.filled, std::clamp<std::int64_t>((cycle - 32) / 2, 0, 16));
            QCOMPARE(a.free(), 128 - a.words);
            QCOMPARE(b.consumed, simulator.done() ? 16 : 0); // the whole pass is one vector of all columns
        } while (simulator.step());
    }

    void levelsHoldTogetherInEveryCycle_data()
    {
        QTest::addColumn<bool>("streaming");
        QTest::newRow("preloaded") << false;
        QTest::newRow("streaming") << true;
    }
    void levelsHoldTogetherInEveryCycle()
    {
        QFETCH(bool, streaming);
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Random random(seed);
            ChipConfig config;
            config.aBankEntries = 24;
            config.bBufferEntries = 60;
            config.scaleEntries = 4;
            config.outputWords = 96;
            config.operandSupply = streaming ? ChipConfig::Operands::Streaming : ChipConfig::Operands::Preloaded;
            config.streamBytesPerCycle = static_cast<double>(random.between(20, 90));
            config.outputBytesPerCycle = static_cast<double>(random.between(2, 30));
            PpuSettings settings;
            settings.output = std::array{OutputFormat::Vsq, OutputFormat::Int8, OutputFormat::Int4,
                                         OutputFormat::Softmax}[random.below(4)];
            settings.truncShift = 6;
            const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
            const auto operands = test::randomOperands(random, mode, random.between(17, 120), random.between(1, 50),
                                                       random.between(1, 250));
            Simulator simulator(operands, config, settings);
            if (!simulator.ppu()) {
                continue;
            }
            Simulator jumping(operands, config, settings);
            std::map<Memory, BufferLevel> before;
            std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> needed; // words of B used, by subtile
            std::int64_t usedInSubtile = 0;
            std::int64_t subtile = 0;
            std::int64_t consumedAtStart = 0;
            do {
                const Snapshot snapshot = simulator.snapshot();
                const auto levels = levelsOf(snapshot);
                const QString where = QString("seed %1 cycle %2").arg(seed).arg(snapshot.next.cycle);
                QCOMPARE(levels.contains(Memory::VsqBuffer), settings.output == OutputFormat::Vsq);
                QCOMPARE(levels.contains(Memory::OutputBuffer), settings.output != OutputFormat::Softmax);
                QVERIFY(levels.contains(Memory::ScaleBuffer) && levels.contains(Memory::BiasBuffer));
                for (const auto &[memory, level] : levels) {
                    const std::string problem = broken(level, before[memory]);
                    QVERIFY2(problem.empty(), qPrintable(where + ": " + nameOf(memory).data() + " " + problem.c_str()));
                    before[memory] = level;
                }
                if (snapshot.executed.cycle >= 0 && snapshot.executed.subtile != subtile) {
                    subtile = snapshot.executed.subtile;
                    needed.clear();
                }
                if (snapshot.executed.cycle >= 0 && snapshot.executed.phase == Phase::Compute) {
                    // A word that was used has arrived: of this subtile's, no more are used than ever came.
                    needed.insert({snapshot.executed.subtile, snapshot.executed.n + snapshot.executed.a, snapshot.executed.k});
                    usedInSubtile = static_cast<std::int64_t>(needed.size());
                    QVERIFY2(usedInSubtile <= levels.at(Memory::BBuffer).filled, qPrintable(where));
                }
                consumedAtStart = levels.at(Memory::BBuffer).consumed;
                if (snapshot.next.cycle % 37 == 0) {
                    jumping.seek(snapshot.next.cycle);
                    QVERIFY2(jumping.snapshot().levels == snapshot.levels, qPrintable(where));
                }
            } while (simulator.step());
            if (streaming) { // all that came is used up
                QCOMPARE(before.at(Memory::ABuffer).words, 0);
                QCOMPARE(before.at(Memory::BBuffer).words, 0);
                const PortCount &b = simulator.counters().memories[static_cast<std::size_t>(Memory::BBuffer)];
                QCOMPARE(before.at(Memory::BBuffer).filled, b.writes);
                QCOMPARE(consumedAtStart, b.writes);
            }
        }
    }
};

VSQ_TEST(BufferLevelsTest)
#include "bufferlevels.moc"
