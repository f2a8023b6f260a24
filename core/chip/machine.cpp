// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/machine.h"

#include "core/chip/closedform.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace vsq {

namespace {

PortCount &portsOf(ChipState &state, Memory memory)
{
    return state.counters.memories[static_cast<std::size_t>(memory)];
}

} // namespace

Machine::Machine(const LayerContext &context) : m_context(&context), m_tiles(context), m_pipeline(context)
{
    m_events.reserve(64);
}

ChipState Machine::initialState() const
{
    ChipState state;
    state.next = m_context->positionAt(0);
    state.executed.cycle = -1;
    state.ppu.timing = PpuTiming(m_context->plan(), m_context->config());
    if (state.next.phase != Phase::Fill) {
        state.ppu = m_pipeline.clean(0);
    }
    return state;
}

ChipState Machine::cleanState(std::size_t subtile, const Counters &counters, std::vector<SoftmaxState> softmax) const
{
    const Subtile &part = m_context->subtile(subtile);
    ChipState state;
    const std::int64_t cycle = m_context->schedule().start(subtile) + part.fillCycles;
    state.next = m_context->positionAt(cycle);
    state.executed = cycle == 0 ? Position{} : m_context->positionAt(cycle - 1);
    state.executed.cycle = cycle - 1;
    state.tilesDone = part.firstTile;
    state.readOutSubtile = static_cast<std::int64_t>(subtile);
    state.counters = counters;
    state.ppu = m_pipeline.clean(subtile);
    if (!softmax.empty()) {
        state.ppu.softmax = std::move(softmax);
    }
    if (subtile > 0) {
        const Subtile &before = m_context->subtile(subtile - 1);
        const Tile last = m_context->plan().tile(before, m_context->plan().tiles(before) - 1);
        state.aRow = last.m;
        state.aVector = before.vectorEnd - 1;
        state.aSubtile = static_cast<std::int64_t>(subtile) - 1;
        state.bRow = m_context->plan().column(last.n + last.columns - 1);
        state.bVector = before.vectorEnd - 1;
    }
    return state;
}

void Machine::loadARegister(ChipState &state)
{
    const Position &at = state.next;
    const int lanes = m_context->plan().lanes;
    const std::int64_t before = state.aRow;
    const std::int64_t end = m_context->subtile(static_cast<std::size_t>(at.subtile)).mEnd;
    const std::int64_t endBefore = before < 0 ? 0 : m_context->subtile(static_cast<std::size_t>(state.aSubtile)).mEnd;
    std::int32_t nonZero = 0;
    for (int lane = 0; lane < lanes; ++lane) {
        const std::int8_t *now = at.m + lane < end ? m_context->aCodes(at.m + lane, at.k) : LayerContext::kZeroWord;
        const std::int8_t *then = before >= 0 && before + lane < endBefore ? m_context->aCodes(before + lane, state.aVector)
                                                                           : LayerContext::kZeroWord;
        const WordActivity activity = wordActivity(now, then, m_context->mode());
        nonZero += activity.nonZero;
        state.counters.aToggles += activity.toggles;
    }
    state.aNonZero = nonZero;
    state.aRow = at.m;
    state.aVector = at.k;
    state.aSubtile = at.subtile;
    use(state, Memory::ABuffer, false, lanes);
    use(state, Memory::ARegister, true, lanes);
}

void Machine::raise(EventKind kind, const ChipState &state, std::uint32_t lanes)
{
    for (std::int32_t lane = 0; lanes != 0; ++lane, lanes >>= 1) {
        if ((lanes & 1) != 0) {
            m_events.push_back({kind, state.next.cycle, lane, static_cast<std::int32_t>(state.next.a)});
        }
    }
}

