// SPDX-License-Identifier: GPL-3.0-or-later
// Places in the loop nest to stop at, and when one is met.
#pragma once

#include "core/chip/position.h"
#include "core/chip/snapshot.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

/// A place to stop at: every set field must match (-1: any).
struct Breakpoint {
    std::int64_t m = -1; ///< loop indices as in Position
    std::int64_t n = -1;
    std::int64_t k = -1;
    std::int64_t a = -1;
    int event = -1;      ///< EventKind, -1: none
    bool enabled = true;
    bool operator==(const Breakpoint &) const = default;
};

/// True where the indices that are set equal those of the position.
bool coversPosition(const Breakpoint &breakpoint, const Position &position);

/// Index of the first enabled breakpoint met between two cycles, -1: none. One with indices alone is met when the cycle
/// to come is the first that it covers (as a debugger stops before the line, and once); one with an event when a cycle
/// that it covers had that event.
int metBreakpoint(const std::vector<Breakpoint> &breakpoints, const Position &executed, std::span<const Event> events,
                  const Position &next);

} // namespace vsq
