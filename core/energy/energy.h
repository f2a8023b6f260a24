// SPDX-License-Identifier: GPL-3.0-or-later
// Energy of counted events: published energies a MAC (JSSC Table II) scaled by density (Fig. 14a) and supply (Fig. 13).
//
// Where it goes, at the nominal supply, a MAC of the published product (one unit of Table II is about 13.5 fJ):
// - the total at an equal density of both operands is the published curve's (densitymodel.h gives the equal density);
// - collector and other do not follow density and keep Table II's share at its 30 %; datapath and buffers share the rest
//   in Table II's proportions;
// - events: datapath a multiplier-cycle (padding with zeros in it), A buffer a word read, B buffer a word read,
//   collector a word written, other a cycle, of which outputShareOfOther goes with entries read out to the PPU instead;
// - fill, drain and stall cycles cost overheadEnergy of a computing cycle.
#pragma once

#include "core/chip/config.h"
#include "core/chip/counters.h"
#include "core/chip/mode.h"
#include "core/energy/origin.h"

#include <array>
#include <string_view>

namespace vsq {

/// Shares of codes that are not zero, 0..1, of real elements (padding is counted by itself).
struct OperandDensities {
    double a = 0.5;
    double b = 0.5;
    Origin origin = Origin::Assumed; ///< Derived where they were measured from the tensors
};

enum class Component : std::uint8_t { Datapath, ABuffer, BBuffer, Collector, Other };
inline constexpr int kComponents = 5;
/// "datapath", "A buffer", "B buffer", "collector", "other".
std::string_view nameOf(Component component);

/// Joules of a product, a layer or a network; sums of breakdowns are breakdowns.
struct EnergyBreakdown {
    std::array<Figure, kComponents> components{}; ///< J, computing cycles only
    Figure overhead;                              ///< J of fill, drain and stall cycles
    Figure readOut;                               ///< J, a part of Other: results to the PPU and onwards. An estimate (A-30)
    /// Parts of readOut, in proportion to the bits that are moved; estimates, 0 unless splitOtherEnergy is set.
    Figure ppu;     ///< J: sums, scales and biases into the post-processing unit
    Figure softmax; ///< J: slices out of the softmax port, running states
    Figure output;  ///< J: words into and out of the output buffer
    Figure leakage; ///< J, a part of the total: leakageShare of it. An estimate (A-27)
    Figure seconds;
    std::int64_t macs = 0; ///< useful ones

    [[nodiscard]] const Figure &of(Component component) const { return components[static_cast<std::size_t>(component)]; }
    [[nodiscard]] Figure total() const;       ///< J
    [[nodiscard]] Figure power() const;       ///< W; 0 when no time has passed
    [[nodiscard]] Figure topsPerWatt() const; ///< useful operations, 2 a MAC
    EnergyBreakdown &operator+=(const EnergyBreakdown &other);
    /// That of so many alike products one after another.
    [[nodiscard]] EnergyBreakdown times(std::int64_t count) const;
};

/// Energy of what was counted at the given supply (V). Throws Error outside the published range.
EnergyBreakdown energyOf(const Counters &counters, Mode mode, const OperandDensities &densities, double voltage,
                         const ChipConfig &config);

/// fJ of one unit of Table II in a mode: its total energy at 30 % density over its units. About 13.5.
double energyUnit(Mode mode);

} // namespace vsq
