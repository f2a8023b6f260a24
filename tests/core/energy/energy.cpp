// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/energy.h"

#include "core/chip/plancounters.h"
#include "core/chip/snapshot.h"
#include "core/energy/operatingpoints.h"
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

class EnergyTest : public QObject {
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
        const EnergyBreakdown energy = energyOf(product(Mode::Vsq, 128, 128, 1024, config), Mode::Vsq, both(0.5), 0.67, config);
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
        const EnergyBreakdown once = energyOf(product(Mode::Int8, 100, 50, 300, config), Mode::Int8, both(0.7), 0.8, config);
        EnergyBreakdown sum = once;
        sum += once;
        QVERIFY(std::abs(sum.total().value - 2 * once.total().value) < 1e-18);
        QVERIFY(std::abs(once.times(2).total().value - sum.total().value) < 1e-18);
        QCOMPARE(sum.macs, 2 * once.macs);
        QVERIFY(std::abs(sum.topsPerWatt().value - once.topsPerWatt().value) < 1e-9);
        QCOMPARE(EnergyBreakdown().topsPerWatt().value, 0.0);
        QCOMPARE(EnergyBreakdown().power().value, 0.0);
    }

    void alternativesOfTheEnergysAssumptions()
    {
        const ChipConfig standard = withoutOverheads();
        const Counters counters = product(Mode::Vsq, 128, 128, 1024, standard);
        const auto with = [&](const char *field, const char *value, const OperandDensities &densities, double supply = 0.67) {
            ChipConfig config = standard;
            setField(config, field, value);
            return energyOf(counters, Mode::Vsq, densities, supply, config);
        };
        // with no weight on B only A's density counts, with all of it only B's.
        const OperandDensities sparseB{0.9, 0.3, Origin::Derived};
        const double dense = energyOf(counters, Mode::Vsq, both(0.9), 0.67, standard).of(Component::Datapath).value;
        const double sparse = energyOf(counters, Mode::Vsq, both(0.3), 0.67, standard).of(Component::Datapath).value;
        const double onlyA = with("densityWeightB", "0", sparseB).of(Component::Datapath).value;
        const double mostlyB = with("densityWeightB", "1000", sparseB).of(Component::Datapath).value;
        const double usual = with("densityWeightB", "16", sparseB).of(Component::Datapath).value;
        QVERIFY(onlyA <= dense); // products need both operands
        QVERIFY(mostlyB > sparse && mostlyB < usual && usual < onlyA);
        // between the published points the two curves differ, at them they do not.
        const auto seconds = [&](const char *curve, double supply) {
            return with("clockCurve", curve, both(0.5), supply).seconds.value;
        };
        bool differs = false;
        for (double supply = 0.47; supply < 1.05; supply += 0.01) {
            differs = differs || std::abs(seconds("monotone", supply) / seconds("linear", supply) - 1.0) > 1e-4;
            QCOMPARE(seconds("linear", supply),
                     static_cast<double>(counters.cycles) / clockAt(supply, ChipConfig::ClockCurve::Linear).value);
        }
        QVERIFY(differs);
        QVERIFY(std::abs(seconds("monotone", 1.05) / seconds("linear", 1.05) - 1.0) < 1e-9);
        // a share of the total that is shown as leakage changes no total.
        const EnergyBreakdown leaking = with("leakageShare", "0.2", both(0.5));
        QCOMPARE(leaking.total().value, energyOf(counters, Mode::Vsq, both(0.5), 0.67, standard).total().value);
        QVERIFY(std::abs(leaking.leakage.value / leaking.total().value - 0.2) < 1e-12);
        QCOMPARE(leaking.leakage.origin, Origin::Assumed);
        // fill and drain cycles at half, and at none of a computing cycle's energy.
        ChipConfig idle;
        const Counters overhead = product(Mode::Vsq, 128, 128, 1024, idle);
        const double whole = energyOf(overhead, Mode::Vsq, both(0.5), 0.67, idle).overhead.value;
        idle.overheadEnergy = 0.5;
        QVERIFY(std::abs(energyOf(overhead, Mode::Vsq, both(0.5), 0.67, idle).overhead.value / whole - 0.5) < 1e-12);
        idle.overheadEnergy = 0.0;
        QCOMPARE(energyOf(overhead, Mode::Vsq, both(0.5), 0.67, idle).overhead.value, 0.0);
    }

    void otherIsSplitByTheBitsThatMove()
    {
        ChipConfig config;
        Counters counters = product(Mode::Vsq, 128, 128, 1024, config);
        counters.memories[static_cast<std::size_t>(Memory::ScaleBuffer)] = {1024, 8};
        counters.memories[static_cast<std::size_t>(Memory::BiasBuffer)] = {1024, 8};
        counters.memories[static_cast<std::size_t>(Memory::OutputBuffer)] = {0, 512};
        const EnergyBreakdown whole = energyOf(counters, Mode::Vsq, both(0.5), 0.67, config);
        QCOMPARE(whole.ppu.value + whole.softmax.value + whole.output.value, 0.0);
        config.splitOtherEnergy = true;
        const EnergyBreakdown split = energyOf(counters, Mode::Vsq, both(0.5), 0.67, config);
        QCOMPARE(split.total().value, whole.total().value);
        QVERIFY(std::abs((split.ppu.value + split.softmax.value + split.output.value) / whole.readOut.value - 1.0) < 1e-12);
        const double ppuBits = 1024.0 * 384 + 1032.0 * (256 + 128); // 8 tiles of rows by 128 columns
        QVERIFY(std::abs(split.output.value / split.ppu.value - 512.0 * 136 / ppuBits) < 1e-12);
        QCOMPARE(split.softmax.value, 0.0);
        QCOMPARE(split.ppu.origin, Origin::Assumed);
        QVERIFY(std::abs(split.times(3).ppu.value - 3 * split.ppu.value) < 1e-20);

        counters.memories[static_cast<std::size_t>(Memory::OutputBuffer)] = {};
        counters.memories[static_cast<std::size_t>(Memory::SoftmaxPort)] = {0, 1024};
        QVERIFY(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).softmax.value > 0.0);
    }

    void everyFigureSaysWhereItComesFrom()
    {
        ChipConfig config = withoutOverheads();
        config.outputShareOfOther = 0.0;
        const Counters counters = product(Mode::Vsq, 128, 128, 1024, config);
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).total().origin, Origin::Derived);
        QCOMPARE(energyOf(counters, Mode::Vsq, {0.5, 0.5, Origin::Assumed}, 0.67, config).total().origin, Origin::Assumed);
        config.outputShareOfOther = 0.35; // an estimate
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).total().origin, Origin::Assumed);
        QCOMPARE(energyOf(counters, Mode::Vsq, both(0.5), 0.67, config).of(Component::Datapath).origin, Origin::Derived);
    }
};

VSQ_TEST(EnergyTest)
#include "energy.moc"
