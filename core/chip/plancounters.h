// SPDX-License-Identifier: GPL-3.0-or-later
// What a planned product will count, without operands and without stepping: the input of utilisation and energy for
// networks of which only the shapes are known.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/plan.h"

namespace vsq {

/// Cycles, multiplier-cycles and words of the A and B buffers, A register and collector; operands preloaded (no stalls).
/// What depends on data (saturations, scale events, densities) and on the PPU's settings stays 0.
Counters countersOf(const Plan &plan, const ChipConfig &config);

} // namespace vsq
