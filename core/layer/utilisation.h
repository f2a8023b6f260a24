// SPDX-License-Identifier: GPL-3.0-or-later
// Where a layer's cycles go, and which lanes and multipliers do useful work when: the numbers behind the Utilisation view.
// From the plan alone; operands preloaded unless counters say otherwise.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/plan.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <optional>
#include <vector>

namespace vsq {

/// Plan of one of the layer's products from its shape alone, convolutions lowered as the executor does. Empty for a layer of
/// the host, a format that is not one of the chip's, and a product that does not fit.
std::optional<Plan> planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config);

/// Cycles of the whole array: multiplier-cycles over the number of multipliers. The parts add up to total.
struct CycleShares {
    double useful = 0.0;
    double paddingM = 0.0; ///< lanes without a row of A
    double paddingK = 0.0; ///< multipliers beyond K in a vector
    double paddingN = 0.0; ///< columns that are padding (A-29)
    double fillDrain = 0.0;
    double stalls = 0.0;
    double total = 0.0;
    [[nodiscard]] double utilisation() const { return total > 0.0 ? useful / total : 0.0; }
    CycleShares &operator+=(const CycleShares &other);
    CycleShares &operator*=(double times);
};

CycleShares sharesOf(const Counters &counters, int multipliers);

/// Share of useful work, 0..1.
struct LaneActivity {
    int lanes = 0;
    int multipliers = 0;             ///< a lane's, VS
    std::int64_t cycles = 0;         ///< of the layer
    std::vector<float> byMultiplier; ///< [lanes, multipliers], of the cycles with products
    int bins = 0;                    ///< along time, equal parts of cycles
    std::vector<float> byTime;       ///< [lanes, bins], of the lane's multiplier-cycles in the bin, fill and drain included
};

/// At most so many bins; fewer where the layer has fewer cycles.
LaneActivity laneActivity(const Plan &plan, int bins = 256);

} // namespace vsq
