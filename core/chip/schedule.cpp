// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/schedule.h"

#include <algorithm>
#include <cassert>

namespace vsq {

namespace {

const std::vector<Stall> kNone;

std::int64_t stalled(const std::vector<Stall> &stalls)
{
    return stalls.empty() ? 0 : stalls.back().before + stalls.back().length;
}

} // namespace

std::string_view nameOf(StallCause cause)
{
    switch (cause) {
    case StallCause::A: return "A";
    case StallCause::B: return "B";
    case StallCause::Output: return "output";
    case StallCause::None: break;
    }
    return "";
}

Schedule::Schedule(const Plan &plan) : Schedule(plan, {}) {}

Schedule::Schedule(const Plan &plan, std::vector<std::vector<Stall>> stalls)
    : m_subtiles(plan.subtiles), m_stalls(std::move(stalls))
{
    assert(m_stalls.empty() || m_stalls.size() == m_subtiles.size());
    std::int64_t cycle = 0;
    for (std::size_t s = 0; s < m_subtiles.size(); ++s) {
        m_starts.push_back(cycle);
        cycle += m_subtiles[s].cycles() + stalled(this->stalls(s));
    }
    m_starts.push_back(cycle);
}

const std::vector<Stall> &Schedule::stalls(std::size_t subtile) const
{
    return m_stalls.empty() ? kNone : m_stalls[subtile];
}

Moment Schedule::at(std::int64_t cycle) const
{
    assert(cycle >= 0 && cycle <= totalCycles());
    Moment moment;
    if (cycle == totalCycles()) {
        moment.subtile = m_subtiles.size() - 1;
        return moment;
    }
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), cycle);
    moment.subtile = static_cast<std::size_t>(next - m_starts.begin()) - 1;
    const Subtile &subtile = m_subtiles[moment.subtile];
    const std::vector<Stall> &waits = stalls(moment.subtile);
    std::int64_t rest = cycle - m_starts[moment.subtile];
    if (rest < subtile.fillCycles) {
        moment.phase = Phase::Fill;
        moment.phaseCycle = rest;
        return moment;
    }
    rest -= subtile.fillCycles;
    if (rest >= subtile.computeCycles + stalled(waits)) {
        moment.phase = Phase::Drain;
        moment.compute = subtile.computeCycles;
        moment.phaseCycle = rest - subtile.computeCycles - stalled(waits);
        return moment;
    }
    // The last stall that begins at or before this cycle: it begins at compute + before.
    const auto after = std::upper_bound(waits.begin(), waits.end(), rest,
                                        [](std::int64_t r, const Stall &stall) { return r < stall.compute + stall.before; });
    moment.phase = Phase::Compute;
    moment.compute = rest;
    if (after != waits.begin()) {
        const Stall &stall = *(after - 1);
        if (rest < stall.compute + stall.before + stall.length) {
            moment.phase = Phase::Stall;
            moment.cause = stall.cause;
            moment.compute = stall.compute;
        } else {
            moment.compute = rest - stall.before - stall.length;
        }
    }
    return moment;
}

std::int64_t Schedule::cycleOf(std::size_t subtile, std::int64_t compute) const
{
    const std::vector<Stall> &waits = stalls(subtile);
    const auto after = std::upper_bound(waits.begin(), waits.end(), compute,
                                        [](std::int64_t c, const Stall &stall) { return c < stall.compute; });
    const std::int64_t lost = after == waits.begin() ? 0 : (after - 1)->before + (after - 1)->length;
    return m_starts[subtile] + m_subtiles[subtile].fillCycles + compute + lost;
}

std::int64_t Schedule::nextStall(std::int64_t cycle) const
{
    if (!hasStalls() || cycle >= totalCycles()) {
        return -1;
    }
    for (std::size_t s = at(cycle).subtile; s < m_subtiles.size(); ++s) {
        const std::int64_t base = m_starts[s] + m_subtiles[s].fillCycles;
        for (const Stall &stall : m_stalls[s]) {
            const std::int64_t first = base + stall.compute + stall.before;
            if (cycle < first + stall.length) {
                return std::max(cycle, first);
            }
        }
    }
    return -1;
}

std::int64_t Schedule::previousStall(std::int64_t cycle) const
{
    if (!hasStalls() || cycle <= 0) {
        return -1;
    }
    for (std::size_t s = at(cycle - 1).subtile + 1; s-- > 0;) {
        const std::int64_t base = m_starts[s] + m_subtiles[s].fillCycles;
        for (auto stall = m_stalls[s].rbegin(); stall != m_stalls[s].rend(); ++stall) {
            const std::int64_t first = base + stall->compute + stall->before;
            if (first < cycle) {
                return std::min(cycle - 1, first + stall->length - 1);
            }
        }
    }
    return -1;
}

} // namespace vsq
