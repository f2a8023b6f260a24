// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/energy.h"

#include "core/chip/snapshot.h"
#include "core/energy/densitymodel.h"
#include "core/energy/operatingpoints.h"
#include "core/energy/publishedtables.h"

namespace vsq {
namespace {

constexpr double kTableDensity = 0.3; ///< operands' density in Table II
constexpr double kReadOutK = 1024.0;  ///< K of the design tile, at which outputShareOfOther is a share of the whole
constexpr double kJoules = 1e-15;     ///< a femtojoule

/// fJ of each event at the nominal supply.
struct EventEnergies {
    double datapath = 0.0; ///< a multiplier-cycle with the operands' densities
    double paddingM = 0.0; ///< the same where A is padding
    double paddingN = 0.0; ///< B is padding
    double paddingK = 0.0; ///< both are
    double aWord = 0.0;    ///< read from the A buffer
    double bWord = 0.0;
    double collectorWord = 0.0; ///< written
    double cycle = 0.0;         ///< other, without read-outs
    double readOut = 0.0;       ///< a collector entry to the PPU and onwards
};

/// Energy a MAC at two densities, and what of it follows the datapath and buffers.
class Energies {
public:
    Energies(Mode mode, double voltage, const ChipConfig &config)
        : m_mode(mode), m_table(energyPerMacRow(mode)), m_unit(energyUnit(mode)), m_weightB(config.densityWeightB),
          m_static(staticShare(mode, voltage)), m_half(energyPerMac(mode, 0.5))
    {
    }

    /// fJ of collector and other, a MAC.
    [[nodiscard]] double fixed() const { return m_unit * (m_table.collector + m_table.other); }
    /// Factor on Table II's datapath and buffers.
    [[nodiscard]] double factor(double a, double b) const
    {
        const double dynamic = energyPerMac(m_mode, effectiveDensity(m_mode, a, b, m_weightB));
        const double whole = (1.0 - m_static) * dynamic + m_static * m_half;
        return (whole - fixed()) / (m_unit * m_table.total() - fixed());
    }

