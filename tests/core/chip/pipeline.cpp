// SPDX-License-Identifier: GPL-3.0-or-later
// The stepped chip with post-processing, stalls and streaming: results, counts and states, whichever way a cycle is reached.
#include "core/chip/simulator.h"

#include "core/base/error.h"
#include "core/chip/ppu.h"
#include "core/chip/referenceproduct.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using test::Data;

namespace {

ChipConfig configured(const std::string &settings)
{
    ChipConfig config;
    for (const QString &setting : QString::fromStdString(settings).split(' ', Qt::SkipEmptyParts)) {
        setField(config, setting.toStdString());
    }
    return config;
}

/// Few entries, so that a small product has many subtiles (and four tiles of rows still fit).
const std::string kSmall = "aBankEntries=24 bBufferEntries=60 scaleEntries=4 outputWords=96 ";

PpuSettings settingsFor(Random &random, OutputFormat output, std::int64_t m)
{
    PpuSettings settings;
    settings.output = output;
    settings.relu = random.below(2) == 0;
    settings.truncShift = static_cast<int>(random.between(0, 12));
    settings.biasShift = static_cast<int>(random.between(0, 12));
    settings.scale.resize(static_cast<std::size_t>(m));
    settings.bias.resize(static_cast<std::size_t>(m));
    for (auto &scale : settings.scale) {
        scale = random.between(0, 64);
    }
    for (auto &bias : settings.bias) {
        bias = random.between(-128, 127);
    }
    return settings;
}

struct Run {
    std::shared_ptr<const Operands> operands;
    PpuSettings settings;
    ChipConfig config;

    [[nodiscard]] Simulator simulator() const { return Simulator(operands, config, settings); }
};

Run randomRun(Random &random, const std::string &settings)
{
    Run run;
    run.config = configured(settings);
    const auto output = std::array{OutputFormat::Vsq, OutputFormat::Int8, OutputFormat::Int4,
                                   OutputFormat::Int8Vector}[random.below(4)];
    const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
    const std::int64_t m = random.between(1, 150);
    run.operands = test::randomOperands(random, mode, m, random.between(1, 60), random.between(1, 300));
    run.settings = settingsFor(random, output, m);
    return run;
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

    static void addSettings()
    {
        QTest::addColumn<std::string>("settings");
        for (const char *settings :
             {"",
              "fillDrainCycles=0 fillDrainCyclesVsq=0 ppuStages=0",
              "fillDrainCycles=9 fillDrainCyclesVsq=9",
              "vsqSegments=4",
              "ppuStages=11",
              "collectorEntries=5",
              "vsqTilesInside=false",
              "outputScaleRepeated=false",
              "aPrefetch=false",
              "aLoadCycles=7",
              "firstPassForcedZero=false",
              "sramReadLatency=3",
              "operandSupply=streaming",
              "operandSupply=streaming streamBytesPerCycle=9 sramReadLatency=3",
              "operandSupply=streaming outputBytesPerCycle=0.5 outputWords=20",
              "operandSupply=streaming firstPassForcedZero=false outputBytesPerCycle=2 outputWords=16 aPrefetch=false",
              "rounding=nearesteven reciprocal=exact",
              "quantizeWith=rounded codeRange=full",
              "int8ScaleVector=16",
              "int8ScaleVector=64",
              "vectorScale=up zeroVectorScale=3",
              "truncation=rounded"}) {
            QTest::newRow(settings) << std::string(settings);
        }
    }

private Q_SLOTS:
    void pipelineMakesWhatTheWholeMatrixDoes_data() { addSettings(); }
    void pipelineMakesWhatTheWholeMatrixDoes()
    {
        QFETCH(std::string, settings);
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            Random random(seed);
            const Run run = randomRun(random, kSmall + settings);
            const ReferenceSums reference = referenceProduct(*run.operands, run.config);
            const PpuOutput expected = applyPpu(reference.sums, run.operands->m(), run.operands->n(), run.settings, run.config);
            Simulator simulator = run.simulator();
            if (!simulator.ppu()) {
                continue; // the plan lets the host post-process
            }
            while (simulator.step()) {
            }
            const std::string where = "seed " + std::to_string(seed);
            QVERIFY2(simulator.sums() == reference.sums, where.c_str());
            QVERIFY2(simulator.output().codes == expected.codes, where.c_str());
            QVERIFY2(simulator.output().scales == expected.scales, where.c_str());
            QVERIFY2(simulator.counters().cycles == simulator.totalCycles(), where.c_str());
            QVERIFY2(simulator.counters().saturations == reference.saturations, where.c_str());
        }
    }

