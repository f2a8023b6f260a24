// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/packedtile.h"

#include <algorithm>

namespace vsq {

namespace {
constexpr int kWidth = 16; ///< lanes of the kernel
} // namespace

void PackedTiles::pack(RowTile &tile, const Subtile &subtile, std::int64_t m) const
{
    const int size = m_context->size();
    const std::int64_t vectors = subtile.vectors();
    tile.codes.assign(static_cast<std::size_t>(vectors * size * kWidth), 0);
    tile.scales.assign(static_cast<std::size_t>(vectors * kWidth), 0);
    const std::int64_t rows = std::min<std::int64_t>(m_context->plan().lanes, subtile.mEnd - m);
    for (std::int64_t lane = 0; lane < rows; ++lane) {
        for (std::int64_t k = 0; k < vectors; ++k) {
            const std::int8_t *from = m_context->aCodes(m + lane, subtile.vectorBegin + k);
            std::int16_t *to = tile.codes.data() + k * size * kWidth + 2 * lane;
            for (int e = 0; e < size; e += 2) {
                to[e * kWidth] = from[e];
                to[e * kWidth + 1] = from[e + 1];
            }
            tile.scales[static_cast<std::size_t>(k * kWidth + lane)] = m_context->aScale(m + lane, subtile.vectorBegin + k);
        }
    }
}

LaneOperands PackedTiles::at(std::size_t subtile, std::int64_t m, std::int64_t k)
{
    const Subtile &part = m_context->subtile(subtile);
    const std::int64_t lanes = m_context->plan().lanes;
    if (subtile != m_subtile) {
        // Rows that the last subtile left here are those of the next one where only its columns differ.
        const bool same = m_subtile != static_cast<std::size_t>(-1) && m_context->subtile(m_subtile).mBegin == part.mBegin
                          && m_context->subtile(m_subtile).mEnd == part.mEnd
                          && m_context->subtile(m_subtile).vectorBegin == part.vectorBegin
                          && m_context->subtile(m_subtile).vectorEnd == part.vectorEnd;
        if (!same) {
            m_tiles.clear();
            m_tiles.resize(static_cast<std::size_t>((part.mEnd - part.mBegin + lanes - 1) / lanes));
        }
        m_subtile = subtile;
    }
    RowTile &tile = m_tiles[static_cast<std::size_t>((m - part.mBegin) / lanes)];
    if (tile.codes.empty()) {
        pack(tile, part, m);
    }
    const std::int64_t local = k - part.vectorBegin;
    return {tile.codes.data() + local * m_context->size() * kWidth, tile.scales.data() + local * kWidth,
            static_cast<std::int32_t>(std::min(lanes, part.mEnd - m))};
}

} // namespace vsq
