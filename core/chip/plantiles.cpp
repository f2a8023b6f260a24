// SPDX-License-Identifier: GPL-3.0-or-later
// Where a tile lies in its subtile and when it runs, in closed form: the order is groups of M-tiles, n, M-tile inside.
#include "core/base/checked.h"
#include "core/chip/plan.h"

#include <algorithm>
#include <cassert>

namespace vsq {

double Plan::utilisation() const
{
    const double possible = static_cast<double>(totalCycles()) * lanes * vectorSize(shape.mode);
    return possible > 0 ? static_cast<double>(usefulMacs()) / possible : 0.0;
}

std::int64_t Plan::column(std::int64_t padded) const
{
    if (paddedRowLength == 0) {
        return padded;
    }
    const std::int64_t x = padded % paddedRowLength;
    return x < rowLength ? padded / paddedRowLength * rowLength + x : -1;
}

std::int64_t Plan::tiles(const Subtile &subtile) const
{
    return ceilDiv(subtile.mEnd - subtile.mBegin, lanes) * ceilDiv(subtile.nEnd - subtile.nBegin, tileColumns);
}

Tile Plan::tile(const Subtile &subtile, std::int64_t ordinal) const
{
    assert(ordinal >= 0 && ordinal < tiles(subtile));
    const std::int64_t columns = subtile.nEnd - subtile.nBegin;
    const std::int64_t nTiles = ceilDiv(columns, tileColumns);
    const std::int64_t mTiles = ceilDiv(subtile.mEnd - subtile.mBegin, lanes);
    const std::int64_t group = ordinal / (nTiles * mTilesInside);
    const std::int64_t inside = std::min<std::int64_t>(mTilesInside, mTiles - group * mTilesInside);
    const std::int64_t rest = ordinal - group * nTiles * mTilesInside;
    const std::int64_t nTile = rest / inside;
    const std::int64_t mTile = group * mTilesInside + rest % inside;

    Tile tile;
    tile.ordinal = ordinal;
    tile.m = subtile.mBegin + mTile * lanes;
    tile.rows = std::min<std::int64_t>(lanes, subtile.mEnd - tile.m);
    tile.n = subtile.nBegin + nTile * tileColumns;
    tile.columns = std::min<std::int64_t>(tileColumns, subtile.nEnd - tile.n);
    tile.cycles = tile.columns * subtile.vectors();
    tile.firstCycle = (group * mTilesInside * columns + nTile * tileColumns * inside + rest % inside * tile.columns)
                      * subtile.vectors();
    return tile;
}

Tile Plan::tileAt(const Subtile &subtile, std::int64_t computeCycle) const
{
    assert(computeCycle >= 0 && computeCycle < subtile.computeCycles);
    const std::int64_t columns = subtile.nEnd - subtile.nBegin;
    const std::int64_t nTiles = ceilDiv(columns, tileColumns);
    const std::int64_t mTiles = ceilDiv(subtile.mEnd - subtile.mBegin, lanes);
    const std::int64_t slot = computeCycle / subtile.vectors(); // in columns x M-tiles
    const std::int64_t group = slot / (mTilesInside * columns);
    const std::int64_t inside = std::min<std::int64_t>(mTilesInside, mTiles - group * mTilesInside);
    const std::int64_t rest = slot - group * mTilesInside * columns;
    const std::int64_t nTile = rest / (inside * tileColumns);
    const std::int64_t width = std::min<std::int64_t>(tileColumns, columns - nTile * tileColumns);
    const std::int64_t mTile = (rest - nTile * inside * tileColumns) / width;
    return tile(subtile, group * nTiles * mTilesInside + nTile * inside + mTile);
}

std::size_t Plan::subtileAt(std::int64_t cycle) const
{
    const auto next = std::upper_bound(subtiles.begin(), subtiles.end(), cycle,
                                       [](std::int64_t c, const Subtile &s) { return c < s.firstCycle; });
    if (next == subtiles.begin() || cycle >= totalCycles()) {
        return cycle < 0 ? 0 : subtiles.size();
    }
    return static_cast<std::size_t>(next - subtiles.begin()) - 1;
}

} // namespace vsq
