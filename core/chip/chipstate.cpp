// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/chipstate.h"

namespace vsq {

namespace {

void add(StateHasher &hash, const Position &position)
{
    hash.add(position.cycle);
    hash.add(static_cast<std::int64_t>(position.phase));
    for (const std::int64_t index :
         {position.subtile, position.m, position.n, position.k, position.a, position.columns, position.tile}) {
        hash.add(index);
    }
}

void add(StateHasher &hash, const Counters &counters)
{
    for (const std::int64_t count : {counters.cycles,
                                     counters.computeCycles,
                                     counters.fillDrainCycles,
                                     counters.stallCycles,
                                     counters.stallsForA,
                                     counters.stallsForB,
                                     counters.stallsForOutput,
                                     counters.usefulMacs,
                                     counters.paddedMacsM,
                                     counters.paddedMacsN,
                                     counters.paddedMacsK,
                                     counters.gatedMacs,
                                     counters.idleMacs,
                                     counters.saturations,
                                     counters.zeroScales,
                                     counters.scalesRoundedToZero,
                                     counters.aNonZero,
                                     counters.bNonZero,
                                     counters.aToggles,
                                     counters.bToggles,
                                     counters.collectorReadOuts,
                                     counters.softmaxRenormalised}) {
        hash.add(count);
    }
    for (const PortCount &memory : counters.memories) {
        hash.add(memory.reads);
        hash.add(memory.writes);
    }
}

void add(StateHasher &hash, const OutputWord &word)
{
    hash.add(word.m);
    hash.add(word.n);
    hash.add(word.count);
    hash.add(static_cast<std::int32_t>(word.scale));
    for (const std::int8_t code : word.codes) {
        hash.add(static_cast<std::int32_t>(code));
    }
    for (const std::uint16_t power : word.powers) {
        hash.add(static_cast<std::int32_t>(power));
    }
    for (const std::int8_t maximum : word.maxima) {
        hash.add(static_cast<std::int32_t>(maximum));
    }
    hash.add(word.isLast);
}

void add(StateHasher &hash, const SoftmaxState &state)
{
    hash.add(state.started);
    hash.add(state.maximum);
    hash.add(state.denominator);
}

void add(StateHasher &hash, const PpuState &ppu)
{
    const PpuTiming &timing = ppu.timing;
    for (const std::int64_t count : {timing.ticks, timing.underway, timing.queued, timing.queuedComplete, timing.allocated,
                                     timing.ready, timing.reads, static_cast<std::int64_t>(timing.credit * 4096.0)}) {
        hash.add(count);
    }
    for (int stage = 0; stage < timing.stages; ++stage) {
        const PpuSlot &slot = ppu.passing[static_cast<std::size_t>(stage)];
        hash.add(slot.valid);
        if (slot.valid) {
            hash.add(slot.m);
            hash.add(slot.n);
            for (const std::int32_t sum : slot.sums) {
                hash.add(sum);
            }
        }
    }
    for (const VsqRow &row : ppu.rows) {
        hash.add(row.segments);
        for (const std::int16_t value : row.values) {
            hash.add(static_cast<std::int32_t>(value));
        }
        for (const std::int64_t largest : row.largest) {
            hash.add(largest);
        }
    }
    for (const SoftmaxState &column : ppu.softmax) {
        add(hash, column);
    }
    if (ppu.softmaxStep.valid) {
        add(hash, ppu.softmaxStep.before);
        add(hash, ppu.softmaxStep.word);
    }
    for (const OutputWord &word : ppu.queue) {
        add(hash, word);
    }
    add(hash, ppu.last);
    hash.add(ppu.digest);
    for (const std::int32_t index : {ppu.vsqWriteRow, ppu.vsqReadRow, ppu.vsqSegment, ppu.readAddress}) {
        hash.add(index);
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
    hash.add(state.readOut);
    add(hash, state.ppu);
    add(hash, state.counters);
    return hash.value();
}

} // namespace vsq
