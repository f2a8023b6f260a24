// SPDX-License-Identifier: GPL-3.0-or-later
// Where two runs first part: layer, tile, cycle, lane, element; then how much each layer differs.
#pragma once

#include "core/layer/runrecord.h"
#include "core/tensor/tensor.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// One row of the table, in execution order.
struct LayerDifference {
    std::string name;
    std::int64_t elements = 0;
    std::int64_t different = 0;
    double largest = 0.0;       ///< distance of finite values
    std::int64_t notFinite = 0; ///< of those that differ: one of the two is infinite or no number, and they have no distance
    std::string missing;        ///< "a" or "b" where that run has no such layer
};

struct FirstDifference {
    std::string layer;
    std::string what; ///< "sum": the 24-bit sum after the product in `cycle`; "value": a real result
    std::int64_t product = 0;
    std::int64_t m = -1; ///< -1 where the node is no product of the chip
    std::int64_t n = -1;
    std::int64_t k = -1;    ///< vector along K; -1: the whole result
    std::int64_t tile = -1; ///< in run a's schedule, as the next two
    std::int64_t cycle = -1;
    int lane = -1;
    int entry = -1;          ///< of the collector
    std::int64_t index = -1; ///< in the node's output; of a value
    double a = 0.0;
    double b = 0.0;
};

struct RunDifference {
    std::optional<FirstDifference> first;
    std::vector<LayerDifference> layers;
    [[nodiscard]] bool same() const { return !first; }
};

/// Runs of the same network, or of two with the same layers' names. Where both use the same of the chip's formats, sums are
/// compared exactly, and the first one that differs is followed to the product from which on it does; else nodes' values, as
/// compareValues() does. Throws Error naming the layer where shapes differ.
RunDifference compareRuns(const RunRecord &a, const RunRecord &b, double tolerance);

/// A run and somebody else's tensors, by the name of a node's output or of the node. They differ where they are further apart
/// than tolerance times the largest magnitude of the run's tensor. Throws Error for a name that the run has not (with the nearest
/// one), for other shapes, and where nothing can be compared.
RunDifference compareValues(const RunRecord &a, const std::map<std::string, Tensor> &b, double tolerance,
                            const std::string &file);

} // namespace vsq