void Machine::product(ChipState &state)
{
    const Position &at = state.next;
    const Subtile &part = m_context->subtile(static_cast<std::size_t>(at.subtile));
    const Plan &plan = m_context->plan();
    Counters &counters = state.counters;
    if (at.a == 0) {
        loadARegister(state);
    }
    if (m_lanesKey[0] != at.subtile || m_lanesKey[1] != at.m || m_lanesKey[2] != at.k) {
        m_lanes = m_tiles.at(static_cast<std::size_t>(at.subtile), at.m, at.k);
        m_lanesKey[0] = at.subtile;
        m_lanesKey[1] = at.m;
        m_lanesKey[2] = at.k;
    }
    const auto slot = static_cast<std::size_t>(at.a);
    const bool first = at.k == part.vectorBegin;
    if (first) {
        if (readOut(state, slot)) {
            m_ports.use(Memory::Collector, false);
            m_hasSlot = true;
            state.readOut = static_cast<std::int32_t>(slot);
        }
        state.sumIn.fill(0);
        EntryState &entry = state.entries[slot];
        entry.valid = true;
        entry.m = at.m;
        entry.n = at.n + at.a;
    } else {
        state.sumIn = state.collector[slot];
    }
    const std::int64_t row = plan.column(at.n + at.a);
    const std::int8_t *b = m_context->bCodes(row, at.k);
    const LaneMasks masks = executeCycle(m_context->lanes(), m_lanes, b, m_context->bScale(row, at.k), first,
                                         state.collector[slot].data());
    if (row >= 0) {
        if ((masks.clamped | masks.zeroScale | masks.roundedToZero) != 0) {
            counters.saturations += std::popcount(masks.clamped);
            counters.zeroScales += std::popcount(masks.zeroScale);
            counters.scalesRoundedToZero += std::popcount(masks.roundedToZero);
            raise(EventKind::Saturation, state, masks.clamped);
            raise(EventKind::ZeroScale, state, masks.zeroScale);
            raise(EventKind::ScaleRoundedToZero, state, masks.roundedToZero);
        }
    }
    const WordActivity activity = wordActivity(b, m_context->bCodes(state.bRow, std::max<std::int64_t>(state.bVector, 0)),
                                               m_context->mode());
    state.bRow = row;
    state.bVector = at.k;
    counters.bToggles += activity.toggles;
    counters.bNonZero += std::int64_t{activity.nonZero} * plan.lanes;
    counters.aNonZero += state.aNonZero;

    const std::int64_t size = m_context->size();
    const std::int64_t rows = m_lanes.rows;
    const std::int64_t valid = m_context->validElements(at.k);
    ++counters.computeCycles;
    counters.paddedMacsM += (plan.lanes - rows) * size;
    counters.usefulMacs += row < 0 ? 0 : rows * valid;
    counters.paddedMacsK += row < 0 ? 0 : rows * (size - valid);
    counters.paddedMacsN += row < 0 ? rows * size : 0;
    counters.gatedMacs += plan.lanes * (96 - size);
    use(state, Memory::BBuffer, false, 1);
    use(state, Memory::ARegister, false, plan.lanes);
    use(state, Memory::Collector, true, 1);
    if (!first || !m_context->config().firstPassForcedZero) {
        use(state, Memory::Collector, false, 1);
    }

    if (at.k + 1 == part.vectorEnd) {
        state.entries[slot].pending = true;
    }
}

void Machine::use(ChipState &state, Memory memory, bool write, std::int64_t words)
{
    m_ports.use(memory, write);
    PortCount &ports = portsOf(state, memory);
    (write ? ports.writes : ports.reads) += words;
}

/// Fills m_slot where the entry waits to be handed over.
bool Machine::readOut(ChipState &state, std::size_t entry)
{
    EntryState &held = state.entries[entry];
    if (!held.pending) {
        return false;
    }
    held.pending = false;
    ++state.counters.collectorReadOuts;
    m_slot.subtile = static_cast<std::size_t>(state.readOutSubtile);
    m_slot.m = held.m;
    m_slot.n = held.n;
    m_slot.entry = static_cast<std::int32_t>(entry);
    m_slot.sums = state.collector[entry];
    if (!m_context->config().firstPassForcedZero) { // cleared for the pass that will read it
        state.collector[entry].fill(0);
        ++portsOf(state, Memory::Collector).writes;
        m_cleared.push_back({Memory::Collector, static_cast<std::int32_t>(entry)});
    }
    return true;
}

