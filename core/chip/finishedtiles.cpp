// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/finishedtiles.h"

#include "core/chip/closedform.h"
#include "core/chip/ppu.h"

#include <algorithm>
#include <map>

namespace vsq {

FinishedTiles::FinishedTiles(const LayerContext &context) : m_context(&context), m_tiles(context)
{
    if (context.ppu() && context.plan().output == OutputFormat::Softmax) {
        m_softmax.emplace(context.config());
    }
}

void FinishedTiles::run(std::size_t subtile, const Tile &tile, TileSums &sums, LaneCounts &counts)
{
    const Subtile &part = m_context->subtile(subtile);
    alignas(64) TileSums collector;
    std::array<const std::int8_t *, kCollectorEntries> codes{};
    std::array<std::int32_t, kCollectorEntries> scales{};
    std::array<std::int64_t, kCollectorEntries> rows{};
    std::array<bool, kCollectorEntries> real{};
    for (std::int64_t a = 0; a < tile.columns; ++a) {
        rows[static_cast<std::size_t>(a)] = m_context->plan().column(tile.n + a);
        real[static_cast<std::size_t>(a)] = rows[static_cast<std::size_t>(a)] >= 0;
    }
    for (std::int64_t k = part.vectorBegin; k < part.vectorEnd; ++k) {
        for (std::int64_t a = 0; a < tile.columns; ++a) {
            const auto slot = static_cast<std::size_t>(a);
            codes[slot] = m_context->bCodes(rows[slot], k);
            scales[slot] = m_context->bScale(rows[slot], k);
        }
        executePass(m_context->lanes(), m_tiles.at(subtile, tile.m, k), codes.data(), scales.data(), real.data(),
                    static_cast<int>(tile.columns), k == part.vectorBegin, collector[0].data(), counts);
    }
    std::copy_n(collector.begin(), tile.columns, sums.begin());
}

void FinishedTiles::addSums(std::size_t subtile, const Tile &tile, std::vector<std::int32_t> &result)
{
    TileSums sums;
    LaneCounts counts;
    run(subtile, tile, sums, counts);
    for (std::int64_t a = 0; a < tile.columns; ++a) {
        const std::int64_t column = m_context->plan().column(tile.n + a);
        if (column < 0) {
            continue;
        }
        for (std::int64_t lane = 0; lane < tile.rows; ++lane) {
            result[m_context->resultIndex(tile.m + lane, column)] +=
                sums[static_cast<std::size_t>(a)][static_cast<std::size_t>(lane)];
        }
    }
}

/// Of all words of a tile but the step onto its first.
FinishedTiles::Activity FinishedTiles::broadcast(const Subtile &subtile, const Tile &tile) const
{
    Activity activity;
    const std::int8_t *before = nullptr;
    for (std::int64_t k = subtile.vectorBegin; k < subtile.vectorEnd; ++k) {
        for (std::int64_t a = 0; a < tile.columns; ++a) {
            const std::int8_t *now = m_context->bCodes(m_context->plan().column(tile.n + a), k);
            const WordActivity word = wordActivity(now, before != nullptr ? before : now, m_context->mode());
            activity.nonZero += word.nonZero;
            activity.toggles += word.toggles;
            before = now;
        }
    }
    return activity;
}

void FinishedTiles::addToSoftmax(const Tile &tile, const TileSums &sums, std::vector<SoftmaxState> &columns,
                                 Counters &counters) const
{
    const auto slice = static_cast<std::size_t>(m_context->config().softmaxSlice);
    std::array<std::int8_t, kLanes> x{};
    std::array<std::uint16_t, kLanes> y{};
    for (std::int64_t a = 0; a < tile.columns; ++a) {
        SoftmaxState &column = columns[static_cast<std::size_t>(tile.n + a)];
        const SoftmaxState before = column;
        const auto count = static_cast<std::size_t>(tile.rows);
        for (std::size_t lane = 0; lane < count; ++lane) {
            const PpuValue value = ppuValue(sums[static_cast<std::size_t>(a)][lane], tile.m + static_cast<std::int64_t>(lane),
                                            *m_context->ppu(), m_context->config());
            x[lane] = m_softmax->quantizeTruncated(value.truncated);
        }
        for (std::size_t begin = 0; begin < count; begin += slice) {
            const std::size_t length = std::min(slice, count - begin);
            m_softmax->addSlice(column, std::span(x).subspan(begin, length), std::span(y).subspan(begin, length));
        }
        counters.softmaxRenormalised += before.started && column.maximum > before.maximum ? 1 : 0;
    }
}

std::vector<SoftmaxState> FinishedTiles::softmaxBefore(std::size_t subtile)
{
    if (!m_softmax) {
        return {};
    }
    beforeProducts(subtile); // runs what is not known yet
    std::vector<SoftmaxState> columns(static_cast<std::size_t>(m_context->plan().n));
    for (std::size_t s = 0; s < subtile; ++s) {
        std::copy(m_softmaxAfter[s].begin(), m_softmaxAfter[s].end(), columns.begin() + m_context->subtile(s).nBegin);
    }
    return columns;
}

void FinishedTiles::countData(std::size_t subtile, Counters &counters)
{
    std::vector<SoftmaxState> columns = m_softmax ? softmaxBefore(subtile) : std::vector<SoftmaxState>();
    const Plan &plan = m_context->plan();
    const Subtile &part = m_context->subtile(subtile);
    const int lanes = plan.lanes;
    std::map<std::int64_t, Activity> broadcasts;                         // by first column: every M-tile sees the same words
    std::vector<std::int64_t> rows(static_cast<std::size_t>(lanes), -1); // in the A register
    std::int64_t vector = 0;
    const std::int8_t *word = LayerContext::kZeroWord; // on the broadcast wires
    if (subtile > 0) {
        const Subtile &before = m_context->subtile(subtile - 1);
        const Tile last = plan.tile(before, plan.tiles(before) - 1);
        for (std::int64_t lane = 0; lane < last.rows; ++lane) {
            rows[static_cast<std::size_t>(lane)] = last.m + lane;
        }
        vector = before.vectorEnd - 1;
        word = m_context->bCodes(plan.column(last.n + last.columns - 1), vector);
    }
    for (std::int64_t ordinal = 0; ordinal < plan.tiles(part); ++ordinal) {
        const Tile tile = plan.tile(part, ordinal);
        TileSums sums;
        LaneCounts events;
        run(subtile, tile, sums, events);
        counters.saturations += events.clamped;
        counters.zeroScales += events.zeroScales;
        counters.scalesRoundedToZero += events.roundedToZero;
        if (m_softmax) {
            addToSoftmax(tile, sums, columns, counters);
        }

        auto [known, isNew] = broadcasts.try_emplace(tile.n);
        if (isNew) {
            known->second = broadcast(part, tile);
        }
        const std::int8_t *first = m_context->bCodes(plan.column(tile.n), part.vectorBegin);
        counters.bNonZero += known->second.nonZero * lanes;
        counters.bToggles += known->second.toggles + wordActivity(first, word, m_context->mode()).toggles;
        word = m_context->bCodes(plan.column(tile.n + tile.columns - 1), part.vectorEnd - 1);

        for (std::int64_t k = part.vectorBegin; k < part.vectorEnd; ++k) {
            std::int64_t nonZero = 0;
            for (std::int64_t lane = 0; lane < lanes; ++lane) {
                std::int64_t &row = rows[static_cast<std::size_t>(lane)];
                const std::int8_t *then = row < 0 ? LayerContext::kZeroWord : m_context->aCodes(row, vector);
                row = lane < tile.rows ? tile.m + lane : -1;
                const std::int8_t *now = row < 0 ? LayerContext::kZeroWord : m_context->aCodes(row, k);
                const WordActivity activity = wordActivity(now, then, m_context->mode());
                nonZero += activity.nonZero;
                counters.aToggles += activity.toggles;
            }
            vector = k;
            counters.aNonZero += nonZero * tile.columns;
        }
    }
    if (m_softmax) {
        m_softmaxAfter.emplace_back(columns.begin() + part.nBegin, columns.begin() + part.nEnd);
    }
}

const Counters &FinishedTiles::beforeProducts(std::size_t subtile)
{
    while (m_before.size() <= subtile) {
        Counters counters;
        const std::size_t next = m_before.size();
        if (next > 0) {
            counters = m_before.back();
            if (m_context->subtile(next - 1).fillCycles == 0) {
                countFillWrites(*m_context, next - 1, counters);
            }
            countProducts(*m_context, next - 1, counters);
            countOverhead(*m_context, m_context->subtile(next - 1).drainCycles, counters);
            countData(next - 1, counters);
        }
        if (const std::int64_t fill = m_context->subtile(next).fillCycles; fill > 0) {
            countFillWrites(*m_context, next, counters); // else its first product's cycle counts them
            countOverhead(*m_context, fill, counters);
        }
        if (m_context->ppu()) {
            counters.memories[static_cast<std::size_t>(Memory::OutputBuffer)].reads = m_context->timingAtFirstProduct(next).reads;
        }
        m_before.push_back(counters);
    }
    return m_before[subtile];
}

} // namespace vsq
