// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulator consists of; included by its own sources only.
#pragma once

#include "core/chip/eventsearch.h"
#include "core/chip/finishedtiles.h"
#include "core/chip/machine.h"
#include "core/chip/simulator.h"

#include <deque>

namespace vsq {

struct Simulator::Private {
    Private(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan, std::optional<PpuSettings> ppu);

    /// Brings state to a cycle: from the nearest state known before it, replaying what lies between.
    void seek(std::int64_t cycle);
    void step();
    /// Brings sums to the tiles that are finished.
    void syncSums();
    /// Brings output to the words that have been written.
    void syncOutput();

    LayerContext context;
    Machine machine;
    FinishedTiles finished;
    EventSearch search;
    ChipState state;
    std::vector<ChipState> checkpoints; ///< of the running subtile, ascending
    std::vector<std::int32_t> sums;     ///< [M, N]
    std::int64_t sumTiles = 0;          ///< leading tiles of the layer that sums has
    PpuOutput output;
    std::int64_t outputCycle = 0; ///< that output is of

private:
    void copyFinished(std::size_t subtiles);
};

/// machine: which has executed the cycle that led to the state.
Snapshot makeSnapshot(const LayerContext &context, const ChipState &state, const Machine &machine);

} // namespace vsq
