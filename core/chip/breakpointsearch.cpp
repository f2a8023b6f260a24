// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/breakpoint.h"
#include "core/chip/signalreader.h"
#include "core/chip/simulator.h"

#include <algorithm>

namespace vsq {

namespace {

/// The first cycle of a product at or after `from` that an index set covers; each product is covered or not, so only tiles and
/// passes that the indices name are looked at.
class CoveredCycles {
public:
    CoveredCycles(const Simulator &simulator, const Breakpoint &breakpoint) : m_simulator(simulator), m_wanted(breakpoint) {}

    [[nodiscard]] std::int64_t next(std::int64_t from) const
    {
        const Plan &plan = m_simulator.plan();
        if (from >= m_simulator.totalCycles()) {
            return -1;
        }
        const Moment moment = m_simulator.schedule().at(from);
        for (std::size_t s = moment.subtile; s < plan.subtiles.size(); ++s) {
            const Subtile &part = plan.subtiles[s];
            const std::int64_t begin = s == moment.subtile ? moment.compute : 0;
            if (begin >= part.computeCycles || !mayHold(part)) {
                continue;
            }
            const std::int64_t tiles = plan.tiles(part);
            for (std::int64_t ordinal = plan.tileAt(part, begin).ordinal; ordinal < tiles; ++ordinal) {
                if (const std::int64_t product = inTile(part, plan.tile(part, ordinal), begin); product >= 0) {
                    return m_simulator.schedule().cycleOf(s, product);
                }
            }
        }
        return -1;
    }

private:
    [[nodiscard]] bool mayHold(const Subtile &part) const
    {
        const auto within = [](std::int64_t index, std::int64_t begin, std::int64_t end) {
            return index < 0 || (index >= begin && index < end);
        };
        return within(m_wanted.m, part.mBegin, part.mEnd) && within(m_wanted.n, part.nBegin, part.nEnd)
               && within(m_wanted.k, part.vectorBegin, part.vectorEnd);
    }

    /// Index of the first covered product that is not before `begin`, -1: none.
    [[nodiscard]] std::int64_t inTile(const Subtile &part, const Tile &tile, std::int64_t begin) const
    {
        const bool isTile = (m_wanted.m < 0 || m_wanted.m == tile.m) && (m_wanted.n < 0 || m_wanted.n == tile.n);
        if (!isTile || m_wanted.a >= tile.columns) {
            return -1;
        }
        const std::int64_t first = std::max<std::int64_t>(begin - tile.firstCycle, 0) / tile.columns; // pass of `begin`
        const std::int64_t passes = tile.cycles / tile.columns;
        const std::int64_t from = m_wanted.k < 0 ? first : std::max(first, m_wanted.k - part.vectorBegin);
        const std::int64_t to = m_wanted.k < 0 ? passes : std::min(passes, m_wanted.k - part.vectorBegin + 1);
        for (std::int64_t pass = from; pass < to; ++pass) {
            const std::int64_t start = tile.firstCycle + pass * tile.columns;
            const std::int64_t product = m_wanted.a < 0 ? std::max(start, begin) : start + m_wanted.a;
            if (product >= begin && product < start + tile.columns) {
                return product;
            }
        }
        return -1;
    }

