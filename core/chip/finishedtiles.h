// SPDX-License-Identifier: GPL-3.0-or-later
// Whole tiles and whole subtiles without stepping: what makes seeking direct. Tested against stepping.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/layercontext.h"
#include "core/chip/packedtile.h"
#include "core/chip/snapshot.h"
#include "core/chip/softmax.h"

#include <array>
#include <optional>
#include <vector>

namespace vsq {

using TileSums = std::array<std::array<std::int32_t, kLanes>, kCollectorEntries>; ///< [column][lane]

class FinishedTiles {
public:
    explicit FinishedTiles(const LayerContext &context);

    /// Final sums of a tile; counts of its saturations and scale events are added.
    void run(std::size_t subtile, const Tile &tile, TileSums &sums, LaneCounts &counts);
    /// Adds a tile's sums to result [M, N] as asked for (a K that the host splits adds up there).
    void addSums(std::size_t subtile, const Tile &tile, std::vector<std::int32_t> &result);

    /// Softmax: states of all columns of the plan before a subtile's first product; empty without softmax.
    [[nodiscard]] std::vector<SoftmaxState> softmaxBefore(std::size_t subtile);
    /// Counters of all cycles before a subtile's first product; computed subtile by subtile when first asked for.
    const Counters &beforeProducts(std::size_t subtile);

private:
    struct Activity {
        std::int64_t nonZero = 0;
        std::int64_t toggles = 0;
    };
    void countData(std::size_t subtile, Counters &counters);
    void addToSoftmax(const Tile &tile, const TileSums &sums, std::vector<SoftmaxState> &columns, Counters &counters) const;
    [[nodiscard]] Activity broadcast(const Subtile &subtile, const Tile &tile) const;

    const LayerContext *m_context;
    PackedTiles m_tiles;
    std::vector<Counters> m_before;
    std::optional<SoftmaxUnit> m_softmax;
    std::vector<std::vector<SoftmaxState>> m_softmaxAfter; ///< by subtile: states of its own columns
};

} // namespace vsq
