// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/plancounters.h"

#include "core/chip/simulator.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

/// What the shapes alone foretell against what the stepped chip counts.
class PlanCountersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreeWithTheSteppedChip()
    {
        const std::uint64_t seed = 90125;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int run = 0; run < 40; ++run) {
            ChipConfig config;
            config.aBankEntries = static_cast<int>(random.between(8, 40));
            config.bBufferEntries = static_cast<int>(random.between(40, 300));
            config.fillDrainCycles = static_cast<int>(random.between(0, 50));
            config.firstPassForcedZero = random.below(2) == 0;
            config.aPrefetch = random.below(4) != 0;
            if (random.below(3) == 0) {
                config.operandSupply = ChipConfig::Operands::Streaming;
                config.streamBytesPerCycle = static_cast<double>(random.between(10, 80));
            }
            const Mode mode = static_cast<Mode>(random.below(3));
            const auto operands = test::randomOperands(random, mode, random.between(1, 70), random.between(1, 60),
                                                       random.between(1, 250));
            ProductShape shape;
            shape.m = operands->m();
            shape.n = operands->n();
            shape.k = operands->k();
            shape.mode = mode;
            shape.mayTranspose = random.below(2) == 0;
            const Plan planned = plan(shape, config);
            Simulator simulator(operands, config, planned);
            while (simulator.step()) {
            }
            const Counters expected = countersOf(planned, config);
            const Counters &counted = simulator.counters();
            QCOMPARE(counted.cycles, expected.cycles);
            QCOMPARE(counted.computeCycles, expected.computeCycles);
            QCOMPARE(counted.fillDrainCycles, expected.fillDrainCycles);
            QCOMPARE(counted.stallCycles, expected.stallCycles);
            QCOMPARE(counted.stallsForA, expected.stallsForA);
            QCOMPARE(counted.stallsForB, expected.stallsForB);
            QCOMPARE(counted.stallsForOutput, expected.stallsForOutput);
            QCOMPARE(counted.usefulMacs, expected.usefulMacs);
            QCOMPARE(counted.paddedMacsM, expected.paddedMacsM);
            QCOMPARE(counted.paddedMacsN, expected.paddedMacsN);
            QCOMPARE(counted.paddedMacsK, expected.paddedMacsK);
            QCOMPARE(counted.gatedMacs, expected.gatedMacs);
            QCOMPARE(counted.idleMacs, expected.idleMacs);
            QCOMPARE(counted.collectorReadOuts, expected.collectorReadOuts);
            for (const Memory memory : {Memory::ABuffer, Memory::BBuffer, Memory::ARegister, Memory::Collector}) {
                const auto index = static_cast<std::size_t>(memory);
                QCOMPARE(counted.memories[index].reads, expected.memories[index].reads);
                QCOMPARE(counted.memories[index].writes, expected.memories[index].writes);
            }
        }
    }

    void convolutionsCountTheirPadding()
    {
        ProductShape shape;
        shape.m = 20;
        shape.n = 3 * 28 * 28;
        shape.k = 70 * 9;
        shape.mode = Mode::Vsq;
        shape.convolution = ConvolutionShape{70, 3, 3, 28, 28};
        const Counters counters = countersOf(plan(shape, ChipConfig()), ChipConfig());
        // 9 taps of 2 vectors; rows of 28 padded to 32; 20 filters in two tiles of 16 lanes.
        QCOMPARE(counters.computeCycles, 2 * 3 * 28 * 32 * 18);
        QCOMPARE(counters.usefulMacs, 20 * 3 * 28 * 28 * 630);
        QCOMPARE(counters.paddedMacsK, 20 * 3 * 28 * 28 * (18 * 64 - 630));
        QCOMPARE(counters.paddedMacsN, 20 * 3 * 28 * 4 * 18 * 64);
        QCOMPARE(counters.paddedMacsM, 12 * 3 * 28 * 32 * 18 * 64);
        QCOMPARE(counters.usefulMacs + counters.paddedMacsK + counters.paddedMacsN + counters.paddedMacsM,
                 counters.computeCycles * 1024);
    }
};

VSQ_TEST(PlanCountersTest)
#include "plancounters.moc"
