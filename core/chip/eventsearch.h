// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the cycle of the next or previous event of a kind without stepping the whole chip.
#pragma once

#include "core/chip/layercontext.h"
#include "core/chip/packedtile.h"
#include "core/chip/snapshot.h"

#include <optional>
#include <stop_token>

namespace vsq {

class EventSearch {
public:
    explicit EventSearch(const LayerContext &context) : m_context(&context), m_tiles(context) {}

    std::optional<std::int64_t> next(EventKind kind, std::int64_t from, const std::stop_token &stop);
    std::optional<std::int64_t> previous(EventKind kind, std::int64_t before, const std::stop_token &stop);

private:
    /// First (or last) product in [begin, end) of the subtile's products that raises the event, within one tile; -1: none.
    std::int64_t inTile(EventKind kind, std::size_t subtile, const Tile &tile, std::int64_t begin, std::int64_t end, bool first);
    /// First (or last) cycle in [from, to) in which the last slice of a column leaves, among the results of a subtile; -1: none.
    [[nodiscard]] std::int64_t softmaxRow(std::size_t subtile, std::int64_t from, std::int64_t to, bool first) const;
    [[nodiscard]] std::int64_t firstProduct(std::size_t subtile) const;
    [[nodiscard]] std::int64_t endOfTile(std::size_t subtile, const Tile &tile) const;

    const LayerContext *m_context;
    PackedTiles m_tiles;
};

} // namespace vsq
