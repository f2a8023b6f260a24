// SPDX-License-Identifier: GPL-3.0-or-later
// What a Slice takes along each of its axes.
#pragma once

#include "core/network/graph.h"

namespace vsq {

struct SliceAxis {
    std::size_t axis = 0;
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::int64_t length = 0; ///< -1 where the dimension is open and the bounds do not say
};

/// No axes: the first ones; no steps: 1. Bounds beyond the ends mean the ends. Throws Error naming the node for lists of
/// different lengths, an axis outside or twice, and a step of 0.
std::vector<SliceAxis> slicedAxes(const Node &node, const Shape &x, const std::vector<std::int64_t> &starts,
                                  const std::vector<std::int64_t> &ends, std::vector<std::int64_t> axes,
                                  std::vector<std::int64_t> steps);

} // namespace vsq
