// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer costs on the chip: cycles and utilisation of all its products, from the planner alone (no data needed).
#pragma once

#include "core/chip/config.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <optional>
#include <string>

namespace vsq {

struct LayerCost {
    std::int64_t cycles = 0;  ///< of all products, fill and drain included
    double utilisation = 0.0; ///< 0..1: useful MACs over what the multipliers could have done in these cycles
    std::string note;         ///< one sentence where it does not run as asked for, else empty
};

/// Empty for a layer of the host, for a format that is not one of the chip's, and where the product does not fit.
std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config);

} // namespace vsq
