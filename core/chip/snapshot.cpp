// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/snapshot.h"

#include "core/chip/addressgenerator.h"
#include "core/chip/chipstate.h"
#include "core/chip/datapath.h"
#include "core/chip/simulatorprivate.h"
#include "core/chip/snapshotlevels.h"
#include "core/chip/snapshotppu.h"

#include <algorithm>

namespace vsq {

std::string_view nameOf(Memory memory)
{
    switch (memory) {
    case Memory::ABuffer: return "A buffer";
    case Memory::BBuffer: return "B buffer";
    case Memory::ARegister: return "A register";
    case Memory::Collector: return "collector";
    case Memory::ScaleBuffer: return "scale buffer";
    case Memory::BiasBuffer: return "bias buffer";
    case Memory::VsqBuffer: return "VSQ buffer";
    case Memory::OutputBuffer: return "output buffer";
    case Memory::SoftmaxState: return "softmax state";
    case Memory::SoftmaxPort: break;
    }
    return "softmax port";
}

std::string_view nameOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Saturation: return "saturation";
    case EventKind::ZeroScale: return "zero scale";
    case EventKind::ScaleRoundedToZero: return "scale product rounded to zero";
    case EventKind::Stall: return "stall";
    case EventKind::TileDone: return "tile done";
    case EventKind::SoftmaxRow: return "softmax row done";
    case EventKind::SubtileDone: return "subtile done";
    case EventKind::LayerDone: break;
    }
    return "layer done";
}

namespace {

Word wordOf(const LayerContext &context, const std::int8_t *codes, std::int32_t scale, std::int64_t address)
{
    Word word;
    word.valid = true;
    word.address = static_cast<std::int32_t>(address);
    std::copy_n(codes, context.size(), word.codes.begin());
    word.scale = static_cast<std::uint8_t>(scale);
    word.bits = packWord(word.codes, word.scale, context.mode(), context.config().scaleByte);
    return word;
}

LaneState laneOf(const LayerContext &context, const ChipState &state, const Word &a, const Word &b, std::int64_t row,
                 std::size_t lane)
{
    const ChipConfig &config = context.config();
    LaneState result;
    const Subtile &part = context.subtile(static_cast<std::size_t>(state.executed.subtile));
    result.active = row < part.mEnd;
    for (int e = 0; e < context.size(); ++e) {
        const auto at = static_cast<std::size_t>(e);
        result.products[at] = static_cast<std::int16_t>(a.codes[at] * b.codes[at]);
    }
    result.tree = treeSum(a.codes.data(), b.codes.data(), context.size());
    result.scaleProduct = scaleProduct(a.scale, b.scale);
    result.roundedScale = roundedScale(result.scaleProduct, config);
    result.term = term(context.mode(), result.tree, result.roundedScale, config);
    result.sumIn = state.sumIn[lane];
    const Sum sum = accumulate(result.sumIn, result.term, context.lanes().wrapping);
    result.sumOut = sum.value;
    result.saturated = sum.clamped;
    return result;
}

void showCollector(const ChipState &state, Snapshot &snapshot)
{
    snapshot.collector = state.collector;
    snapshot.readOut = state.readOut;
    for (std::size_t e = 0; e < state.entries.size(); ++e) {
        snapshot.collectorValid[e] = state.entries[e].valid;
        snapshot.collectorPending[e] = state.entries[e].pending;
        snapshot.collectorM[e] = state.entries[e].m;
        snapshot.collectorN[e] = state.entries[e].n;
    }
}

std::array<Word, kLanes> registerOf(const LayerContext &context, const Subtile &part, std::int64_t m, std::int64_t k)
{
    std::array<Word, kLanes> words;
    const std::int64_t address = aAddresses(part, m, context.plan().lanes).at(k - part.vectorBegin);
    for (int lane = 0; lane < context.plan().lanes; ++lane) {
        const std::int64_t row = m + lane < part.mEnd ? m + lane : context.a().rows;
        words[static_cast<std::size_t>(lane)] = wordOf(context, context.aCodes(row, k), context.aScale(row, k), address);
    }
    return words;
}

/// The pass after the executed one is being loaded.
void showPrefetch(const LayerContext &context, const Position &at, const Subtile &part, Snapshot &snapshot)
{
    if (!context.config().aPrefetch) {
        return;
    }
    const std::int64_t ordinal = at.tile - part.firstTile;
    if (at.k + 1 < part.vectorEnd) {
        snapshot.aNext = registerOf(context, part, at.m, at.k + 1);
    } else if (ordinal + 1 < context.plan().tiles(part)) {
        snapshot.aNext = registerOf(context, part, context.plan().tile(part, ordinal + 1).m, part.vectorBegin);
    }
}

Word bWordAt(const LayerContext &context, const Position &at)
{
    const Subtile &part = context.subtile(static_cast<std::size_t>(at.subtile));
    const Tile tile = context.plan().tile(part, at.tile - part.firstTile);
    const std::int64_t row = context.plan().column(at.n + at.a);
    const std::int64_t address = bAddresses(part, tile).at((at.k - part.vectorBegin) * tile.columns + at.a);
    return wordOf(context, context.bCodes(row, at.k), context.bScale(row, at.k), address);
}

void showOperands(const LayerContext &context, const ChipState &state, Snapshot &snapshot)
{
    if (state.aRow >= 0) {
        snapshot.aRegister = registerOf(context, context.subtile(static_cast<std::size_t>(state.aSubtile)), state.aRow,
                                        state.aVector);
    }
    if (state.next.phase == Phase::Compute) {
        snapshot.bNext = bWordAt(context, state.next);
    }
    const Position &at = state.executed;
    if (at.cycle < 0 || at.phase != Phase::Compute) {
        return;
    }
    snapshot.bWord = bWordAt(context, at);
    showPrefetch(context, at, context.subtile(static_cast<std::size_t>(at.subtile)), snapshot);
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(context.plan().lanes); ++lane) {
        snapshot.lanes[lane] = laneOf(context, state, snapshot.aRegister[lane], snapshot.bWord,
                                      at.m + static_cast<std::int64_t>(lane), lane);
    }
}

