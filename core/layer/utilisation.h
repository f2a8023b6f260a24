// SPDX-License-Identifier: GPL-3.0-or-later
// Where a layer's cycles go, and which lanes and multipliers do useful work when: the numbers behind the Utilisation view.
// From the plan alone, without data.
#pragma once

#include "core/layer/layerplan.h"

#include <vector>

namespace vsq {

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
/// Of all of the layer's products.
CycleShares sharesOf(const LayerCost &cost);

/// Share of useful work, 0..1.
struct LaneActivity {
    int lanes = 0;
    int multipliers = 0;             ///< a lane's, VS
    std::int64_t cycles = 0;         ///< of one product, stalls included
    std::vector<float> byMultiplier; ///< [lanes, multipliers], of the cycles with products
    int bins = 0;                    ///< along time, equal parts of cycles
    std::vector<float> byTime; ///< [lanes, bins], of the lane's multiplier-cycles in the bin, fill, drain and stalls included
};

/// At most so many bins; fewer where the layer has fewer cycles.
LaneActivity laneActivity(const Plan &plan, const ChipConfig &config, int bins = 256);

} // namespace vsq
