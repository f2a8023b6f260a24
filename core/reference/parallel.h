// SPDX-License-Identifier: GPL-3.0-or-later
// Parallel loops over ranges of independent work. Results never depend on how a range is cut.
#pragma once

#include <cstdint>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

namespace vsq {

/// body(begin, end) on pieces of [0, count) of at least `grain`; small counts run in the calling thread.
template <typename Body>
void parallelRange(std::int64_t count, std::int64_t grain, const Body &body)
{
    if (count <= grain) {
        if (count > 0) {
            body(std::int64_t{0}, count);
        }
        return;
    }
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, count, static_cast<std::size_t>(grain)),
                      [&](const tbb::blocked_range<std::int64_t> &range) { body(range.begin(), range.end()); });
}

/// The grain for items of `size` elementary operations each, so that a task is worth its start.
constexpr std::int64_t grainFor(std::int64_t size)
{
    constexpr std::int64_t kWorthATask = 16384;
    return size >= kWorthATask ? 1 : kWorthATask / (size > 0 ? size : 1);
}

} // namespace vsq
