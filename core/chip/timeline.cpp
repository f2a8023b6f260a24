// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/timeline.h"

#include "core/chip/ppuarithmetic.h"
#include "core/chip/pputiming.h"

#include <algorithm>

namespace vsq {

namespace {

std::size_t at(Activity activity)
{
    return static_cast<std::size_t>(activity);
}

} // namespace

std::string_view nameOf(Activity activity)
{
    constexpr std::array<std::string_view, kActivities> kNames{
        "fill",          "compute",          "drain",           "stall for A",
        "stall for B",   "stall for output", "post-processing", "A buffer read",
        "B buffer read", "collector read",   "collector write", "VSQ write",
        "VSQ read",      "output write"};
    return kNames[at(activity)];
}

/// Stretches may touch or overlap the last one: they become one.
void Timeline::Stretches::add(std::int64_t from, std::int64_t to)
{
    if (to <= from) {
        return;
    }
    if (!end.empty() && from <= end.back()) {
        end.back() = std::max(end.back(), to);
        return;
    }
    sum.push_back(end.empty() ? 0 : sum.back() + end.back() - begin.back());
    begin.push_back(from);
    end.push_back(to);
}

std::int64_t Timeline::Stretches::before(std::int64_t cycle) const
{
    const auto next = std::lower_bound(begin.begin(), begin.end(), cycle);
    if (next == begin.begin()) {
        return 0;
    }
    const auto i = static_cast<std::size_t>(next - begin.begin()) - 1;
    return sum[i] + std::min(cycle, end[i]) - begin[i];
}

Timeline::Timeline(const LayerTimes &times) : m_times(&times)
{
    const std::vector<Subtile> &subtiles = times.context().plan().subtiles;
    Products sum;
    for (std::size_t s = 0; s < subtiles.size(); ++s) {
        m_before.push_back(sum);
        const Products own = productsWithin(subtiles[s], subtiles[s].computeCycles);
        sum = {sum.products + own.products, sum.passes + own.passes, sum.first + own.first};
        addSubtile(s);
        addOutput(s);
    }
}

void Timeline::addSubtile(std::size_t index)
{
    const Schedule &schedule = m_times->context().schedule();
    const Subtile &part = m_times->context().subtile(index);
    const std::int64_t begin = schedule.start(index);
    const std::int64_t end = schedule.start(index + 1);
    m_stretches[at(Activity::Fill)].add(begin, begin + part.fillCycles);
    m_stretches[at(Activity::Drain)].add(end - part.drainCycles, end);
    for (const Stall &stall : schedule.stalls(index)) {
        const std::int64_t first = begin + part.fillCycles + stall.compute + stall.before;
        const Activity cause = stall.cause == StallCause::A   ? Activity::StallA
                               : stall.cause == StallCause::B ? Activity::StallB
                                                              : Activity::StallOutput;
        m_stretches[at(cause)].add(first, first + stall.length);
    }
}

/// Read-outs, what the post-processing unit does with them, and its words.
void Timeline::addOutput(std::size_t index)
{
    const LayerContext &context = m_times->context();
    const Plan &plan = context.plan();
    const Subtile &part = context.subtile(index);
    const ChipConfig &config = context.config();
    const std::int64_t last = m_times->lastCycle(index);
    const bool gathers = context.ppu() && outputVector(plan.output, config) > 0;
    const std::int64_t gather = m_times->stages() / 2;
    std::vector<std::pair<std::int64_t, std::int64_t>> busy;
    for (const ReadOut &readOut : m_times->readOuts(index)) {
        if (readOut.cycle < 0) {
            continue;
        }
        if (config.firstPassForcedZero || context.schedule().at(readOut.cycle).phase != Phase::Compute) {
            m_stretches[at(Activity::CollectorRead)].add(readOut.cycle, readOut.cycle + 1);
        }
        if (!context.ppu()) {
            continue;
        }
        busy.emplace_back(readOut.cycle, std::min(last, readOut.cycle + m_times->stages() - 1) + 1);
        if (gathers && readOut.cycle + gather <= last) {
            const bool isLast = completesVector(plan, part, readOut.m, config);
            const bool buffersAll = config.vsqSegments == kVsqSegments;
            const bool isFirst = readOut.m % outputVector(plan.output, config) == 0;
            const std::int64_t cycle = readOut.cycle + gather;
            if (!isLast || buffersAll) {
                m_stretches[at(Activity::VsqWrite)].add(cycle, cycle + 1);
            }
            if (isLast && (buffersAll || !isFirst)) {
                m_stretches[at(Activity::VsqRead)].add(cycle, cycle + 1);
            }
        }
    }
    for (const OutputWrite &word : m_times->outputWrites(index)) {
        m_stretches[at(Activity::OutputWrite)].add(word.cycle, word.cycle + 1);
        if (word.readOut >= 0) {
            busy.emplace_back(word.readOut, word.cycle + 1);
        }
    }
    std::sort(busy.begin(), busy.end());
    for (const auto &[begin, end] : busy) {
        m_stretches[at(Activity::Ppu)].add(begin, end);
    }
}

Timeline::Products Timeline::productsWithin(const Subtile &part, std::int64_t compute) const
{
    Products done;
    done.products = compute;
    const Plan &plan = m_times->context().plan();
    if (compute >= part.computeCycles) {
        done.passes = plan.tiles(part) * part.vectors();
        done.first = part.computeCycles / part.vectors();
    } else {
        const Tile tile = plan.tileAt(part, compute);
        const std::int64_t within = compute - tile.firstCycle;
        done.passes = tile.ordinal * part.vectors() + (within + tile.columns - 1) / tile.columns;
        done.first = tile.firstCycle / part.vectors() + std::min(within, tile.columns);
    }
    return done;
}

Timeline::Products Timeline::productsBefore(std::int64_t cycle) const
{
    const Moment moment = m_times->context().schedule().at(cycle);
    const Subtile &part = m_times->context().subtile(moment.subtile);
    const bool over = moment.phase == Phase::Done || moment.phase == Phase::Drain;
    const Products own = productsWithin(part, moment.phase == Phase::Fill ? 0 : over ? part.computeCycles : moment.compute);
    const Products &before = m_before[moment.subtile];
    return {before.products + own.products, before.passes + own.passes, before.first + own.first};
}

std::int64_t Timeline::before(Activity activity, std::int64_t cycle) const
{
    cycle = std::clamp<std::int64_t>(cycle, 0, totalCycles());
    switch (activity) {
    case Activity::Compute:
    case Activity::BBufferRead:
    case Activity::CollectorWrite: return productsBefore(cycle).products;
    case Activity::ABufferRead: return productsBefore(cycle).passes;
    case Activity::CollectorRead: {
        // Sums are read by all but the first pass, in which entries are handed over instead; where sums are read in
        // every pass, only what is handed over outside products is to be added.
        const Products done = productsBefore(cycle);
        const bool forced = m_times->context().config().firstPassForcedZero;
        return done.products - (forced ? done.first : 0) + m_stretches[at(Activity::CollectorRead)].before(cycle);
    }
    default: break;
    }
    return m_stretches[at(activity)].before(cycle);
}

std::vector<TimelineSpan> Timeline::spans(Part part, std::int64_t from, std::int64_t to, std::size_t most) const
{
    const LayerContext &context = m_times->context();
    const Schedule &schedule = context.schedule();
    const Plan &plan = context.plan();
    std::vector<TimelineSpan> all;
    from = std::clamp<std::int64_t>(from, 0, totalCycles());
    to = std::clamp<std::int64_t>(to, from, totalCycles());
    if (from == to) {
        return all;
    }
    const Moment moment = schedule.at(from);
    for (std::size_t s = moment.subtile; s < plan.subtiles.size() && schedule.start(s) < to; ++s) {
        const Subtile &own = plan.subtiles[s];
        if (part == Part::Subtile) {
            all.push_back({schedule.start(s), schedule.start(s + 1), static_cast<std::int64_t>(s), own.mBegin, own.nBegin});
            if (all.size() > most) {
                return {};
            }
            continue;
        }
        const std::int64_t begin = s == moment.subtile && moment.phase != Phase::Fill ? moment.compute : 0;
        for (std::int64_t compute = begin; compute < own.computeCycles;) {
            const Tile tile = plan.tileAt(own, compute);
            const std::int64_t pass = (compute - tile.firstCycle) / tile.columns;
            const bool passes = part == Part::Pass;
            const std::int64_t first = tile.firstCycle + (passes ? pass * tile.columns : 0);
            const std::int64_t length = passes ? tile.columns : tile.cycles;
            const std::int64_t cycle = schedule.cycleOf(s, first);
            if (cycle >= to) {
                break;
            }
            all.push_back({cycle, schedule.cycleOf(s, first + length - 1) + 1,
                           passes ? own.vectorBegin + pass : own.firstTile + tile.ordinal, tile.m, tile.n});
            if (all.size() > most) {
                return {};
            }
            compute = first + length;
        }
    }
    return all;
}

} // namespace vsq