    void seekIsStepping_data() { addSettings(); }
    void seekIsStepping()
    {
        QFETCH(std::string, settings);
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Random random(seed);
            const Run run = randomRun(random, kSmall + settings);
            Simulator stepped = run.simulator();
            std::vector<std::uint64_t> hashes{stepped.stateHash()};
            std::vector<PpuOutput> outputs{stepped.output()};
            while (stepped.step()) {
                hashes.push_back(stepped.stateHash());
                outputs.push_back(hashes.size() % 97 == 0 ? stepped.output() : PpuOutput());
            }
            Simulator simulator = run.simulator();
            for (int jump = 0; jump < 60; ++jump) {
                const std::int64_t cycle = random.between(0, simulator.totalCycles());
                simulator.seek(cycle);
                const QString where = QString("seed %1 cycle %2 of %3").arg(seed).arg(cycle).arg(simulator.totalCycles());
                QVERIFY2(simulator.stateHash() == hashes[static_cast<std::size_t>(cycle)], qPrintable(where));
            }
            for (std::size_t cycle = 96; cycle < outputs.size(); cycle += 97 * 3) {
                simulator.seek(static_cast<std::int64_t>(cycle));
                QVERIFY2(simulator.output().codes == outputs[cycle].codes || outputs[cycle].codes.empty(),
                         qPrintable(QString("seed %1 cycle %2").arg(seed).arg(cycle)));
            }
            for (const auto unit :
                 {Simulator::Unit::Cycle, Simulator::Unit::Vector, Simulator::Unit::Tile, Simulator::Unit::Subtile}) {
                simulator.seek(random.between(0, simulator.totalCycles()));
                for (int i = 0; i < 10; ++i) {
                    random.below(2) == 0 ? simulator.stepUnit(unit) : simulator.stepUnitBack(unit);
                    QCOMPARE(simulator.stateHash(), hashes[static_cast<std::size_t>(simulator.position().cycle)]);
                }
            }
        }
    }

    void accessesOfPostProcessing()
    {
        // 70 rows: a vector of four tiles of rows and one of one; 2 words and 1 word a column.
        Random random(1);
        Run run;
        run.operands = test::randomOperands(random, Mode::Vsq, 70, 20, 128);
        run.settings.output = OutputFormat::Vsq;
        Simulator simulator = run.simulator();
        while (simulator.step()) {
        }
        const auto ports = [&](Memory memory) { return simulator.counters().memories[static_cast<std::size_t>(memory)]; };
        QVERIFY((ports(Memory::ScaleBuffer) == PortCount{5 * 20, 5}));
        QVERIFY((ports(Memory::BiasBuffer) == PortCount{5 * 20, 5}));
        QVERIFY((ports(Memory::VsqBuffer) == PortCount{3 * 20, 3 * 20}));
        QVERIFY((ports(Memory::OutputBuffer) == PortCount{0, 3 * 20}));
    }

    void wordsLeaveThroughTheSinglePort()
    {
        Random random(2);
        Run run;
        run.config = configured("operandSupply=streaming streamBytesPerCycle=1000 outputBytesPerCycle=100");
        run.operands = test::randomOperands(random, Mode::Int8, 64, 64, 64);
        run.settings.output = OutputFormat::Int8;
        Simulator simulator = run.simulator();
        while (simulator.step()) {
            const Snapshot snapshot = simulator.snapshot();
            int uses = 0;
            for (const Access &access : snapshot.accesses) {
                uses += access.memory == Memory::OutputBuffer;
            }
            QVERIFY(uses <= 1);
        }
        const PortCount &ports = simulator.counters().memories[static_cast<std::size_t>(Memory::OutputBuffer)];
        QCOMPARE(ports.writes, 4 * 64);
        QVERIFY(ports.reads > 0 && ports.reads <= ports.writes);
    }

    void streamingStallsForWhatIsLate()
    {
        // 16 words of A, then one word of B a product: at half a word a cycle every product waits.
        Random random(3);
        const auto operands = test::randomOperands(random, Mode::Int4, 16, 16, 64);
        ChipConfig config = configured("operandSupply=streaming streamBytesPerCycle=16.5 fillDrainCycles=0 sramReadLatency=0");
        Simulator simulator(operands, config);
        while (simulator.step()) {
        }
        const Counters &counters = simulator.counters();
        QCOMPARE(counters.computeCycles, 16);
        // A's 16 words are there after 32 cycles, B's after 34, 36, ... 64: the last product runs in cycle 64.
        QCOMPARE(counters.stallsForA, 32);
        QCOMPARE(counters.stallsForB, 64 - 32 - 15);
        QCOMPARE(counters.cycles, 65);
        QCOMPARE(counters.stallCycles, counters.stallsForA + counters.stallsForB);
        // Fast enough, nothing stalls but for the first words.
        setField(config, "streamBytesPerCycle", "6000");
        Simulator fast(operands, config);
        QCOMPARE(fast.totalCycles(), 17);
    }

    void loadsThatDoNotHideStall()
    {
        Random random(4);
        const auto operands = test::randomOperands(random, Mode::Int4, 16, 16, 64 * 5);
        QCOMPARE(Simulator(operands, configured("fillDrainCycles=0")).totalCycles(), 80);
        QCOMPARE(Simulator(operands, configured("fillDrainCycles=0 aPrefetch=false")).totalCycles(), 80 + 4 * 2);
        QCOMPARE(Simulator(operands, configured("fillDrainCycles=0 aLoadCycles=16")).totalCycles(), 80);
        const auto narrow = test::randomOperands(random, Mode::Int4, 16, 4, 64 * 5);
        QCOMPARE(Simulator(narrow, configured("fillDrainCycles=0 aLoadCycles=16")).totalCycles(), 20 + 4 * 12);
    }

    void clearingInsteadOfForcingZeroCostsABubble()
    {
        Random random(5);
        const auto operands = test::randomOperands(random, Mode::Int4, 48, 16, 128);
        Simulator simulator(operands, configured("fillDrainCycles=0 firstPassForcedZero=false"));
        QCOMPARE(simulator.totalCycles(), 3 * 32 + 2 * 16);
        while (simulator.step()) {
        }
        QCOMPARE(simulator.sums(), referenceProduct(*operands, {}).sums);
        QCOMPARE(simulator.counters().stallsForOutput, 32);
        QCOMPARE(simulator.counters().memories[static_cast<std::size_t>(Memory::Collector)].reads, 3 * 32);
    }

    void pipelineStagesFollowEachOther()
    {
        Random random(6);
        Run run;
        run.operands = test::randomOperands(random, Mode::Int8, 16, 3, 32);
        run.settings.output = OutputFormat::Int8;
        run.settings.truncShift = 4;
        const ReferenceSums reference = referenceProduct(*run.operands, {});
        const PpuOutput expected = applyPpu(reference.sums, 16, 3, run.settings, {});
        Simulator simulator = run.simulator();
        simulator.seek(20 + 3 + 1); // three products, then the first entry is read out
        for (int stage = 0; stage < 6; ++stage, simulator.step()) {
            const Snapshot snapshot = simulator.snapshot();
            QCOMPARE(snapshot.ppu.size(), std::size_t{6});
            QVERIFY(snapshot.ppu[static_cast<std::size_t>(stage)].valid);
            QCOMPARE(snapshot.ppu[static_cast<std::size_t>(stage)].row, 0);
            QCOMPARE(snapshot.ppu[0].valid, stage < 3);
            if (stage == 0) {
                QCOMPARE(snapshot.ppu[0].values[2], std::int64_t{reference.sums[6]});
                QCOMPARE(snapshot.readOut, 0);
            }
            QCOMPARE(snapshot.outputWord.empty(), stage < 5);
            if (stage == 5) {
                QCOMPARE(int(snapshot.outputWord[2]), int(expected.codes[2]));
                QCOMPARE(snapshot.ppu[5].values[2], std::int64_t{expected.codes[2]});
            }
        }
    }

    void impossibleSettingsSaySo()
    {
        Random random(7);
        const auto operands = test::randomOperands(random, Mode::Vsq, 64, 4, 64);
        PpuSettings settings;
        settings.bias = {200};
        QVERIFY_THROWS_EXCEPTION(Error, Simulator(operands, {}, settings));
        settings.bias = {0};
        QVERIFY_THROWS_EXCEPTION(Error, Simulator(operands, configured("lanes=7"), settings));
        QVERIFY_THROWS_EXCEPTION(Error, Simulator(operands, configured("lanes=8"), settings));
    }
};

VSQ_TEST(PipelineTest)
#include "pipeline.moc"
