// SPDX-License-Identifier: GPL-3.0-or-later
// The accelerator running one matrix product, one clock cycle a step, forwards and backwards: the definition of right.
#pragma once

#include "core/chip/config.h"
#include "core/chip/operands.h"
#include "core/chip/plan.h"
#include "core/chip/position.h"
#include "core/chip/ppu.h"
#include "core/chip/ppusettings.h"
#include "core/chip/schedule.h"
#include "core/chip/snapshot.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>

namespace vsq {

class LayerContext;
struct ChipState;

class Simulator {
public:
    /// Unit of stepping and of runUntil.
    enum class Unit : std::uint8_t { Cycle, Vector, Tile, Subtile, Layer };

    /// The product with its sums leaving as they are, planned as cheaply as the configuration allows. Throws Error when
    /// it cannot run on the chip as configured (spec section 3).
    Simulator(const std::shared_ptr<const Operands> &operands, const ChipConfig &config);
    /// With post-processing.
    Simulator(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, PpuSettings ppu);
    /// With a plan of the caller's (convolutions, transposed execution), which must be one for these operands.
    Simulator(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan, std::optional<PpuSettings> ppu = {});
    ~Simulator();
    Simulator(Simulator &&) noexcept;
    Simulator &operator=(Simulator &&) noexcept;

    [[nodiscard]] const Operands &operands() const;
    [[nodiscard]] const ChipConfig &config() const;
    [[nodiscard]] const Plan &plan() const;
    [[nodiscard]] const Schedule &schedule() const;
    [[nodiscard]] const LayerContext &context() const;
    [[nodiscard]] const ChipState &state() const; ///< after the cycle executed last
    /// None where the sums leave as they are: no post-processing was asked for, or plan().note says why there is none.
    [[nodiscard]] const std::optional<PpuSettings> &ppu() const;
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
    /// To the beginning of the next unit / of this or the previous one. A vector and a tile begin with their first
    /// product, a subtile with its fill; after the last one comes the end of the layer.
    void stepUnit(Unit unit, const std::stop_token &stop = {});
    void stepUnitBack(Unit unit);
    /// Where those two go.
    [[nodiscard]] std::int64_t nextUnit(Unit unit) const;
    [[nodiscard]] std::int64_t previousUnit(Unit unit) const;

    /// The first cycle >= fromCycle, or the last one < fromCycle, whose execution raises an event of the kind. After
    /// seek(cycle + 1) it is among events(). Searches tiles without stepping; nothing when stopped.
    [[nodiscard]] std::optional<std::int64_t> nextEvent(EventKind kind, std::int64_t fromCycle,
                                                        const std::stop_token &stop = {}) const;
    [[nodiscard]] std::optional<std::int64_t> previousEvent(EventKind kind, std::int64_t fromCycle,
                                                            const std::stop_token &stop = {}) const;

    /// Events of the cycle executed last.
    [[nodiscard]] std::span<const Event> events() const;
    [[nodiscard]] const Counters &counters() const;
    [[nodiscard]] std::uint64_t stateHash() const;
    [[nodiscard]] Snapshot snapshot() const;

    /// Sums of finished tiles, [M, N] row-major; elements of tiles not yet finished are 0. Where the host adds parts of
    /// K, what it has added so far.
    [[nodiscard]] const std::vector<std::int32_t> &sums() const;
    /// Codes and scales that have been written into the output buffer, 0 elsewhere; empty without post-processing.
    [[nodiscard]] const PpuOutput &output() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
