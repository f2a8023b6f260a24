// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/operandstream.h"

#include <algorithm>

namespace vsq {

namespace {
constexpr double kOperandWordBytes = 33.0; ///< 264 b
} // namespace

PassWalk::PassWalk(const Plan &plan) : m_plan(&plan)
{
    if (!atEnd()) {
        m_tile = plan.tile(subtile(), 0);
        m_k = subtile().vectorBegin;
    }
}

PassWalk::PassWalk(const Plan &plan, const Place &place)
    : m_plan(&plan), m_subtile(place.subtile), m_ordinal(place.ordinal), m_k(place.k)
{
    if (!atEnd()) {
        m_tile = plan.tile(subtile(), m_ordinal);
    }
}

bool PassWalk::sameRows(std::size_t first, std::size_t second) const
{
    if (second >= m_plan->subtiles.size() || first >= m_plan->subtiles.size()) {
        return false;
    }
    const Subtile &a = m_plan->subtiles[first];
    const Subtile &b = m_plan->subtiles[second];
    return a.mBegin == b.mBegin && a.mEnd == b.mEnd && a.vectorBegin == b.vectorBegin && a.vectorEnd == b.vectorEnd;
}

bool PassWalk::sameColumns(std::size_t first, std::size_t second) const
{
    if (second >= m_plan->subtiles.size() || first >= m_plan->subtiles.size()) {
        return false;
    }
    const Subtile &a = m_plan->subtiles[first];
    const Subtile &b = m_plan->subtiles[second];
    return a.nBegin == b.nBegin && a.nEnd == b.nEnd && a.vectorBegin == b.vectorBegin && a.vectorEnd == b.vectorEnd;
}

std::int64_t PassWalk::newA() const
{
    const bool isFirst = m_tile.n == subtile().nBegin;
    return isFirst && !(m_subtile > 0 && sameRows(m_subtile - 1, m_subtile)) ? 1 : 0;
}

std::int64_t PassWalk::newB() const
{
    const bool isFirst = m_tile.m == subtile().mBegin;
    return isFirst && !(m_subtile > 0 && sameColumns(m_subtile - 1, m_subtile)) ? m_tile.columns : 0;
}

std::int64_t PassWalk::freedA() const
{
    const bool isLast = isLastPass() && m_tile.n + m_tile.columns == subtile().nEnd;
    return isLast && !sameRows(m_subtile, m_subtile + 1) ? subtile().vectors() : 0;
}

std::int64_t PassWalk::freedB() const
{
    const bool isLast = isLastPass() && m_tile.m + m_plan->lanes >= subtile().mEnd;
    return isLast && !sameColumns(m_subtile, m_subtile + 1) ? subtile().vectors() * m_tile.columns : 0;
}

void PassWalk::next()
{
    if (++m_k < subtile().vectorEnd) {
        return;
    }
    if (++m_ordinal == m_plan->tiles(subtile())) {
        m_ordinal = 0;
        if (++m_subtile == m_plan->subtiles.size()) {
            return;
        }
    }
    m_tile = m_plan->tile(subtile(), m_ordinal);
    m_k = subtile().vectorBegin;
}

OperandStream::OperandStream(const Plan &plan, const ChipConfig &config)
    : m_rate(config.streamBytesPerCycle), m_latency(config.sramReadLatency), m_lanes(plan.lanes), m_walk(plan),
      m_a(config.aBankEntries), m_b(config.bBufferEntries)
{
}

OperandStream::OperandStream(const Plan &plan, const ChipConfig &config, const Mark &mark)
    : m_rate(config.streamBytesPerCycle), m_latency(config.sramReadLatency), m_lanes(plan.lanes), m_budget(mark.budget),
      m_walk(plan, mark.place), m_sentA(mark.sentA), m_sentB(mark.sentB), m_a(mark.a), m_b(mark.b)
{
}

void OperandStream::tick()
{
    m_budget = std::min(m_budget + m_rate, m_rate + kOperandWordBytes);
    while (!m_walk.atEnd() && m_budget >= kOperandWordBytes) {
        if (m_sentA < m_walk.newA() * m_lanes) {
            if (m_a.credits() == 0) {
                break;
            }
            m_budget -= kOperandWordBytes;
            if (++m_sentA == m_lanes) {
                m_a.fill(1);
            }
        } else if (m_sentB < m_walk.newB()) {
            if (m_b.credits() == 0) {
                break;
            }
            m_budget -= kOperandWordBytes;
            ++m_sentB;
            m_b.fill(1);
        } else {
            m_walk.next();
            m_sentA = 0;
            m_sentB = 0;
        }
    }
    const auto slots = static_cast<std::int64_t>(m_history.size());
    m_history[static_cast<std::size_t>(m_ticks % slots)] = {m_a.filled(), m_b.filled()};
    if (m_ticks >= m_latency) {
        const auto &then = m_history[static_cast<std::size_t>((m_ticks - m_latency) % slots)];
        m_usableA = then[0];
        m_usableB = then[1];
    }
    ++m_ticks;
}

void OperandStream::free(std::int64_t a, std::int64_t b)
{
    m_a.shrink(a);
    m_b.shrink(b);
}

} // namespace vsq