    [[nodiscard]] EventEnergies events(const OperandDensities &d, double macsPerCycle, const ChipConfig &config) const
    {
        const double datapath = m_unit * m_table.datapath;
        const double factorHere = factor(d.a, d.b);
        EventEnergies e;
        e.datapath = datapath * factorHere;
        e.paddingM = datapath * factor(0.0, d.b);
        e.paddingN = datapath * factor(d.a, 0.0);
        e.paddingK = datapath * factor(0.0, 0.0);
        // A full pass reads one A word a lane, and takes AD cycles: as many words as cycles in the published product.
        e.aWord = m_unit * m_table.aBuffer * factorHere * macsPerCycle * config.collectorEntries / config.lanes;
        e.bWord = m_unit * m_table.bBuffer * factorHere * macsPerCycle;
        e.collectorWord = m_unit * m_table.collector * macsPerCycle;
        // The PPU is the same for all modes: a read-out costs what Int4's share says.
        const double perMac = config.outputShareOfOther * energyUnit(Mode::Int4) * energyPerMacRow(Mode::Int4).other;
        e.readOut = perMac * kReadOutK * config.lanes;
        e.cycle = (m_unit * m_table.other - perMac) * macsPerCycle;
        return e;
    }

private:
    Mode m_mode;
    EnergyPerMacRow m_table;
    double m_unit;
    double m_weightB;
    double m_static;
    double m_half;
};

/// Splits what read-outs cost by the bits that PPU, softmax and output buffer move.
void splitReadOut(const Counters &counters, EnergyBreakdown &result)
{
    constexpr double kEntryBits = 384.0;
    constexpr double kScaleBits = 256.0;
    constexpr double kBiasBits = 128.0;
    constexpr double kSliceBits = 256.0; ///< 16 powers of 16 b
    constexpr double kStateBits = 24.0;  ///< running maximum and denominator
    constexpr double kOutputBits = 136.0;
    const auto uses = [&counters](Memory memory) {
        const PortCount &ports = counters.memories[static_cast<std::size_t>(memory)];
        return static_cast<double>(ports.reads + ports.writes);
    };
    const double ppu = static_cast<double>(counters.collectorReadOuts) * kEntryBits + uses(Memory::ScaleBuffer) * kScaleBits
                       + uses(Memory::BiasBuffer) * kBiasBits;
    const double softmax = uses(Memory::SoftmaxPort) * kSliceBits + uses(Memory::SoftmaxState) * kStateBits;
    const double output = uses(Memory::OutputBuffer) * kOutputBits;
    if (const double bits = ppu + softmax + output; bits > 0.0) {
        result.ppu = {result.readOut.value * ppu / bits, Origin::Assumed};
        result.softmax = {result.readOut.value * softmax / bits, Origin::Assumed};
        result.output = {result.readOut.value * output / bits, Origin::Assumed};
    }
}

} // namespace

std::string_view nameOf(Component component)
{
    switch (component) {
    case Component::Datapath: return "datapath";
    case Component::ABuffer: return "A buffer";
    case Component::BBuffer: return "B buffer";
    case Component::Collector: return "collector";
    case Component::Other: break;
    }
    return "other";
}

double energyUnit(Mode mode)
{
    return energyPerMac(mode, kTableDensity) / energyPerMacRow(mode).total();
}

Figure EnergyBreakdown::total() const
{
    Figure sum = overhead;
    for (const Figure &component : components) {
        sum = sum + component;
    }
    return sum;
}

Figure EnergyBreakdown::power() const
{
    const Figure joules = total();
    return {seconds.value > 0.0 ? joules.value / seconds.value : 0.0, weakest(joules.origin, seconds.origin)};
}

Figure EnergyBreakdown::topsPerWatt() const
{
    const Figure joules = total();
    return {joules.value > 0.0 ? 2e-12 * static_cast<double>(macs) / joules.value : 0.0, joules.origin};
}

EnergyBreakdown &EnergyBreakdown::operator+=(const EnergyBreakdown &other)
{
    for (std::size_t i = 0; i < components.size(); ++i) {
        components[i] = components[i] + other.components[i];
    }
    overhead = overhead + other.overhead;
    readOut = readOut + other.readOut;
    ppu = ppu + other.ppu;
    softmax = softmax + other.softmax;
    output = output + other.output;
    leakage = leakage + other.leakage;
    seconds = seconds + other.seconds;
    macs += other.macs;
    return *this;
}

EnergyBreakdown EnergyBreakdown::times(std::int64_t count) const
{
    EnergyBreakdown result = *this;
    const auto factor = static_cast<double>(count);
    for (Figure &component : result.components) {
        component.value *= factor;
    }
    for (Figure *figure :
         {&result.overhead, &result.readOut, &result.ppu, &result.softmax, &result.output, &result.leakage, &result.seconds}) {
        figure->value *= factor;
    }
    result.macs *= count;
    return result;
}

EnergyBreakdown energyOf(const Counters &counters, Mode mode, const OperandDensities &densities, double voltage,
                         const ChipConfig &config)
{
    const double macsPerCycle = static_cast<double>(config.lanes) * vectorSize(mode);
    const EventEnergies e = Energies(mode, voltage, config).events(densities, macsPerCycle, config);
    const double scale = supplyFactor(mode, voltage) * kJoules;
    const auto joules = [scale](double femtojoules) { return scale * femtojoules; };
    const auto count = [](std::int64_t events) { return static_cast<double>(events); };
    const auto words = [&counters](Memory memory) { return counters.memories[static_cast<std::size_t>(memory)]; };

    EnergyBreakdown result;
    const auto set = [&result](Component component, double value, Origin origin) {
        result.components[static_cast<std::size_t>(component)] = {value, origin};
    };
    const Origin counted = weakest(Origin::Derived, densities.origin);
    set(Component::Datapath,
        joules(count(counters.usefulMacs) * e.datapath + count(counters.paddedMacsM) * e.paddingM
               + count(counters.paddedMacsN) * e.paddingN + count(counters.paddedMacsK) * e.paddingK),
        counted);
    set(Component::ABuffer, joules(count(words(Memory::ABuffer).reads) * e.aWord), counted);
    set(Component::BBuffer, joules(count(words(Memory::BBuffer).reads) * e.bWord), counted);
    set(Component::Collector, joules(count(words(Memory::Collector).writes) * e.collectorWord), Origin::Derived);
    result.readOut = {joules(count(counters.collectorReadOuts) * e.readOut), Origin::Assumed};
    if (config.splitOtherEnergy) {
        splitReadOut(counters, result);
    }
    const double cycles = joules(count(counters.computeCycles) * e.cycle);
    set(Component::Other, cycles + result.readOut.value, result.readOut.value > 0.0 ? Origin::Assumed : Origin::Derived);

    const double aWordsPerCycle = static_cast<double>(config.lanes) / config.collectorEntries;
    const double computingCycle = macsPerCycle * e.datapath + aWordsPerCycle * e.aWord + e.bWord + e.collectorWord + e.cycle;
    const std::int64_t idle = counters.fillDrainCycles + counters.stallCycles;
    result.overhead = {joules(count(idle) * computingCycle * config.overheadEnergy),
                       idle > 0 ? Origin::Assumed : Origin::Derived};
    const Figure clock = clockAt(voltage, config.clockCurve);
    result.seconds = {count(counters.cycles) / clock.value, weakest(Origin::Derived, clock.origin)};
    result.leakage = {config.leakageShare * result.total().value, Origin::Assumed};
    result.macs = counters.usefulMacs;
    return result;
}

} // namespace vsq
