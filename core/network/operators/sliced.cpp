// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/sliced.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace vsq {

namespace {

constexpr std::int64_t kSmallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

/// Of a dimension of known size.
void cut(SliceAxis &part, std::int64_t size, std::int64_t from, std::int64_t to)
{
    // Bounds far outside mean the ends; clamped before size is added, which could overflow.
    const auto bound = [size](std::int64_t v, std::int64_t low, std::int64_t high) {
        v = std::clamp(v, -size - 1, size);
        return std::clamp(v < 0 ? v + size : v, low, std::max(low, high));
    };
    const bool forwards = part.step > 0;
    part.start = forwards ? bound(from, 0, size) : bound(from, -1, size - 1);
    const std::int64_t end = forwards ? bound(to, 0, size) : bound(to, -1, size - 1);
    const std::int64_t length = forwards ? end - part.start : part.start - end;
    const std::int64_t stride = forwards ? part.step : part.step == kSmallest ? kLargest : -part.step;
    part.length = length <= 0 ? 0 : (length - 1) / stride + 1;
}

/// Of an open one: all of it, or a number of elements at its beginning or end, if it has as many.
void cutOpen(SliceAxis &part, std::int64_t size, std::int64_t from, std::int64_t to)
{
    constexpr std::int64_t kFar = std::int64_t{1} << 31; // exporters' "to the end"
    part.length = part.step == 1 && from == 0 && to >= kFar - 1 ? size : -1;
}

} // namespace

std::vector<SliceAxis> slicedAxes(const Node &node, const Shape &x, const std::vector<std::int64_t> &starts,
                                  const std::vector<std::int64_t> &ends, std::vector<std::int64_t> axes,
                                  std::vector<std::int64_t> steps)
{
    const Place place{.file = {}, .item = node.describe()};
    const auto rank = static_cast<std::int64_t>(x.size());
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (steps.empty()) {
        steps.resize(starts.size(), 1);
    }
    if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size()) {
        throw Error(place, "bounds", "as many starts, ends, axes and steps", "different numbers");
    }
    std::vector<SliceAxis> parts(starts.size());
    std::vector<bool> seen(x.size(), false);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        if (axes[i] < -rank || axes[i] >= rank) {
            throw Error(place, "axis", "-" + std::to_string(rank) + " to " + std::to_string(rank - 1), std::to_string(axes[i]));
        }
        parts[i].axis = static_cast<std::size_t>(axes[i] < 0 ? axes[i] + rank : axes[i]);
        if (seen[parts[i].axis]) {
            throw Error(place, "axes", "each axis once", std::to_string(axes[i]) + " twice");
        }
        seen[parts[i].axis] = true;
        parts[i].step = steps[i];
        if (steps[i] == 0) {
            throw Error(place, "steps", "not 0", "0");
        }
        const std::int64_t size = x[parts[i].axis];
        if (size < 0) {
            cutOpen(parts[i], size, starts[i], ends[i]);
        } else {
            cut(parts[i], size, starts[i], ends[i]);
        }
    }
    return parts;
}

} // namespace vsq
