// SPDX-License-Identifier: GPL-3.0-or-later
// Parallel loops over ranges of independent work. Results never depend on how a range is cut.
#pragma once

#include <cstdint>

namespace vsq {

/// body(begin, end) of parallelRange() behind one type, so that oneTBB's templates are compiled once and not for each loop.
struct RangeBody {
    const void *body;
    void (*call)(const void *body, std::int64_t begin, std::int64_t end);
};

/// Pieces of [0, count) of at least `grain` on oneTBB's threads.
void parallelPieces(std::int64_t count, std::int64_t grain, RangeBody body);

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
    parallelPieces(count, grain, {&body, [](const void *self, std::int64_t begin, std::int64_t end) {
                                      (*static_cast<const Body *>(self))(begin, end);
                                  }});
}

/// The grain for items of `size` elementary operations each, so that a task is worth its start.
constexpr std::int64_t grainFor(std::int64_t size)
{
    constexpr std::int64_t kWorthATask = 16384;
    return size >= kWorthATask ? 1 : kWorthATask / (size > 0 ? size : 1);
}

} // namespace vsq
