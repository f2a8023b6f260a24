// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/eventsearch.h"

#include "core/chip/machine.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

std::uint32_t maskOf(EventKind kind, const LaneMasks &masks)
{
    switch (kind) {
    case EventKind::Saturation: return masks.clamped;
    case EventKind::ZeroScale: return masks.zeroScale;
    case EventKind::ScaleRoundedToZero: return masks.roundedToZero;
    default: break;
    }
    return 0;
}

bool dependsOnData(EventKind kind)
{
    return kind == EventKind::Saturation || kind == EventKind::ZeroScale || kind == EventKind::ScaleRoundedToZero;
}

} // namespace

std::int64_t EventSearch::endOfTile(std::size_t subtile, const Tile &tile) const
{
    return m_context->schedule().cycleOf(subtile, tile.firstCycle + tile.cycles - 1);
}

std::int64_t EventSearch::firstProduct(std::size_t subtile) const
{
    return subtile < m_context->plan().subtiles.size()
               ? m_context->schedule().start(subtile) + m_context->subtile(subtile).fillCycles
               : m_context->schedule().totalCycles();
}

/// A subtile's results are out before the next one's first product: when they leave does not depend on data.
std::int64_t EventSearch::softmaxRow(std::size_t subtile, std::int64_t from, std::int64_t to, bool first) const
{
    to = std::min(to, firstProduct(subtile + 1));
    if (!m_context->ppu() || m_context->plan().output != OutputFormat::Softmax || firstProduct(subtile) >= to
        || m_context->subtile(subtile).mEnd < m_context->plan().m) {
        return -1;
    }
    Machine machine(*m_context);
    ChipState state = machine.cleanState(subtile, {});
    std::int64_t found = -1;
    while (state.next.cycle < to && (found < 0 || !first)) {
        machine.execute(state);
        const auto &events = machine.events();
        const bool leaves = std::any_of(events.begin(), events.end(),
                                        [](const Event &event) { return event.kind == EventKind::SoftmaxRow; });
        found = leaves && state.executed.cycle >= from ? state.executed.cycle : found;
    }
    return found;
}

std::int64_t EventSearch::inTile(EventKind kind, std::size_t subtile, const Tile &tile, std::int64_t begin, std::int64_t end,
                                 bool first)
{
    const Subtile &part = m_context->subtile(subtile);
    alignas(64) std::array<std::array<std::int32_t, kLanes>, kCollectorEntries> collector;
    std::int64_t found = -1;
    std::int64_t compute = tile.firstCycle;
    for (std::int64_t k = part.vectorBegin; k < part.vectorEnd && compute < end; ++k) {
        const LaneOperands lanes = m_tiles.at(subtile, tile.m, k);
        for (std::int64_t a = 0; a < tile.columns && compute < end; ++a, ++compute) {
            const std::int64_t row = m_context->plan().column(tile.n + a);
            const LaneMasks masks = executeCycle(m_context->lanes(), lanes, m_context->bCodes(row, k), m_context->bScale(row, k),
                                                 k == part.vectorBegin, collector[static_cast<std::size_t>(a)].data());
            if (compute >= begin && row >= 0 && maskOf(kind, masks) != 0) {
                found = compute;
                if (first) {
                    return found;
                }
            }
        }
    }
    return found;
}

std::optional<std::int64_t> EventSearch::next(EventKind kind, std::int64_t from, const std::stop_token &stop)
{
    const Schedule &schedule = m_context->schedule();
    const std::int64_t total = schedule.totalCycles();
    from = std::max<std::int64_t>(from, 0);
    if (from >= total) {
        return std::nullopt;
    }
    if (kind == EventKind::LayerDone) {
        return total - 1;
    }
    if (kind == EventKind::Stall) {
        const std::int64_t cycle = schedule.nextStall(from);
        return cycle < 0 ? std::nullopt : std::optional(cycle);
    }
    const std::size_t subtiles = m_context->plan().subtiles.size();
    const Moment moment = schedule.at(from);
    if (kind == EventKind::SubtileDone) {
        return schedule.start(moment.subtile + 1) - 1;
    }
    if (kind == EventKind::SoftmaxRow) {
        for (std::size_t s = moment.subtile > 0 ? moment.subtile - 1 : 0; s < subtiles && !stop.stop_requested(); ++s) {
            if (const std::int64_t found = softmaxRow(s, from, total, true); found >= 0) {
                return found;
            }
        }
        return std::nullopt;
    }
    for (std::size_t s = moment.subtile; s < subtiles; ++s) {
        const Subtile &part = m_context->subtile(s);
        const std::int64_t begin = s == moment.subtile ? moment.compute : 0;
        if (begin >= part.computeCycles) {
            continue;
        }
        const std::int64_t tiles = m_context->plan().tiles(part);
        for (std::int64_t ordinal = m_context->plan().tileAt(part, begin).ordinal; ordinal < tiles; ++ordinal) {
            const Tile tile = m_context->plan().tile(part, ordinal);
            if (!dependsOnData(kind)) {
                return endOfTile(s, tile);
            }
            if (stop.stop_requested()) {
                return std::nullopt;
            }
            const std::int64_t found = inTile(kind, s, tile, begin, part.computeCycles, true);
            if (found >= 0) {
                return schedule.cycleOf(s, found);
            }
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> EventSearch::previous(EventKind kind, std::int64_t before, const std::stop_token &stop)
{
    const Schedule &schedule = m_context->schedule();
    const std::int64_t total = schedule.totalCycles();
    before = std::min(before, total);
    if (before <= 0) {
        return std::nullopt;
    }
    if (kind == EventKind::LayerDone) {
        return before == total ? std::optional(total - 1) : std::nullopt;
    }
    if (kind == EventKind::Stall) {
        const std::int64_t cycle = schedule.previousStall(before);
        return cycle < 0 ? std::nullopt : std::optional(cycle);
    }
    const Moment moment = schedule.at(before);
    const bool ended = before == total;
    if (kind == EventKind::SubtileDone) {
        const std::int64_t cycle = ended ? total - 1 : schedule.start(moment.subtile) - 1;
        return cycle < 0 ? std::nullopt : std::optional(cycle);
    }
    if (kind == EventKind::SoftmaxRow) {
        for (std::size_t s = moment.subtile + 1; s-- > 0 && !stop.stop_requested();) {
            if (const std::int64_t found = softmaxRow(s, 0, before, false); found >= 0) {
                return found;
            }
        }
        return std::nullopt;
    }
    for (std::size_t s = moment.subtile + 1; s-- > 0;) {
        const Subtile &part = m_context->subtile(s);
        const std::int64_t end = s == moment.subtile && !ended ? moment.compute : part.computeCycles;
        if (end == 0) {
            continue;
        }
        for (std::int64_t ordinal = m_context->plan().tileAt(part, end - 1).ordinal; ordinal >= 0; --ordinal) {
            const Tile tile = m_context->plan().tile(part, ordinal);
            if (!dependsOnData(kind)) {
                if (tile.firstCycle + tile.cycles <= end) {
                    return endOfTile(s, tile);
                }
                continue;
            }
            if (stop.stop_requested()) {
                return std::nullopt;
            }
            const std::int64_t found = inTile(kind, s, tile, 0, std::min(end, tile.firstCycle + tile.cycles), false);
            if (found >= 0) {
                return schedule.cycleOf(s, found);
            }
        }
    }
    return std::nullopt;
}

} // namespace vsq
