// SPDX-License-Identifier: GPL-3.0-or-later
// All that changes from cycle to cycle, as plain values: copying it is a checkpoint, hashing it the state hash.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/position.h"
#include "core/chip/ppupipeline.h"
#include "core/chip/snapshot.h"
#include "core/chip/statehasher.h"

#include <array>
#include <cstdint>

namespace vsq {

/// What a collector entry holds: sums of column n of the tile whose rows begin at m.
struct EntryState {
    bool valid = false;   ///< written since the subtile began
    bool pending = false; ///< all of K added, not yet handed to the PPU
    std::int64_t m = 0;
    std::int64_t n = 0;
};

struct ChipState {
    Position executed; ///< cycle -1: none
    Position next;
    std::int64_t compute = 0;     ///< products executed in the subtile, or done with when draining
    std::int64_t tileOrdinal = 0; ///< of the running tile, within the subtile
    std::int64_t tilesDone = 0;   ///< in the layer

    alignas(64) std::array<std::array<std::int32_t, kLanes>, kCollectorEntries> collector{};
    std::array<EntryState, kCollectorEntries> entries{};
    alignas(64) std::array<std::int32_t, kLanes> sumIn{}; ///< what the executed product was added to
    std::int64_t aRow = -1;                               ///< first row and vector held by the A register; -1: nothing yet
    std::int64_t aVector = -1;
    std::int64_t aSubtile = -1;
    std::int32_t aNonZero = 0; ///< of the A register
    std::int64_t bRow = -1;    ///< row of B (-1: padding or nothing) and vector last broadcast
    std::int64_t bVector = -1;

    std::int64_t readOutSubtile = 0; ///< whose results are in the collector
    std::int32_t readOut = -1;       ///< entry handed to the PPU in the executed cycle
    PpuState ppu;

    Counters counters;
};

std::uint64_t hashOf(const ChipState &state);

} // namespace vsq
