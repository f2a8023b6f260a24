// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/layertimes.h"

#include "core/chip/machine.h"
#include "core/chip/ppuarithmetic.h"
#include "core/chip/pputiming.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace vsq {

std::int64_t LayerTimes::paddedColumn(std::int64_t column) const
{
    const Plan &plan = m_context->plan();
    return plan.paddedRowLength == 0 ? column : column / plan.rowLength * plan.paddedRowLength + column % plan.rowLength;
}

Tile LayerTimes::tileOf(std::size_t subtile, std::int64_t row, std::int64_t n) const
{
    const Plan &plan = m_context->plan();
    const Subtile &part = m_context->subtile(subtile);
    // The order is groups of M-tiles, n, M-tile inside.
    const std::int64_t nTiles = (part.nEnd - part.nBegin + plan.tileColumns - 1) / plan.tileColumns;
    const std::int64_t mTiles = (part.mEnd - part.mBegin + plan.lanes - 1) / plan.lanes;
    const std::int64_t mTile = (row - part.mBegin) / plan.lanes;
    const std::int64_t nTile = (n - part.nBegin) / plan.tileColumns;
    const std::int64_t group = mTile / plan.mTilesInside;
    const std::int64_t inside = std::min<std::int64_t>(plan.mTilesInside, mTiles - group * plan.mTilesInside);
    return plan.tile(part, group * nTiles * plan.mTilesInside + nTile * inside + mTile % plan.mTilesInside);
}

ProductPlace LayerTimes::product(std::int64_t row, std::int64_t n, std::int64_t k) const
{
    const std::vector<Subtile> &subtiles = m_context->plan().subtiles;
    const auto found = std::find_if(subtiles.begin(), subtiles.end(), [&](const Subtile &part) {
        return row >= part.mBegin && row < part.mEnd && n >= part.nBegin && n < part.nEnd && k >= part.vectorBegin
               && k < part.vectorEnd;
    });
    assert(found != subtiles.end());
    ProductPlace place;
    place.subtile = static_cast<std::size_t>(found - subtiles.begin());
    place.tile = tileOf(place.subtile, row, n);
    place.k = k;
    place.lane = static_cast<int>(row - place.tile.m);
    place.entry = static_cast<int>(n - place.tile.n);
    place.cycle = m_context->schedule().cycleOf(place.subtile, place.tile.firstCycle
                                                                   + (k - found->vectorBegin) * place.tile.columns + place.entry);
    return place;
}

std::int64_t LayerTimes::lastCycle(std::size_t subtile) const
{
    const Schedule &schedule = m_context->schedule();
    const bool isLast = subtile + 1 == m_context->plan().subtiles.size();
    return isLast ? schedule.totalCycles() - 1 : schedule.start(subtile + 1) + m_context->subtile(subtile + 1).fillCycles - 1;
}

int LayerTimes::stages() const
{
    return PpuTiming(m_context->plan(), m_context->config()).stages;
}

int LayerTimes::stageOf(int step) const
{
    constexpr int kSteps = 6;
    return std::min((step * stages() + kSteps - 1) / kSteps, stages() - 1);
}

std::vector<ReadOut> LayerTimes::listReadOuts(std::size_t subtile) const
{
    const Plan &plan = m_context->plan();
    const Schedule &schedule = m_context->schedule();
    const Subtile &part = m_context->subtile(subtile);
    std::vector<ReadOut> all;
    std::array<std::int64_t, kCollectorEntries> held; // m of the sums that wait in an entry, and their column
    std::array<std::int64_t, kCollectorEntries> columns{};
    held.fill(-1);
    const auto take = [&](std::size_t entry, std::int64_t cycle) {
        all.push_back({cycle, held[entry], columns[entry], static_cast<std::int32_t>(entry)});
        held[entry] = -1;
    };
    for (std::int64_t ordinal = 0; ordinal < plan.tiles(part); ++ordinal) {
        const Tile tile = plan.tile(part, ordinal);
        for (std::int64_t a = 0; a < tile.columns; ++a) { // in its first pass
            if (const auto entry = static_cast<std::size_t>(a); held[entry] >= 0) {
                take(entry, schedule.cycleOf(subtile, tile.firstCycle + a));
            }
        }
        for (std::int64_t a = 0; a < tile.columns; ++a) {
            held[static_cast<std::size_t>(a)] = tile.m;
            columns[static_cast<std::size_t>(a)] = tile.n + a;
        }
    }
    std::int64_t cycle = schedule.start(subtile + 1) - part.drainCycles;
    for (std::size_t entry = 0; entry < held.size(); ++entry) {
        if (held[entry] >= 0) {
            take(entry, cycle < schedule.start(subtile + 1) ? cycle++ : -1);
        }
    }
    return all;
}

