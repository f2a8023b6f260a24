// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/snapshotlevels.h"

#include "core/chip/closedform.h"
#include "core/chip/pputiming.h"
#include "core/chip/streamlevels.h"

namespace vsq {

namespace {

/// A level of which the words held and all that ever came are known.
BufferLevel level(Memory memory, std::int64_t words, std::int64_t capacity, std::int64_t filled)
{
    return {memory, words, capacity, filled, filled - words};
}

BufferLevel level(Memory memory, const BufferManager &buffer)
{
    return level(memory, buffer.occupied(), buffer.capacity(), buffer.filled());
}

/// Words that the subtiles up to and including this one have brought into the buffers.
Counters broughtIn(const LayerContext &context, std::size_t subtile)
{
    Counters counters;
    for (std::size_t s = 0; s <= subtile; ++s) {
        countFillWrites(context, s, counters);
    }
    return counters;
}

/// Words of the output buffer that all subtiles before have filled and given up.
std::int64_t outputBefore(const LayerContext &context, std::size_t subtile)
{
    std::int64_t words = 0;
    for (std::size_t s = 0; s < subtile; ++s) {
        const Subtile &part = context.subtile(s);
        words += (part.nEnd - part.nBegin) * outputWordsOfColumn(context.plan(), part, context.config());
    }
    return words;
}

} // namespace

void showLevels(const LayerContext &context, const ChipState &state, Snapshot &snapshot)
{
    const ChipConfig &config = context.config();
    const bool streams = config.operandSupply == ChipConfig::Operands::Streaming;
    const auto subtile = static_cast<std::size_t>(state.next.subtile);
    const Subtile &part = context.subtile(subtile);
    const std::int64_t mTiles = (part.mEnd - part.mBegin + context.plan().lanes - 1) / context.plan().lanes;
    const Counters brought = broughtIn(context, subtile);
    const auto writes = [&brought](Memory memory) { return brought.memories[static_cast<std::size_t>(memory)].writes; };
    if (streams) {
        const StreamLevels levels = streamLevels(context, state.next.cycle);
        snapshot.levels.push_back(level(Memory::ABuffer, levels.a));
        snapshot.levels.push_back(level(Memory::BBuffer, levels.b));
    } else {
        snapshot.levels.push_back(
            level(Memory::ABuffer, mTiles * part.vectors(), config.aBankEntries, writes(Memory::ABuffer) / context.plan().lanes));
        snapshot.levels.push_back(
            level(Memory::BBuffer, (part.nEnd - part.nBegin) * part.vectors(), config.bBufferEntries, writes(Memory::BBuffer)));
    }
    if (!context.ppu()) {
        return;
    }
    for (const Memory memory : {Memory::ScaleBuffer, Memory::BiasBuffer}) {
        snapshot.levels.push_back(level(memory, mTiles, config.scaleEntries, writes(memory)));
    }
    const PpuState &ppu = state.ppu;
    if (!ppu.rows.empty()) {
        std::int64_t segments = 0;
        for (const VsqRow &row : ppu.rows) {
            segments += row.segments;
        }
        const auto capacity = static_cast<std::int64_t>(ppu.rows.size()) * config.vsqSegments;
        snapshot.levels.push_back(level(Memory::VsqBuffer, segments, capacity,
                                        state.counters.memories[static_cast<std::size_t>(Memory::VsqBuffer)].writes));
    }
    if (context.plan().output != OutputFormat::Softmax) {
        const auto from = static_cast<std::size_t>(state.readOutSubtile); // whose results the buffer holds
        const std::int64_t gone = streams ? ppu.timing.reads : outputBefore(context, from);
        snapshot.levels.push_back(
            level(Memory::OutputBuffer, ppu.timing.allocated, config.outputWords, gone + ppu.timing.allocated));
    }
}

} // namespace vsq
