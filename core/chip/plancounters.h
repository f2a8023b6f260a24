// SPDX-License-Identifier: GPL-3.0-or-later
// What a planned product will count, without operands and without stepping: the input of utilisation and energy for
// networks of which only the shapes are known.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/plan.h"

namespace vsq {

/// Cycles, stalls by cause, multiplier-cycles and words of the A and B buffers, A register and collector. Closed form
/// where the configuration cannot stall, else its buffers are run through without data. What depends on data
/// (saturations, scale events, densities) stays 0, and so do the words of the PPU's memories.
Counters countersOf(const Plan &plan, const ChipConfig &config);

} // namespace vsq