    const Simulator &m_simulator;
    const Breakpoint &m_wanted;
};

/// Indices only: where what they cover begins. After a covered product the next one that is not covered, or not a product, ends
/// it; that is looked for pass by pass, since within a pass only `a` changes.
std::int64_t nextPlace(const Simulator &simulator, const Breakpoint &breakpoint, std::int64_t from, std::int64_t to)
{
    const CoveredCycles covered(simulator, breakpoint);
    std::int64_t cycle = covered.next(from + 1);
    while (cycle >= 0 && cycle <= to) {
        if (!coversPosition(breakpoint, simulator.positionAt(cycle - 1))) {
            return cycle;
        }
        // In the middle of it: to the end of the pass, a stall in it begins a new one.
        const Position at = simulator.positionAt(cycle);
        std::int64_t last = cycle + (breakpoint.a >= 0 ? 0 : at.columns - 1 - at.a);
        if (const std::int64_t stall = simulator.schedule().hasStalls() ? simulator.schedule().nextStall(cycle) : -1;
            stall >= 0 && stall < last) {
            last = stall;
        }
        cycle = covered.next(last + 1);
    }
    return -1;
}

/// With an event: one cycle after the first that has it where the indices say.
std::int64_t nextWithEvent(const Simulator &simulator, const Breakpoint &breakpoint, std::int64_t from, std::int64_t to,
                           const std::stop_token &stop)
{
    const bool anywhere = breakpoint.m < 0 && breakpoint.n < 0 && breakpoint.k < 0 && breakpoint.a < 0;
    const CoveredCycles covered(simulator, breakpoint);
    const auto kind = static_cast<EventKind>(breakpoint.event);
    std::int64_t cycle = from;
    while (cycle < to && !stop.stop_requested()) {
        if (!anywhere) {
            cycle = covered.next(cycle);
        }
        const auto event = cycle < 0 || cycle >= to ? std::nullopt : simulator.nextEvent(kind, cycle, stop);
        if (!event || *event >= to) {
            return -1;
        }
        if (anywhere || coversPosition(breakpoint, simulator.positionAt(*event))) {
            return *event + 1;
        }
        cycle = *event + 1;
    }
    return -1;
}

/// With a condition: one cycle after the first in which it becomes true where the indices say, with the event where one is asked
/// for. Only this one executes cycles.
std::int64_t nextWithValue(const Simulator &simulator, const Breakpoint &breakpoint, std::int64_t from, std::int64_t to,
                           const std::stop_token &stop)
{
    constexpr std::int64_t kCyclesBetweenLooks = 4096;
    SignalReader reader(simulator.context());
    if (simulator.position().cycle == from) {
        reader.start(simulator.state());
    } else {
        reader.seek(from);
    }
    const bool anywhere = breakpoint.m < 0 && breakpoint.n < 0 && breakpoint.k < 0 && breakpoint.a < 0;
    const auto meets = [&] {
        const auto wanted = [&](const Event &event) { return static_cast<int>(event.kind) == breakpoint.event; };
        return (anywhere || coversPosition(breakpoint, reader.executed())) && holds(*breakpoint.condition, reader)
               && (breakpoint.event < 0 || std::any_of(reader.events().begin(), reader.events().end(), wanted));
    };
    bool before = breakpoint.event < 0 && meets();
    for (std::int64_t cycle = from; cycle < to && reader.step(); ++cycle) {
        if (cycle % kCyclesBetweenLooks == 0 && stop.stop_requested()) {
            break;
        }
        const bool now = meets();
        if (now && !before) {
            return cycle + 1;
        }
        before = breakpoint.event < 0 && now; // every such event counts
    }
    return -1;
}

} // namespace

std::optional<BreakpointHit> nextBreakpoint(const Simulator &simulator, const std::vector<Breakpoint> &breakpoints,
                                            std::int64_t from, std::int64_t to, const std::stop_token &stop)
{
    std::optional<BreakpointHit> first;
    to = std::min(to, simulator.totalCycles());
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        const Breakpoint &breakpoint = breakpoints[i];
        if (!breakpoint.enabled) {
            continue;
        }
        const std::int64_t end = first ? first->cycle - 1 : to; // one of a higher index must come earlier
        const std::int64_t cycle = breakpoint.condition   ? nextWithValue(simulator, breakpoint, from, end, stop)
                                   : breakpoint.event < 0 ? nextPlace(simulator, breakpoint, from, end)
                                                          : nextWithEvent(simulator, breakpoint, from, end, stop);
        if (cycle >= 0) {
            first = BreakpointHit{cycle, static_cast<int>(i)};
        }
    }
    return stop.stop_requested() ? std::nullopt : first;
}

} // namespace vsq
