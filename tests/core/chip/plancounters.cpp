// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/plancounters.h"

#include "core/chip/simulator.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

/// What the shapes alone foretell against what the stepped chip counts.
class PlanCountersTest : public QObject
{
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
            Counters counted = simulator.counters();
            counted.saturations = counted.zeroScales = counted.scalesRoundedToZero = 0; // these depend on data
            counted.aNonZero = counted.bNonZero = counted.aToggles = counted.bToggles = 0;
            QVERIFY(counted == expected);
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