void Machine::readOutPending(ChipState &state)
{
    for (std::size_t entry = 0; entry < state.entries.size(); ++entry) {
        if (state.entries[entry].pending) {
            m_ports.use(Memory::Collector, false);
            m_hasSlot = readOut(state, entry);
            state.readOut = static_cast<std::int32_t>(entry);
            return;
        }
    }
}

void Machine::stalled(ChipState &state)
{
    const Position &at = state.next;
    const StallCause cause = m_context->schedule().at(at.cycle).cause;
    Counters &counters = state.counters;
    ++counters.stallCycles;
    (cause == StallCause::A ? counters.stallsForA : cause == StallCause::B ? counters.stallsForB : counters.stallsForOutput) += 1;
    m_events.push_back({EventKind::Stall, at.cycle, -1, -1});
    const Subtile &part = m_context->subtile(static_cast<std::size_t>(at.subtile));
    const bool beforeDrain = state.compute == part.computeCycles;
    // entries are cleared as they are read out, before the first pass reads them.
    const bool beforeTile = at.a == 0 && at.k == part.vectorBegin && !m_context->config().firstPassForcedZero;
    if (cause != StallCause::Output || !(beforeDrain || beforeTile)) {
        return;
    }
    const auto next = std::find_if(state.entries.begin(), state.entries.end(), [](const EntryState &e) { return e.pending; });
    if (next == state.entries.end()) {
        return;
    }
    const bool streams = m_context->config().operandSupply == ChipConfig::Operands::Streaming;
    const int words = readOutWords(m_context->plan(), part, next->m, m_context->config()).allocates;
    if (!streams || state.ppu.timing.allocated + words <= m_context->config().outputWords) {
        readOutPending(state);
    }
}

/// What the drain and the next fill left no time for is completed as if the pipeline were ideal: where A-18 is set to less than
/// the read-out and A-17 take, and at the layer's end, behind which no fill comes (16 entries and 6 stages take 21 cycles, half
/// of A-18's 40 is 20: the last word goes with the one before it).
void Machine::settle(ChipState &state)
{
    m_cleared.clear(); // those of this cycle are among all that are emptied
    for (std::size_t row = 0; row < state.ppu.rows.size(); ++row) {
        if (state.ppu.rows[row].segments > 0 || state.ppu.vsqReadRow == static_cast<std::int32_t>(row)) {
            m_cleared.push_back({Memory::VsqBuffer, static_cast<std::int32_t>(row)});
        }
    }
    for (std::size_t entry = 0; entry < state.entries.size(); ++entry) {
        if (readOut(state, entry) && m_pipeline.isUsed()) {
            m_pipeline.take(state.ppu, m_slot, state.counters);
        }
    }
    if (m_pipeline.isUsed()) {
        m_pipeline.flush(state.ppu, state.counters);
    }
    std::erase_if(m_cleared, [](const Cleared &word) { return word.memory == Memory::Collector; });
    for (std::size_t entry = 0; entry < state.entries.size(); ++entry) {
        if (state.entries[entry].valid) {
            m_cleared.push_back({Memory::Collector, static_cast<std::int32_t>(entry)});
        }
    }
    state.entries = {};
    state.collector = {};
    if (state.next.phase == Phase::Done) {
        return;
    }
    const auto subtile = static_cast<std::size_t>(state.next.subtile);
    if (m_context->config().operandSupply != ChipConfig::Operands::Streaming) {
        state.ppu.timing.release();
    } else {
        assert(!m_pipeline.isUsed() || state.ppu.timing == m_context->timingAtFirstProduct(subtile));
    }
    std::vector<SoftmaxState> softmax = std::move(state.ppu.softmax);
    state.ppu = m_pipeline.clean(subtile);
    if (!softmax.empty()) { // columns go on where the next rows of A are another subtile's
        state.ppu.softmax = std::move(softmax);
    }
    state.readOutSubtile = state.next.subtile;
    state.aNonZero = 0; // counted again with the first load
}