void showAccesses(const LayerContext &context, const ChipState &state, const Machine &machine,
                  const std::vector<OutputWord> &written, Snapshot &snapshot)
{
    const Position &at = state.executed;
    if (at.cycle < 0) {
        return;
    }
    const auto use = [&snapshot](Memory memory, bool write, std::int64_t bank, std::int64_t address) {
        snapshot.accesses.push_back({memory, write, static_cast<std::int32_t>(bank), static_cast<std::int32_t>(address), false});
    };
    for (const Machine::Cleared &word : machine.cleared()) {
        snapshot.accesses.push_back({.memory = word.memory, .write = true, .bank = 0, .address = word.address, .clear = true});
    }
    const Subtile &part = context.subtile(static_cast<std::size_t>(at.subtile));
    if (at.phase == Phase::Compute) {
        for (int bank = 0; at.a == 0 && bank < context.plan().lanes; ++bank) {
            use(Memory::ABuffer, false, bank, snapshot.aRegister[static_cast<std::size_t>(bank)].address);
            use(Memory::ARegister, true, bank, bank);
        }
        use(Memory::BBuffer, false, 0, snapshot.bWord.address);
        if (at.k != part.vectorBegin || !context.config().firstPassForcedZero) {
            use(Memory::Collector, false, 0, at.a);
        }
        use(Memory::Collector, true, 0, at.a);
    }
    if (state.readOut >= 0) {
        use(Memory::Collector, false, 0, state.readOut);
    }
    if (!context.ppu()) {
        return;
    }
    const PpuState &ppu = state.ppu;
    if (state.readOut >= 0) {
        const PpuSlot &slot = ppu.passing[static_cast<std::size_t>((ppu.timing.ticks - 1) % ppu.timing.stages)];
        const std::int64_t entry = (slot.m - context.subtile(slot.subtile).mBegin) / context.plan().lanes;
        if (slot.valid) {
            use(Memory::ScaleBuffer, false, 0, entry);
            use(Memory::BiasBuffer, false, 0, entry);
        }
    }
    if (ppu.vsqWriteRow >= 0) {
        use(Memory::VsqBuffer, true, ppu.vsqSegment, ppu.vsqWriteRow);
    }
    if (ppu.vsqReadRow >= 0) {
        use(Memory::VsqBuffer, false, 0, ppu.vsqReadRow);
    }
    if (ppu.softmaxStep.valid) {
        const auto &step = ppu.softmaxStep;
        const Subtile &own = context.subtile(step.subtile);
        if (step.word.m > 0) {
            use(Memory::SoftmaxState, false, 0, step.word.n - own.nBegin);
        }
        use(Memory::SoftmaxState, true, 0, step.word.n - own.nBegin);
    }
    if (ppu.timing.wrote && context.plan().output == OutputFormat::Softmax) {
        use(Memory::SoftmaxPort, true, 0, 0);
    } else if (!written.empty()) {
        for (const OutputWord &word : written) {
            use(Memory::OutputBuffer, true, 0, word.address);
        }
    } else if (ppu.readAddress >= 0) {
        use(Memory::OutputBuffer, false, 0, ppu.readAddress);
    }
}

} // namespace

Snapshot makeSnapshot(const LayerContext &context, const ChipState &state, const Machine &machine)
{
    Snapshot snapshot;
    const Position &at = state.executed;
    snapshot.mode = context.mode();
    snapshot.output = context.plan().output;
    snapshot.executed = at;
    snapshot.next = state.next;
    snapshot.totalCycles = context.schedule().totalCycles();
    snapshot.plan = context.sharedPlan();
    snapshot.events = machine.events();
    snapshot.counters = state.counters;
    snapshot.stateHash = hashOf(state);
    if (at.cycle >= 0 && at.phase == Phase::Stall) {
        snapshot.stallCause = nameOf(context.schedule().at(at.cycle).cause);
    }
    showCollector(state, snapshot);
    showOperands(context, state, snapshot);
    showLevels(context, state, snapshot);
    const auto words = machine.written().begin();
    const std::vector<OutputWord> ported(words, words + static_cast<std::ptrdiff_t>(machine.portWords()));
    showPpu(context, state, ported, snapshot);
    showAccesses(context, state, machine, ported, snapshot);
    return snapshot;
}

} // namespace vsq
