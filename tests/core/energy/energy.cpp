// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/energy.h"

#include "core/chip/plancounters.h"
#include "core/energy/publishedtables.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

namespace {

constexpr Mode kModes[] = {Mode::Int8, Mode::Int4, Mode::Vsq};

Counters product(Mode mode, std::int64_t m, std::int64_t n, std::int64_t k, const ChipConfig &config)
{
    ProductShape shape;
    shape.m = m;
    shape.n = n;
    shape.k = k;
    shape.mode = mode;
    return countersOf(plan(shape, config), config);
}

ChipConfig withoutOverheads()
{
    ChipConfig config;
    config.fillDrainCycles = 0;
    config.fillDrainCyclesVsq = 0;
    return config;
}

OperandDensities both(double density)
{
    return {density, density, Origin::Derived};
}

} // namespace

class EnergyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneUnitIsAbout13_5Femtojoules()
    {
        for (const Mode mode : kModes) {
            QVERIFY(std::abs(energyUnit(mode) - 13.5) < 0.8);
        }
    }

    void theDesignTileHasThePublishedEfficiency()
    {
        // Whole tiles, K = 1024, no overhead: exactly the benchmark's TOPS/W at every published density and supply.
        const ChipConfig config = withoutOverheads();
        for (const Mode mode : kModes) {
            const Counters counters = product(mode, 128, 128, 1024, config);
            for (const DensityRow &row : densityRows()) {
                const EnergyBreakdown energy = energyOf(counters, mode, both(row.density), 0.67, config);
                QVERIFY(std::abs(energy.topsPerWatt().value / of(row.topsPerWatt, mode) - 1.0) < 1e-9);
            }
            for (const OperatingPointRow &row : operatingPointRows()) {
                const EnergyBreakdown energy = energyOf(counters, mode, both(0.5), row.supply, config);
                QVERIFY(std::abs(energy.topsPerWatt().value / of(row.topsPerWatt, mode) - 1.0) < 1e-9);
            }
        }
    }

    void componentsAreTableTwosAtItsDensity()
    {
        const ChipConfig config = withoutOverheads();
        for (const Mode mode : kModes) {
            const Counters counters = product(mode, 128, 128, 1024, config);
            const EnergyBreakdown energy = energyOf(counters, mode, both(0.3), 0.67, config);
            const double unit = energyUnit(mode) * 1e-15 * 128 * 128 * 1024;
            const EnergyPerMacRow &row = energyPerMacRow(mode);
            const double expected[] = {row.datapath, row.aBuffer, row.bBuffer, row.collector, row.other};
            for (int i = 0; i < kComponents; ++i) {
                QVERIFY(std::abs(energy.of(static_cast<Component>(i)).value / (unit * expected[i]) - 1.0) < 1e-9);
            }
        }
    }

    void powerIsEnergyOverTime()
    {
        const ChipConfig config = withoutOverheads();
        const EnergyBreakdown energy =
            energyOf(product(Mode::Vsq, 128, 128, 1024, config), Mode::Vsq, both(0.5), 0.67, config);
        QVERIFY(std::abs(energy.seconds.value - 16384 / 976e6) < 1e-12);
        // 1024 MACs a cycle at 976 MHz and 48.7 TOPS/W.
        QVERIFY(std::abs(energy.power().value - 2 * 1024 * 976e6 / 48.7e12) < 1e-9);
    }

    void wastedCyclesCostEnergy()
    {
        const ChipConfig config;
        const ChipConfig none = withoutOverheads();
        const auto of = [](Mode mode, std::int64_t m, std::int64_t n, std::int64_t k, const ChipConfig &c) {
            return energyOf(product(mode, m, n, k, c), mode, both(0.5), 0.67, c).topsPerWatt().value;
        };
        for (const Mode mode : kModes) {
            const double whole = of(mode, 128, 128, 1024, none);
            QVERIFY(of(mode, 128, 128, 1024, config) < whole); // fill and drain
            QVERIFY(of(mode, 113, 128, 1024, none) < whole);   // lanes without a row
            QVERIFY(of(mode, 128, 128, 961, none) < whole);    // multipliers beyond K
            QVERIFY(of(mode, 128, 121, 1024, none) < whole);   // A words read for part of a tile
            QVERIFY(of(mode, 128, 128, 64, none) < whole);     // a read-out every vector
        }
    }

    void breakdownsAddUp()
    {
        const ChipConfig config;
        const EnergyBreakdown once =
            energyOf(product(Mode::Int8, 100, 50, 300, config), Mode::Int8, both(0.7), 0.8, config);
        EnergyBreakdown sum = once;
        sum += once;
        QVERIFY(std::abs(sum.total().value - 2 * once.total().value) < 1e-18);
        QVERIFY(std::abs(once.times(2).total().value - sum.total().value) < 1e-18);
        QCOMPARE(sum.macs, 2 * once.macs);
        QVERIFY(std::abs(sum.topsPerWatt().value - once.topsPerWatt().value) < 1e-9);
        QCOMPARE(EnergyBreakdown().topsPerWatt().value, 0.0);
        QCOMPARE(EnergyBreakdown().power().value, 0.0);
    }

    void everyFigureSaysWhereItComesFrom()
    {
        ChipConfig config = withoutOverheads();
        config.outputShareOfOther = 0.0;
        const Counters counters = product(Mode::Vsq, 128, 128, 1024, config);
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).total().origin, Origin::Derived);
        QCOMPARE(energyOf(counters, Mode::Vsq, {0.5, 0.5, Origin::Assumed}, 0.67, config).total().origin,
                 Origin::Assumed);
        config.outputShareOfOther = 0.35; // an estimate
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).total().origin, Origin::Assumed);
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).of(Component::Datapath).origin, Origin::Derived);
    }
};

VSQ_TEST(EnergyTest)
#include "energy.moc"
