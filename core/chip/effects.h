// SPDX-License-Identifier: GPL-3.0-or-later
// What each field of the chip's configuration acts on, so that a setting which cannot have an effect where it is given is told.
#pragma once

#include "core/chip/config.h"

#include <string>
#include <string_view>

namespace vsq {

/// Bits: a field may act on several.
enum Effect : unsigned {
    EffectOnProducts = 1, ///< values of a network's matrix products, or who computes what
    EffectOnPpu = 2,      ///< codes that the post-processing unit makes
    EffectOnSoftmax = 4,  ///< values of the approximate softmax
    EffectOnCost = 8,     ///< cycles, stalls, energy, time
    EffectOnWords = 16,   ///< how words lie in the buffers, nothing else
    EffectOnEnergy = 32,  ///< beside EffectOnCost: energy and time alone, no cycle
};

/// Throws Error for an unknown field.
unsigned effectsOf(std::string_view field);

/// Why the field does not change the values that a network gives under this configuration, one sentence; empty where it can.
/// onChip: its products are the chip's integers; else codes times scales, in which only the formats of operands are the chip's.
std::string whyNoEffectOnValues(std::string_view field, const ChipConfig &config, bool onChip);

/// Whether a network's values may be others: some field in which the configurations differ can change them under one of the two.
bool differInValues(const ChipConfig &a, const ChipConfig &b);

} // namespace vsq
