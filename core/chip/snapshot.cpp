// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/snapshot.h"

#include "core/chip/chipstate.h"
#include "core/chip/datapath.h"
#include "core/chip/simulatorprivate.h"

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
    case Memory::OutputBuffer: break;
    }
    return "output buffer";
}

std::string_view nameOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Saturation: return "saturation";
    case EventKind::ZeroScale: return "zero scale";
    case EventKind::ScaleRoundedToZero: return "scale product rounded to zero";
    case EventKind::Stall: return "stall";
    case EventKind::TileDone: return "tile done";
    case EventKind::SubtileDone: return "subtile done";
    case EventKind::LayerDone: break;
    }
    return "layer done";
}

namespace {

Word wordOf(const std::int8_t *codes, int size, std::int32_t scale, std::int64_t address)
{
    Word word;
    word.valid = true;
    word.address = static_cast<std::int32_t>(address);
    std::copy_n(codes, size, word.codes.begin());
    word.scale = static_cast<std::uint8_t>(scale);
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

} // namespace

Snapshot makeSnapshot(const LayerContext &context, const ChipState &state, const std::vector<Event> &events)
{
    Snapshot snapshot;
    const Position &at = state.executed;
    snapshot.mode = context.mode();
    snapshot.executed = at;
    snapshot.next = state.next;
    snapshot.totalCycles = context.schedule().totalCycles();
    snapshot.collector = state.collector;
    for (std::size_t e = 0; e < state.entries.size(); ++e) {
        snapshot.collectorValid[e] = state.entries[e].valid;
    }
    snapshot.events = events;
    snapshot.counters = state.counters;
    snapshot.stateHash = hashOf(state);

    if (state.aRow >= 0) {
        const Subtile &part = context.subtile(static_cast<std::size_t>(state.aSubtile));
        const std::int64_t mTile = (state.aRow - part.mBegin) / context.plan().lanes;
        const std::int64_t address = mTile * part.vectors() + state.aVector - part.vectorBegin;
        for (int lane = 0; lane < context.plan().lanes; ++lane) {
            const std::int64_t row = state.aRow + lane < part.mEnd ? state.aRow + lane : context.a().rows;
            snapshot.aRegister[static_cast<std::size_t>(lane)] =
                wordOf(context.aCodes(row, state.aVector), context.size(), context.aScale(row, state.aVector), address);
        }
    }
    if (at.cycle < 0 || at.phase != Phase::Compute) {
        return snapshot;
    }
    const Subtile &part = context.subtile(static_cast<std::size_t>(at.subtile));
    const std::int64_t row = context.plan().column(at.n + at.a);
    const std::int64_t bAddress = (at.n + at.a - part.nBegin) * part.vectors() + at.k - part.vectorBegin;
    snapshot.bWord = wordOf(context.bCodes(row, at.k), context.size(), context.bScale(row, at.k), bAddress);
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(context.plan().lanes); ++lane) {
        snapshot.lanes[lane] = laneOf(context, state, snapshot.aRegister[lane], snapshot.bWord,
                                      at.m + static_cast<std::int64_t>(lane), lane);
    }
    const auto use = [&snapshot](Memory memory, bool write, std::int64_t bank, std::int64_t address) {
        snapshot.accesses.push_back({memory, write, static_cast<std::int32_t>(bank), static_cast<std::int32_t>(address)});
    };
    if (at.a == 0) {
        for (int bank = 0; bank < context.plan().lanes; ++bank) {
            use(Memory::ABuffer, false, bank, snapshot.aRegister[static_cast<std::size_t>(bank)].address);
            use(Memory::ARegister, true, bank, bank);
        }
    }
    use(Memory::BBuffer, false, 0, bAddress);
    if (at.k != part.vectorBegin || !context.config().firstPassForcedZero) {
        use(Memory::Collector, false, 0, at.a);
    }
    use(Memory::Collector, true, 0, at.a);
    return snapshot;
}

} // namespace vsq
