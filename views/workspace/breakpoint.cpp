// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/breakpoint.h"

#include <algorithm>

namespace vsq {

bool coversPosition(const Breakpoint &breakpoint, const Position &position)
{
    const auto fits = [](std::int64_t wanted, std::int64_t is) { return wanted < 0 || wanted == is; };
    return position.phase == Phase::Compute && fits(breakpoint.m, position.m) && fits(breakpoint.n, position.n)
           && fits(breakpoint.k, position.k) && fits(breakpoint.a, position.a);
}

int metBreakpoint(const std::vector<Breakpoint> &breakpoints, const Position &executed, std::span<const Event> events,
                  const Position &next)
{
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        const Breakpoint &breakpoint = breakpoints[i];
        if (!breakpoint.enabled) {
            continue;
        }
        bool met = false;
        if (breakpoint.event >= 0) {
            const bool anywhere = breakpoint.m < 0 && breakpoint.n < 0 && breakpoint.k < 0 && breakpoint.a < 0;
            met = (anywhere || coversPosition(breakpoint, executed))
                  && std::any_of(events.begin(), events.end(), [&](const Event &event) {
                         return static_cast<int>(event.kind) == breakpoint.event;
                     });
        } else {
            met = coversPosition(breakpoint, next) && !coversPosition(breakpoint, executed);
        }
        if (met) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

} // namespace vsq
