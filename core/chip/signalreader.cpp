// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/signalreader.h"

#include "core/chip/datapath.h"
#include "core/chip/snapshotppu.h"

#include <algorithm>

namespace vsq {

SignalReader::SignalReader(const LayerContext &context)
    : m_context(&context), m_machine(context), m_finished(context), m_state(m_machine.initialState())
{
}

void SignalReader::seek(std::int64_t cycle)
{
    const Schedule &schedule = m_context->schedule();
    cycle = std::clamp<std::int64_t>(cycle, 0, schedule.totalCycles());
    std::size_t subtile = cycle == 0 ? 0 : schedule.at(cycle - 1).subtile;
    if (subtile > 0 && cycle <= schedule.start(subtile) + m_context->subtile(subtile).fillCycles) {
        --subtile; // the one before is still on its way out
    }
    const std::int64_t products = schedule.start(subtile) + m_context->subtile(subtile).fillCycles;
    if (m_state.next.cycle > cycle || m_state.next.cycle < products) {
        if (products < cycle) {
            m_state = m_machine.cleanState(subtile, {}, m_finished.softmaxBefore(subtile));
        } else {
            m_machine.reset();
            m_state = m_machine.initialState();
        }
    }
    while (m_state.next.cycle < cycle) {
        m_machine.execute(m_state);
    }
}

bool SignalReader::step()
{
    if (m_state.next.phase == Phase::Done) {
        return false;
    }
    m_machine.execute(m_state);
    return true;
}

std::optional<std::int64_t> SignalReader::laneValue(const ChipSignal &signal) const
{
    const Position &at = m_state.executed;
    const std::int64_t row = at.m + signal.lane;
    if (at.cycle < 0 || at.phase != Phase::Compute || row >= m_context->subtile(static_cast<std::size_t>(at.subtile)).mEnd) {
        return std::nullopt;
    }
    const auto lane = static_cast<std::size_t>(signal.lane);
    // At a subtile's end the collector may be empty already.
    const bool held = m_state.next.subtile == at.subtile && m_state.next.phase != Phase::Done;
    if (signal.kind == ChipSignal::Kind::LaneSum && held) {
        return m_state.collector[static_cast<std::size_t>(at.a)][lane];
    }
    const std::int64_t column = m_context->plan().column(at.n + at.a);
    const std::int8_t *a = m_context->aCodes(row, at.k);
    const std::int8_t *b = m_context->bCodes(column, at.k);
    if (signal.kind == ChipSignal::Kind::Product) {
        return a[signal.element] * b[signal.element];
    }
    const ChipConfig &config = m_context->config();
    const std::uint32_t scale = m_context->mode() == Mode::Vsq || signal.kind == ChipSignal::Kind::LaneScale
                                    ? roundedScale(scaleProduct(static_cast<std::uint8_t>(m_context->aScale(row, at.k)),
                                                                static_cast<std::uint8_t>(m_context->bScale(column, at.k))),
                                                   config)
                                    : 0;
    if (signal.kind == ChipSignal::Kind::LaneScale) {
        return scale;
    }
    const std::int32_t tree = treeSum(a, b, m_context->size());
    if (signal.kind == ChipSignal::Kind::LaneTree) {
        return tree;
    }
    const std::int32_t added = term(m_context->mode(), tree, scale, config);
    return signal.kind == ChipSignal::Kind::LaneTerm ? added
                                                     : accumulate(m_state.sumIn[lane], added, m_context->lanes().wrapping).value;
}

std::span<const std::int32_t> SignalReader::laneSums() const
{
    const Position &at = m_state.executed;
    const bool held = m_state.next.subtile == at.subtile && m_state.next.phase != Phase::Done;
    if (at.cycle < 0 || at.phase != Phase::Compute || !held) {
        return {};
    }
    const std::int64_t rows = m_context->subtile(static_cast<std::size_t>(at.subtile)).mEnd - at.m;
    const std::array<std::int32_t, kLanes> &sums = m_state.collector[static_cast<std::size_t>(at.a)];
    return std::span(sums).first(static_cast<std::size_t>(std::clamp<std::int64_t>(rows, 0, kLanes)));
}

std::optional<std::int64_t> SignalReader::registerValue(const ChipSignal &signal) const
{
    using Kind = ChipSignal::Kind;
    if (signal.kind == Kind::CodeA || signal.kind == Kind::ScaleA) {
        if (m_state.aRow < 0 || signal.lane >= m_context->plan().lanes) {
            return std::nullopt;
        }
        const Subtile &part = m_context->subtile(static_cast<std::size_t>(m_state.aSubtile));
        const std::int64_t row = m_state.aRow + signal.lane < part.mEnd ? m_state.aRow + signal.lane : m_context->a().rows;
        return signal.kind == Kind::CodeA ? m_context->aCodes(row, m_state.aVector)[signal.element]
                                          : m_context->aScale(row, m_state.aVector);
    }
    const Position &at = m_state.executed;
    if (at.cycle < 0 || at.phase != Phase::Compute) {
        return std::nullopt;
    }
    const std::int64_t column = m_context->plan().column(at.n + at.a);
    return signal.kind == Kind::CodeB ? m_context->bCodes(column, at.k)[signal.element] : m_context->bScale(column, at.k);
}

std::optional<std::int64_t> SignalReader::value(const ChipSignal &signal) const
{
    using Kind = ChipSignal::Kind;
    if ((hasLane(signal.kind) && (signal.lane < 0 || signal.lane >= kLanes))
        || (hasElement(signal.kind) && (signal.element < 0 || signal.element >= m_context->size()))) {
        return std::nullopt;
    }
    switch (signal.kind) {
    case Kind::CollectorEntry: {
        const bool there = signal.entry >= 0 && signal.entry < kCollectorEntries
                           && m_state.entries[static_cast<std::size_t>(signal.entry)].valid;
        return there ? std::optional<std::int64_t>(
                   m_state.collector[static_cast<std::size_t>(signal.entry)][static_cast<std::size_t>(signal.lane)])
                     : std::nullopt;
    }
    case Kind::CodeA:
    case Kind::ScaleA:
    case Kind::CodeB:
    case Kind::ScaleB: return registerValue(signal);
    case Kind::PpuStage:
        return m_context->ppu() ? ppuStageValue(*m_context, m_state.ppu, signal.stage, signal.lane) : std::nullopt;
    default: break;
    }
    return laneValue(signal);
}

} // namespace vsq
