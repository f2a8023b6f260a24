// SPDX-License-Identifier: GPL-3.0-or-later
// Shape rules that many operators share.
#pragma once

#include "core/network/operators/inferencecall.h"

namespace vsq {

/// NumPy's broadcasting where dimensions may be open; throws Error naming both where there is no common shape.
Shape broadcastOpen(const InferenceCall &call, const Shape &a, const Shape &b);
/// Of all inputs from `first` on; empty where the rank of one is unknown.
std::optional<Shape> broadcastInputs(const InferenceCall &call, std::size_t first = 0);
/// Throws Error where the inputs from `first` on are of several types.
void requireOneType(const InferenceCall &call, std::size_t first = 0);
/// The first output is as the first input.
void likeFirst(InferenceCall &call);
/// A rank of `count` with nothing known of its dimensions.
inline Shape openShape(std::size_t rank)
{
    return Shape(rank, -1);
}
/// The axes that the list names, from the front, each once; throws Error for one outside.
std::vector<bool> markedAxes(const InferenceCall &call, const std::vector<std::int64_t> &axes, std::size_t rank);

} // namespace vsq
