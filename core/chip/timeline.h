// SPDX-License-Identifier: GPL-3.0-or-later
// What the chip does over the cycles of a layer, from the schedule: how many cycles of a range fill, compute, drain, stall, use a
// port, and the subtiles, tiles and passes in it. Each answer costs the same however long the range is.
#pragma once

#include "core/chip/layertimes.h"
#include "core/chip/snapshot.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vsq {

/// A kind of activity, counted in cycles (of the ports: accesses, one a cycle; of the A buffer all banks at once).
enum class Activity : std::uint8_t {
    Fill,
    Compute,
    Drain,
    StallA, ///< waits for a word of A, of B, for room in the output buffer
    StallB,
    StallOutput,
    Ppu, ///< an entry is in the post-processing unit's stages, or words wait for the output port
    ABufferRead,
    BBufferRead,
    CollectorRead, ///< its own sum, or handed over: two reads of a cycle count once
    CollectorWrite,
    VsqWrite,
    VsqRead,
    OutputWrite, ///< or a slice on the softmax port
};
inline constexpr int kActivities = 14;
std::string_view nameOf(Activity activity);

/// A named stretch of cycles: [begin, end).
struct TimelineSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t index = 0; ///< of the subtile or the tile in the layer, of the pass's vector along K
    std::int64_t m = 0;     ///< first row and column of a tile
    std::int64_t n = 0;
};

class Timeline {
public:
    /// The times must stay. Runs through the read-outs of the layer once.
    explicit Timeline(const LayerTimes &times);

    [[nodiscard]] std::int64_t totalCycles() const { return m_times->context().schedule().totalCycles(); }
    /// Cycles (or accesses) of a kind among the cycles from .. to-1.
    [[nodiscard]] std::int64_t count(Activity activity, std::int64_t from, std::int64_t to) const
    {
        return before(activity, to) - before(activity, from);
    }
    /// Whether it ever happens in the layer.
    [[nodiscard]] bool happens(Activity activity) const { return before(activity, totalCycles()) > 0; }

    enum class Part : std::uint8_t { Subtile, Tile, Pass };
    /// Those that overlap the cycles from .. to-1; none where they are more than `most`. A tile ends with its last product.
    [[nodiscard]] std::vector<TimelineSpan> spans(Part part, std::int64_t from, std::int64_t to, std::size_t most) const;

private:
    /// Disjoint stretches, ascending, with what lies before each.
    struct Stretches {
        std::vector<std::int64_t> begin;
        std::vector<std::int64_t> end;
        std::vector<std::int64_t> sum;
        void add(std::int64_t from, std::int64_t to);
        [[nodiscard]] std::int64_t before(std::int64_t cycle) const;
    };
    [[nodiscard]] std::int64_t before(Activity activity, std::int64_t cycle) const;
    /// Products, passes begun and cycles of first passes, of the layer before a cycle.
    struct Products {
        std::int64_t products = 0;
        std::int64_t passes = 0;
        std::int64_t first = 0;
    };
    [[nodiscard]] Products productsBefore(std::int64_t cycle) const;
    [[nodiscard]] Products productsWithin(const Subtile &part, std::int64_t compute) const;
    void addSubtile(std::size_t index);
    void addOutput(std::size_t index);

    const LayerTimes *m_times;
    std::array<Stretches, kActivities> m_stretches; ///< those that are no products
    std::vector<Products> m_before;                 ///< of each subtile
};

} // namespace vsq
