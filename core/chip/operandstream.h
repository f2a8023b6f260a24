// SPDX-License-Identifier: GPL-3.0-or-later
// Words of A and B coming from an external memory in the order in which they are first needed, as credits allow.
#pragma once

#include "core/chip/buffermanager.h"
#include "core/chip/plan.h"

#include <array>
#include <cstdint>

namespace vsq {

/// Walks a layer pass by pass and tells which words a pass needs for the first time.
class PassWalk {
public:
    /// Where in the layer a pass lies.
    struct Place {
        std::size_t subtile = 0;
        std::int64_t ordinal = 0; ///< of the tile, within the subtile
        std::int64_t k = 0;
        bool operator==(const Place &) const = default;
    };

    explicit PassWalk(const Plan &plan);
    /// From a pass on; a subtile beyond the last one: at the end.
    PassWalk(const Plan &plan, const Place &place);
    [[nodiscard]] Place place() const { return {m_subtile, m_ordinal, m_k}; }

    [[nodiscard]] bool atEnd() const { return m_subtile == m_plan->subtiles.size(); }
    [[nodiscard]] std::size_t subtileIndex() const { return m_subtile; }
    [[nodiscard]] const Subtile &subtile() const { return m_plan->subtiles[m_subtile]; }
    [[nodiscard]] const Tile &tile() const { return m_tile; }
    [[nodiscard]] std::int64_t k() const { return m_k; }
    /// Words of every A bank (0 or 1) and of B (0 or the tile's columns) that were not there before.
    [[nodiscard]] std::int64_t newA() const;
    [[nodiscard]] std::int64_t newB() const;
    /// Words of A and B that are not needed after this pass; known at a tile's last pass.
    [[nodiscard]] std::int64_t freedA() const;
    [[nodiscard]] std::int64_t freedB() const;
    void next();

private:
    [[nodiscard]] bool sameRows(std::size_t first, std::size_t second) const;
    [[nodiscard]] bool sameColumns(std::size_t first, std::size_t second) const;
    [[nodiscard]] bool isLastPass() const { return m_k + 1 == subtile().vectorEnd; }

    const Plan *m_plan;
    std::size_t m_subtile = 0;
    std::int64_t m_ordinal = 0;
    std::int64_t m_k = 0;
    Tile m_tile;
};

/// The channel and the two buffers. Times are cycles; a word can be used ChipConfig::sramReadLatency cycles after it came.
class OperandStream {
public:
    /// All that decides which words come when.
    struct Mark {
        double budget = 0.0;
        PassWalk::Place place;
        std::int64_t sentA = 0;
        std::int64_t sentB = 0;
        BufferManager a{0};
        BufferManager b{0};
    };

    OperandStream(const Plan &plan, const ChipConfig &config);
    /// Goes on from a mark; hasA() and hasB() know only what comes from then on.
    OperandStream(const Plan &plan, const ChipConfig &config, const Mark &mark);
    [[nodiscard]] Mark mark() const { return {m_budget, m_walk.place(), m_sentA, m_sentB, m_a, m_b}; }

    /// One cycle of the channel.
    void tick();
    /// Whether the first `a` words of every A bank and the first `b` of B, counted over the layer, can be used.
    [[nodiscard]] bool hasA(std::int64_t a) const { return m_usableA >= a; }
    [[nodiscard]] bool hasB(std::int64_t b) const { return m_usableB >= b; }
    /// Words that are no longer needed.
    void free(std::int64_t a, std::int64_t b);
    [[nodiscard]] const BufferManager &a() const { return m_a; } ///< in words a bank
    [[nodiscard]] const BufferManager &b() const { return m_b; }

private:
    static constexpr int kLongestLatency = 8;

    double m_rate;
    int m_latency;
    int m_lanes;
    double m_budget = 0.0;
    PassWalk m_walk;          ///< the pass whose words are being sent
    std::int64_t m_sentA = 0; ///< words of it: of the A banks together, of B
    std::int64_t m_sentB = 0;
    BufferManager m_a; ///< in words a bank
    BufferManager m_b;
    std::int64_t m_ticks = 0;
    std::array<std::array<std::int64_t, 2>, kLongestLatency + 1> m_history{}; ///< filled words of A, B after each tick
    std::int64_t m_usableA = 0;
    std::int64_t m_usableB = 0;
};

} // namespace vsq