std::vector<ReadOut> LayerTimes::steppedReadOuts(std::size_t subtile) const
{
    Machine machine(*m_context);
    ChipState state = machine.cleanState(subtile, {});
    std::vector<ReadOut> all;
    const std::int64_t end = lastCycle(subtile);
    while (state.next.cycle <= end) {
        const auto before = state.entries; // a product of the same cycle takes the entry over
        machine.execute(state);
        if (state.readOut >= 0) {
            const EntryState &held = before[static_cast<std::size_t>(state.readOut)];
            all.push_back({state.executed.cycle, held.m, held.n, state.readOut});
        }
    }
    return all;
}

const std::vector<ReadOut> &LayerTimes::readOuts(std::size_t subtile) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_readOuts.find(subtile);
    if (found != m_readOuts.end()) {
        return found->second;
    }
    // Read-outs keep to the products, but where the output holds them up.
    const std::vector<Stall> &stalls = m_context->schedule().stalls(subtile);
    const bool steps = std::any_of(stalls.begin(), stalls.end(), [](const Stall &s) { return s.cause == StallCause::Output; });
    return m_readOuts.emplace(subtile, steps ? steppedReadOuts(subtile) : listReadOuts(subtile)).first->second;
}

std::vector<OutputWrite> LayerTimes::outputWrites(std::size_t subtile) const
{
    const Plan &plan = m_context->plan();
    const ChipConfig &config = m_context->config();
    const Subtile &part = m_context->subtile(subtile);
    std::vector<OutputWrite> all;
    if (!m_context->ppu()) {
        return all;
    }
    const std::int64_t perWord = std::max(1, codesPerOutputWord(plan.output));
    const std::int64_t vector = outputVector(plan.output, config);
    const std::int64_t end = lastCycle(subtile);
    const std::int64_t ofColumn = outputWordsOfColumn(plan, part, config);
    std::int64_t port = -1; // last cycle in which the port wrote
    for (const ReadOut &read : readOuts(subtile)) {
        if (!completesVector(plan, part, read.m, config)) {
            continue;
        }
        const std::int64_t begin = vector == 0 ? read.m : read.m / vector * vector;
        const std::int64_t count = vector == 0 ? std::min<std::int64_t>(plan.lanes, part.mEnd - begin)
                                               : std::min(vector, part.mEnd - begin);
        const std::int64_t step = vector == 0 ? count : perWord;
        for (std::int64_t first = 0; first < count; first += step) {
            OutputWrite write;
            write.readOut = read.cycle;
            // Words that are on their way when the subtile ends are all written at once (A-18 leaves too few cycles).
            write.cycle = read.cycle < 0 ? end : std::min(end, std::max(port + 1, read.cycle + stages() - 1));
            port = write.cycle;
            write.m = begin + first;
            write.n = read.n;
            write.count = static_cast<std::int32_t>(std::min(step, count - first));
            write.address = plan.output == OutputFormat::Softmax
                                ? 0
                                : static_cast<std::int32_t>((read.n - part.nBegin) * ofColumn
                                                            + (begin + first - part.mBegin) / perWord);
            all.push_back(write);
        }
    }
    return all;
}

} // namespace vsq
