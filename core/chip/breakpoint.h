// SPDX-License-Identifier: GPL-3.0-or-later
// Places in the loop nest to stop at, and when one is met.
#pragma once

#include "core/chip/position.h"
#include "core/chip/snapshot.h"
#include "core/chip/valuecondition.h"

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// A place to stop at: every set field must match (-1: any).
struct Breakpoint {
    std::int64_t m = -1; ///< loop indices as in Position
    std::int64_t n = -1;
    std::int64_t k = -1;
    std::int64_t a = -1;
    int event = -1; ///< EventKind, -1: none
    bool enabled = true;
    std::optional<ValueCondition> condition = std::nullopt; ///< of a value on the chip
    bool operator==(const Breakpoint &) const = default;
};

/// True where the indices that are set equal those of the position.
bool coversPosition(const Breakpoint &breakpoint, const Position &position);

/// Whether an enabled breakpoint is met between two cycles. One with indices only is met when the cycle to come is the first
/// that it covers (as a debugger stops before the line, and once); one with an event when a cycle that it covers had that
/// event. One with a condition is met after the cycle that it covers in which the condition became true; that needs the values
/// of the cycle before: never met here, nextBreakpoint() finds it.
bool isMet(const Breakpoint &breakpoint, const Position &executed, std::span<const Event> events, const Position &next);

/// Index of the first breakpoint met, -1: none.
int metBreakpoint(const std::vector<Breakpoint> &breakpoints, const Position &executed, std::span<const Event> events,
                  const Position &next);

/// Where a run stops: before `cycle`, at the breakpoint of that index.
struct BreakpointHit {
    std::int64_t cycle = 0;
    int index = -1;
    bool operator==(const BreakpointHit &) const = default;
};

class Simulator;
/// The first cycle in (from, to] in which an enabled breakpoint is met when running on from cycle `from`, and the first of those
/// that are met there; what isMet() would find stepping, from the schedule and nextEvent(). Nothing when stopped.
std::optional<BreakpointHit> nextBreakpoint(const Simulator &simulator, const std::vector<Breakpoint> &breakpoints,
                                            std::int64_t from, std::int64_t to, const std::stop_token &stop = {});

/// "m=16,k=3", "event=saturation,n=32", "if=sum:any>=4194304": indices of the loop nest, an event by its name (nameOf(), blanks
/// as "-"), a condition on a value. Throws Error naming the part, its value and what is allowed.
Breakpoint breakpointFromText(std::string_view text);
/// The same the other way round; equal breakpoints have equal texts.
std::string toText(const Breakpoint &breakpoint);

} // namespace vsq
