// SPDX-License-Identifier: GPL-3.0-or-later
// When everything of a layer happens: cycle <-> subtile, phase and product, in closed form where nothing stalls.
#pragma once

#include "core/chip/plan.h"
#include "core/chip/position.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// What a stalled cycle waits for.
enum class StallCause : std::uint8_t { None, A, B, Output };
/// "", "A", "B", "output".
std::string_view nameOf(StallCause cause);

/// Cycles without a product before product `compute` of a subtile.
struct Stall {
    std::int64_t compute = 0; ///< index of the product that waits, within the subtile
    std::int64_t length = 0;
    std::int64_t before = 0; ///< stalled cycles of the subtile before this stall
    StallCause cause = StallCause::None;
    bool operator==(const Stall &) const = default;
};

struct Moment {
    Phase phase = Phase::Done;
    std::size_t subtile = 0;
    std::int64_t compute = 0;    ///< Compute and Stall: index of the product (to come) within the subtile
    std::int64_t phaseCycle = 0; ///< Fill and Drain: 0 .. cycles of the phase - 1
    StallCause cause = StallCause::None;
};

class Schedule {
public:
    /// Without stalls.
    explicit Schedule(const Plan &plan);
    /// stalls[s] are those of subtile s, in order.
    Schedule(const Plan &plan, std::vector<std::vector<Stall>> stalls);

    [[nodiscard]] std::int64_t totalCycles() const { return m_starts.back(); }
    [[nodiscard]] bool hasStalls() const { return !m_stalls.empty(); }
    /// First cycle of a subtile; totalCycles() for the one after the last.
    [[nodiscard]] std::int64_t start(std::size_t subtile) const { return m_starts[subtile]; }
    [[nodiscard]] const std::vector<Stall> &stalls(std::size_t subtile) const;
    [[nodiscard]] Moment at(std::int64_t cycle) const;
    /// The cycle in which a product is computed.
    [[nodiscard]] std::int64_t cycleOf(std::size_t subtile, std::int64_t compute) const;
    /// The first stalled cycle at or after `cycle`, the last one before it; -1 when there is none.
    [[nodiscard]] std::int64_t nextStall(std::int64_t cycle) const;
    [[nodiscard]] std::int64_t previousStall(std::int64_t cycle) const;

private:
    std::vector<Subtile> m_subtiles;
    std::vector<std::int64_t> m_starts;       ///< one more than subtiles
    std::vector<std::vector<Stall>> m_stalls; ///< empty, or one a subtile
};

} // namespace vsq
