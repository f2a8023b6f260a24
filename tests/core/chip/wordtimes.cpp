// SPDX-License-Identifier: GPL-3.0-or-later
// Written by and read by, from the schedule: the cycles in which stepping sees the ports used.
#include "core/chip/wordtimes.h"

#include "core/base/error.h"
#include "core/chip/simulator.h"
#include "tests/core/chip/randomlayer.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace vsq;
using vsq::test::RandomLayer;

namespace {

using Key = std::tuple<Memory, std::int64_t, std::int64_t>;
struct Seen {
    std::vector<std::int64_t> reads;
    std::vector<std::int64_t> writes;
};

std::string textOf(const std::vector<std::int64_t> &cycles)
{
    std::string text;
    for (std::size_t i = 0; i < cycles.size() && i < 20; ++i) {
        text += std::to_string(cycles[i]) + " ";
    }
    return text + "of " + std::to_string(cycles.size());
}

} // namespace

class WordTimesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void portsAreUsedWhenSteppingSeesThem()
    {
        for (std::uint64_t seed = 1; seed <= 14; ++seed) {
            const RandomLayer layer(seed);
            Simulator simulator(layer.operands, layer.config, layer.plan, layer.ppu);
            std::map<Key, Seen> seen;
            while (simulator.step()) {
                const Snapshot snapshot = simulator.snapshot();
                for (const Access &access : snapshot.accesses) {
                    const bool banked = access.memory == Memory::ABuffer;
                    Seen &word = seen[{access.memory, banked ? access.bank : 0, access.address}];
                    std::vector<std::int64_t> &cycles = access.write ? word.writes : word.reads;
                    if (cycles.empty() || cycles.back() != snapshot.executed.cycle) {
                        cycles.push_back(snapshot.executed.cycle);
                    }
                }
            }
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            const LayerTimes times(context);
            for (const auto &[key, word] : seen) {
                const auto [memory, bank, address] = key;
                if (memory == Memory::SoftmaxPort || memory == Memory::SoftmaxState) {
                    continue;
                }
                const WordTimes found(times, {.memory = memory, .bank = bank, .address = address});
                const QString where =
                    QString("seed %1, %2: ").arg(seed).arg(QString::fromStdString(toText({memory, bank, address})));
                const bool filled = memory == Memory::ABuffer || memory == Memory::BBuffer || memory == Memory::ScaleBuffer
                                    || memory == Memory::BiasBuffer; // written in the fill, which no port shows
                const bool streams = layer.config.operandSupply == ChipConfig::Operands::Streaming;
                if (!filled && !(streams && memory == Memory::OutputBuffer)) {
                    QVERIFY2(found.writes() == word.writes,
                             qPrintable(where
                                        + QString::fromStdString("written " + textOf(found.writes()) + ", stepping "
                                                                 + textOf(word.writes))));
                }
                if (memory != Memory::ARegister && memory != Memory::OutputBuffer) {
                    QVERIFY2(found.reads() == word.reads,
                             qPrintable(
                                 where
                                 + QString::fromStdString("read " + textOf(found.reads()) + ", stepping " + textOf(word.reads))));
                }
            }
        }
    }

    /// Whatever is seen to change in the collector or in the VSQ buffer, a write is named for it; emptying is one too.
    void nothingChangesInACycleThatDoesNotWrite()
    {
        int emptied = 0;
        for (std::uint64_t seed = 1; seed <= 24; ++seed) {
            RandomLayer layer(seed);
            layer.config.firstPassForcedZero = seed % 3 != 1;
            layer.config.fillDrainCycles = seed % 4 == 1 ? static_cast<int>(seed % 7) * 4 : layer.config.fillDrainCycles;
            layer.config.fillDrainCyclesVsq = seed % 4 == 2 ? static_cast<int>(seed % 7) * 5 : layer.config.fillDrainCyclesVsq;
            layer.plan = plan(layer.plan.shape, layer.config);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            const LayerTimes times(context);
            std::vector<WordTimes> entries;
            std::vector<WordTimes> rows;
            for (std::int64_t i = 0; i < layer.config.collectorEntries; ++i) {
                entries.emplace_back(times, ChipWord{.memory = Memory::Collector, .address = i});
                rows.emplace_back(times, ChipWord{.memory = Memory::VsqBuffer, .address = i});
            }
            Simulator simulator(layer.operands, layer.config, layer.plan, layer.ppu);
            Snapshot before = simulator.snapshot();
            while (simulator.step()) {
                const Snapshot now = simulator.snapshot();
                const std::int64_t cycle = now.executed.cycle;
                const auto named = [cycle](const std::vector<std::int64_t> &cycles) {
                    return std::binary_search(cycles.begin(), cycles.end(), cycle);
                };
                for (std::size_t i = 0; i < entries.size(); ++i) {
                    const QString where = QString("seed %1, cycle %2, entry or row %3").arg(seed).arg(cycle).arg(i);
                    const bool changed = now.collector[i] != before.collector[i]
                                         || now.collectorValid[i] != before.collectorValid[i];
                    QVERIFY2(!changed || named(entries[i].writes()), qPrintable(where));
                    if (named(entries[i].clears())) {
                        const bool refilled = now.executed.phase == Phase::Compute
                                              && now.executed.a == static_cast<std::int64_t>(i)
                                              && now.collectorValid[i]; // read out, emptied and begun again in one cycle
                        const std::array<std::int32_t, kLanes> nothing{};
                        QVERIFY2(refilled || now.collector[i] == nothing, qPrintable(where));
                        ++emptied;
                    }
                    const bool isWhole = layer.config.vsqTilesInside; // else rows are columns, of which a window is shown
                    const bool moved = now.vsqBuffer[i] != before.vsqBuffer[i] || now.vsqSegments[i] != before.vsqSegments[i];
                    QVERIFY2(!isWhole || !moved || named(rows[i].writes()), qPrintable(where));
                    if (named(rows[i].clears())) {
                        QVERIFY2(!isWhole || now.vsqSegments[i] == 0, qPrintable(where));
                    }
                }
                before = now;
            }
        }
        QVERIFY(emptied > 1000);
    }

    void lastWriteAndNextReadAreTheNeighbours()
    {
        const RandomLayer layer(1);
        const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
        const LayerTimes times(context);
        const WordTimes entry(times, {.memory = Memory::Collector, .address = 0});
        const std::int64_t first = entry.writes().front();
        QVERIFY(!entry.lastWrite(first - 1).has_value());
        QCOMPARE(entry.lastWrite(first).value(), first);
        QCOMPARE(entry.nextRead(first - 1).value(), entry.reads().front());
        QVERIFY(!entry.nextRead(entry.reads().back()).has_value());
    }

    void aBufferIsWrittenBeforeItIsRead()
    {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const RandomLayer layer(seed);
            const LayerContext context(layer.operands, layer.config, layer.plan, layer.ppu);
            const LayerTimes times(context);
            for (const ChipWord &word : {ChipWord{Memory::ABuffer, 0, 0}, ChipWord{Memory::BBuffer, 0, 3}}) {
                const WordTimes found(times, word);
                QVERIFY(found.writes().empty() == found.reads().empty());
                QVERIFY(found.reads().empty() || found.lastWrite(found.reads().front()).has_value());
            }
        }
    }

    void namesAreReadAndRefused()
    {
        const ChipConfig config;
        for (const char *text :
             {"a-buffer:3:17", "b-buffer:2047", "a-register:15", "collector:0", "output-buffer:511", "vsq-buffer:7"}) {
            QCOMPARE(toText(chipWordFromText(text, config)), std::string(text));
        }
        using vsq::test::messageOf;
        QCOMPARE(messageOf([&] { (void)chipWordFromText("collector:16", config); }),
                 std::string("word: address: expected 0 .. 15, found 16"));
        QCOMPARE(messageOf([&] { (void)chipWordFromText("a-buffer:16:0", config); }),
                 std::string("word: bank: expected 0 .. 15, found 16"));
        QVERIFY(messageOf([&] { (void)chipWordFromText("stack:1", config); }).find("output-buffer") != std::string::npos);
        QVERIFY(messageOf([&] { (void)chipWordFromText("collector:x", config); }) != "no error");
    }
};

VSQ_TEST(WordTimesTest)
#include "wordtimes.moc"
