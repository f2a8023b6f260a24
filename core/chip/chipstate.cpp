// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/chipstate.h"

namespace vsq {

namespace {

void add(StateHasher &hash, const Position &position)
{
    hash.add(position.cycle);
    hash.add(static_cast<std::int64_t>(position.phase));
    for (const std::int64_t index : {position.subtile, position.m, position.n, position.k, position.a, position.columns,
                                     position.tile}) {
        hash.add(index);
    }
}

void add(StateHasher &hash, const Counters &counters)
{
    for (const std::int64_t count :
         {counters.cycles, counters.computeCycles, counters.fillDrainCycles, counters.stallCycles, counters.stallsForA,
          counters.stallsForB, counters.stallsForOutput, counters.usefulMacs, counters.paddedMacsM, counters.paddedMacsN,
          counters.paddedMacsK, counters.gatedMacs, counters.idleMacs, counters.saturations, counters.zeroScales,
          counters.scalesRoundedToZero, counters.aNonZero, counters.bNonZero, counters.aToggles, counters.bToggles,
          counters.collectorReadOuts}) {
        hash.add(count);
    }
    for (const PortCount &memory : counters.memories) {
        hash.add(memory.reads);
        hash.add(memory.writes);
    }
}

} // namespace

std::uint64_t hashOf(const ChipState &state)
{
    StateHasher hash;
    add(hash, state.executed);
    add(hash, state.next);
    hash.add(state.compute);
    hash.add(state.tileOrdinal);
    hash.add(state.tilesDone);
    for (std::size_t e = 0; e < state.entries.size(); ++e) {
        const EntryState &entry = state.entries[e];
        hash.add(entry.valid);
        hash.add(entry.pending);
        hash.add(entry.m);
        hash.add(entry.n);
        for (const std::int32_t sum : state.collector[e]) {
            hash.add(sum);
        }
    }
    for (const std::int32_t sum : state.sumIn) {
        hash.add(sum);
    }
    for (const std::int64_t index : {state.aRow, state.aVector, state.aSubtile, state.bRow, state.bVector}) {
        hash.add(index);
    }
    hash.add(state.aNonZero);
    add(hash, state.counters);
    return hash.value();
}

} // namespace vsq
