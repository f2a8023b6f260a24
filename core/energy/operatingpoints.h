// SPDX-License-Identifier: GPL-3.0-or-later
// Clock and efficiency against the supply: the published points and a monotone curve through them.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/energy/origin.h"

namespace vsq {

inline constexpr double kNominalSupply = 0.67; ///< V: where Table II, Table IV and the density curves were measured

/// Clock in Hz. Published at the points, derived between them. Throws Error outside 0.46 .. 1.05 V.
Figure clockAt(double supply, ChipConfig::ClockCurve curve = ChipConfig::ClockCurve::Monotone);

/// TOPS/W (2 operations a MAC) of the benchmark product at 50 % density. Throws Error outside 0.46 .. 1.05 V.
Figure efficiencyAt(Mode mode, double supply);

/// Energy of an operation beside that at the nominal supply, at 50 % density: efficiency there over efficiency here.
double supplyFactor(Mode mode, double supply);

/// Share of the energy at 50 % density that does not follow density beyond what it does at the nominal supply: leakage
/// weighs more where the clock is slow. 0 at and above the nominal supply; at 0.46 V fitted to the two printed VSQ
/// efficiencies (0 and 10 % density), between them proportional to clock period and supply over energy.
double staticShare(Mode mode, double supply);

} // namespace vsq
