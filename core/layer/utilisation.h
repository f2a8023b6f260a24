// SPDX-License-Identifier: GPL-3.0-or-later
// Where a layer's cycles go, and which lanes and multipliers do useful work when: the numbers behind the Utilisation view.
// From the plan alone, but for what operands that are not zero need.
#pragma once

#include "core/base/job.h"
#include "core/chip/operands.h"
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
/// The same of the products whose two codes are not zero: what density costs energy for. operands: the product's, as the plan has
/// them before it is transposed. Exact by multiplier and tile; a tile's work is spread evenly over its cycles. Throws Cancelled.
LaneActivity nonZeroActivity(const Plan &plan, const ChipConfig &config, const Operands &operands, int bins = 256,
                             const JobContext &job = {});

} // namespace vsq
