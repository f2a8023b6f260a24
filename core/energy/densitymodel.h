// SPDX-License-Identifier: GPL-3.0-or-later
// How energy follows the share of non-zero codes (JSSC Fig. 14a), also where A and B differ.
//
// Published are products whose operands have the same density. For others we ask which equal density toggles as much:
// operand wires toggle with t(d) = 2d - d^2 (a change of value needs one of two neighbours non-zero), B's every cycle and
// A's every 16 (weight w : 1); products follow the share of pairs without a zero, dA * dB. How much of the energy is wires
// and how much products is fitted to the published curve of each mode; the total is always that curve's. B weighs more,
// so that the denser operand better stands still, as published.
#pragma once

#include "core/chip/mode.h"

namespace vsq {

/// Energy of a MAC, fJ, at the nominal supply, both operands of the given density 0..1 (monotone curve through Fig. 14a).
double energyPerMac(Mode mode, double density);

/// The equal density that toggles as much as these two do. densityWeightB: w of A-25.
double effectiveDensity(Mode mode, double aDensity, double bDensity, double densityWeightB);

/// Fitted share of the density-dependent energy that goes with products, 0..1; the rest goes with operand wires.
double productShare(Mode mode);

} // namespace vsq