/// Of all words that the executed cycle has written.
void Machine::raiseSoftmaxRows(const ChipState &state)
{
    for (const OutputWord &word : m_pipeline.written()) {
        if (word.isLast && m_context->plan().column(word.n) >= 0) {
            m_events.push_back({EventKind::SoftmaxRow, state.executed.cycle, -1, -1});
        }
    }
}

void Machine::enterTile(ChipState &state, const Tile &tile)
{
    const Subtile &part = m_context->subtile(static_cast<std::size_t>(state.next.subtile));
    state.tileOrdinal = tile.ordinal;
    state.next.m = tile.m;
    state.next.n = tile.n;
    state.next.columns = tile.columns;
    state.next.tile = part.firstTile + tile.ordinal;
}

void Machine::advance(ChipState &state)
{
    Position &at = state.next;
    const Subtile &part = m_context->subtile(static_cast<std::size_t>(at.subtile));
    const bool wasProduct = at.phase == Phase::Compute;
    if (wasProduct) {
        ++state.compute;
        if (at.k + 1 == part.vectorEnd && at.a + 1 == at.columns) {
            ++state.tilesDone;
            m_events.push_back({EventKind::TileDone, at.cycle, -1, -1});
        }
    }
    if (wasProduct && state.compute < part.computeCycles && !m_context->schedule().hasStalls()) {
        ++at.cycle;
        if (++at.a == at.columns) {
            at.a = 0;
            if (++at.k == part.vectorEnd) {
                at.k = part.vectorBegin;
                enterTile(state, m_context->plan().tile(part, state.tileOrdinal + 1));
            }
        }
        return;
    }
    const std::int64_t subtile = at.subtile;
    const Phase before = at.phase;
    at = m_context->positionAt(at.cycle + 1);
    state.tileOrdinal = at.tile - m_context->subtile(static_cast<std::size_t>(at.subtile)).firstTile;
    const bool leaves = at.subtile != subtile || at.phase == Phase::Done;
    if (leaves) {
        m_events.push_back({EventKind::SubtileDone, at.cycle - 1, -1, -1});
    }
    if (at.phase == Phase::Done) {
        m_events.push_back({EventKind::LayerDone, at.cycle - 1, -1, -1});
        settle(state);
        return;
    }
    const bool starts = at.phase == Phase::Compute || at.phase == Phase::Stall;
    if (starts && (at.subtile != subtile || before == Phase::Fill)) {
        settle(state);
        state.compute = 0;
    }
}

void Machine::execute(ChipState &state)
{
    assert(state.next.phase != Phase::Done);
    m_events.clear();
    m_cleared.clear();
    m_ports.newCycle();
    m_hasSlot = false;
    state.readOut = -1;
    state.executed = state.next;
    Counters &counters = state.counters;
    ++counters.cycles;
    const auto subtile = static_cast<std::size_t>(state.next.subtile);
    if (state.next.cycle == m_context->schedule().start(subtile)) {
        countFillWrites(*m_context, subtile, counters);
    }
    switch (state.next.phase) {
    case Phase::Compute: product(state); break;
    case Phase::Drain: readOutPending(state); [[fallthrough]];
    case Phase::Fill: ++counters.fillDrainCycles; break;
    case Phase::Stall: stalled(state); break;
    case Phase::Done: break;
    }
    if (state.next.phase != Phase::Compute) {
        state.sumIn.fill(0);
        counters.idleMacs += std::int64_t{m_context->plan().lanes} * m_context->size();
    }
    if (m_pipeline.isUsed()) {
        m_pipeline.tick(state.ppu, m_hasSlot ? &m_slot : nullptr, counters);
        if (state.ppu.vsqReadRow >= 0) {
            m_cleared.push_back({Memory::VsqBuffer, state.ppu.vsqReadRow});
        }
    }
    advance(state);
    if (m_context->plan().output == OutputFormat::Softmax) {
        raiseSoftmaxRows(state);
    }
}

} // namespace vsq
