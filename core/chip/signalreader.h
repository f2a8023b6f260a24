// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a layer from any cycle on and reads signals from the state itself, without making snapshots: millions of cycles a second.
// What histories, breakpoints on values and assertions read with.
#pragma once

#include "core/chip/chipsignal.h"
#include "core/chip/finishedtiles.h"
#include "core/chip/machine.h"

#include <cstdint>
#include <optional>
#include <span>

namespace vsq {

class SignalReader {
public:
    /// Before cycle 0. The context must stay.
    explicit SignalReader(const LayerContext &context);

    /// So that `cycle` (0 .. total) is the next to be executed: from the beginning of its subtile.
    void seek(std::int64_t cycle);
    /// From a state of a simulator of the same layer.
    void start(const ChipState &state) { m_state = state; }
    /// Executes the next cycle; false at the end.
    bool step();

    [[nodiscard]] std::int64_t nextCycle() const { return m_state.next.cycle; }
    [[nodiscard]] const Position &executed() const { return m_state.executed; }
    [[nodiscard]] std::span<const Event> events() const { return m_machine.events(); }
    /// What valueOf() reads from a snapshot after the executed cycle.
    [[nodiscard]] std::optional<std::int64_t> value(const ChipSignal &signal) const;
    /// Sums written back in the executed cycle, of the lanes that have a row, from lane 0 on: what value() gives for LaneSum of
    /// each. Empty where no product was executed, and after a subtile's last, whose collector may be empty already.
    [[nodiscard]] std::span<const std::int32_t> laneSums() const;

private:
    [[nodiscard]] std::optional<std::int64_t> laneValue(const ChipSignal &signal) const;
    [[nodiscard]] std::optional<std::int64_t> registerValue(const ChipSignal &signal) const;

    const LayerContext *m_context;
    Machine m_machine;
    FinishedTiles m_finished; ///< for softmax columns that earlier subtiles began
    ChipState m_state;
};

} // namespace vsq
