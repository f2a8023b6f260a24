// SPDX-License-Identifier: GPL-3.0-or-later
// The accelerator running one matrix product, one clock cycle a step, forwards and backwards: the definition of right.
#pragma once

#include "core/chip/config.h"
#include "core/chip/operands.h"
#include "core/chip/position.h"
#include "core/chip/snapshot.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace vsq {

class Simulator {
public:
    /// Unit of stepping and of runUntil.
    enum class Unit : std::uint8_t { Cycle, Vector, Tile, Subtile, Layer };

    /// Throws Error when the product cannot run on the chip as configured (spec section 3).
    Simulator(std::shared_ptr<const Operands> operands, const ChipConfig &config);
    ~Simulator();
    Simulator(Simulator &&) noexcept;
    Simulator &operator=(Simulator &&) noexcept;

    [[nodiscard]] const Operands &operands() const;
    [[nodiscard]] const ChipConfig &config() const;
    [[nodiscard]] std::int64_t totalCycles() const;
    [[nodiscard]] const Position &position() const; ///< the cycle to come
    [[nodiscard]] Position positionAt(std::int64_t cycle) const;
    [[nodiscard]] bool done() const;

    /// One cycle; false at the end (then nothing changes).
    bool step();
    /// Undoes one cycle; false at the beginning.
    bool stepBack();
    /// To any cycle, 0 .. totalCycles, directly.
    void seek(std::int64_t cycle);
    /// Steps until the predicate holds after a step, the end is reached or a stop is asked for. True when it held.
    bool runUntil(const std::function<bool(const Simulator &)> &predicate, const std::stop_token &stop = {});
    /// To the beginning of the next unit / of this or the previous one.
    void stepUnit(Unit unit, const std::stop_token &stop = {});
    void stepUnitBack(Unit unit);

    /// Events of the cycle executed last.
    [[nodiscard]] std::span<const Event> events() const;
    [[nodiscard]] const Counters &counters() const;
    [[nodiscard]] std::uint64_t stateHash() const;
    [[nodiscard]] Snapshot snapshot() const;

    /// Sums of finished tiles, [M, N] row-major; elements of tiles not yet finished are 0.
    [[nodiscard]] const std::vector<std::int32_t> &sums() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
