// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/snapshotppu.h"

#include "core/chip/ppu.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::array<std::string_view, 6> kStageNames{"scale", "bias", "relu", "max", "quantize", "output"};
constexpr std::array<std::string_view, 6> kSoftmaxNames{"scale", "bias", "relu", "truncate", "softmax", "port"};
enum Step : std::size_t { Scale, Bias, Relu, Max, Quantize, Output };

std::size_t stepOf(const PpuTiming &timing, int stage)
{
    return static_cast<std::size_t>(stage) * kStageNames.size() / static_cast<std::size_t>(timing.stages);
}

/// What entered so many cycles ago; null before the first cycles.
const PpuSlot *slotAt(const PpuState &ppu, int stage)
{
    const std::int64_t tick = ppu.timing.ticks - 1 - stage;
    return tick < 0 ? nullptr : &ppu.passing[static_cast<std::size_t>(tick % ppu.timing.stages)];
}

/// The words that hold the codes of a slot's rows, where they are made already.
const OutputWord *wordOf(const PpuState &ppu, const PpuSlot &slot)
{
    const auto holds = [&slot](const OutputWord &word) {
        return word.n == slot.n && slot.m >= word.m && slot.m < word.m + word.count;
    };
    const auto queued = std::find_if(ppu.queue.begin(), ppu.queue.end(), holds);
    if (queued != ppu.queue.end()) {
        return &*queued;
    }
    return holds(ppu.last) ? &ppu.last : nullptr;
}

std::int64_t valueAt(const LayerContext &context, const PpuState &ppu, const PpuSlot &slot, std::size_t step, std::size_t lane)
{
    const std::int64_t m = slot.m + static_cast<std::int64_t>(lane);
    const PpuValue value = ppuValue(slot.sums[lane], m, *context.ppu(), context.config());
    switch (step) {
    case Scale: return value.scaled;
    case Bias: return value.biased;
    case Relu: return value.rectified;
    case Max: return value.truncated;
    default: break;
    }
    const OutputWord *word = wordOf(ppu, slot);
    if (word != nullptr && context.plan().output == OutputFormat::Softmax) {
        return word->powers[static_cast<std::size_t>(m - word->m)];
    }
    return word != nullptr ? word->codes[static_cast<std::size_t>(m - word->m)] : value.truncated;
}

void showVsqBuffer(const LayerContext &context, const ChipState &state, Snapshot &snapshot)
{
    const PpuState &ppu = state.ppu;
    // with the plain nest a row is a column of the subtile; the running tile's are shown.
    const Position &at = state.executed.cycle < 0 ? state.next : state.executed;
    const std::int64_t first = context.config().vsqTilesInside
                                   ? 0
                                   : at.n - context.subtile(static_cast<std::size_t>(at.subtile)).nBegin;
    for (std::size_t row = 0; row < snapshot.vsqBuffer.size(); ++row) {
        const auto index = static_cast<std::size_t>(first) + row;
        if (index >= ppu.rows.size()) {
            break;
        }
        std::copy(ppu.rows[index].values.begin(), ppu.rows[index].values.end(), snapshot.vsqBuffer[row].begin());
        snapshot.vsqMax[row] = ppu.rows[index].largest;
        snapshot.vsqSegments[row] = ppu.rows[index].segments;
    }
}

void showSoftmax(const PpuState &ppu, Snapshot &snapshot)
{
    SoftmaxStage &shown = snapshot.softmax;
    shown.used = true;
    if (ppu.softmaxStep.valid) {
        const SoftmaxStep &step = ppu.softmaxStep;
        shown.valid = true;
        shown.row = step.word.n;
        shown.m = step.word.m;
        shown.count = step.word.count;
        std::copy_n(step.word.codes.begin(), shown.x.size(), shown.x.begin());
        shown.y = step.word.powers;
        shown.maxima = step.word.maxima;
        shown.maximumBefore = step.before.maximum;
        shown.denominatorBefore = step.before.denominator;
        shown.maximum = step.word.state.maximum;
        shown.denominator = step.word.state.denominator;
        shown.renormalised = step.before.started && shown.maximum > shown.maximumBefore;
    }
    if (ppu.timing.wrote) {
        shown.leaves = true;
        shown.leavingRow = ppu.last.n;
        shown.leavingM = ppu.last.m;
        shown.rowDone = ppu.last.isLast;
    }
}

} // namespace

void showPpu(const LayerContext &context, const ChipState &state, const std::vector<OutputWord> &written, Snapshot &snapshot)
{
    if (!context.ppu()) {
        return;
    }
    const PpuState &ppu = state.ppu;
    const bool isSoftmax = context.plan().output == OutputFormat::Softmax;
    snapshot.outputQueue = static_cast<std::int64_t>(ppu.queue.size());
    if (isSoftmax) {
        showSoftmax(ppu, snapshot);
        snapshot.softmax.slices = snapshot.softmax.valid ? (snapshot.softmax.count + context.config().softmaxSlice - 1)
                                                               / context.config().softmaxSlice
                                                         : 0;
    } else if (!written.empty()) {
        const OutputWord &word = written.back();
        snapshot.outputWord.assign(word.codes.begin(), word.codes.begin() + word.count);
        snapshot.outputScale = word.scale;
        snapshot.outputAddress = word.address;
    }
    showVsqBuffer(context, state, snapshot);
    for (int stage = 0; stage < ppu.timing.stages; ++stage) {
        PpuStage shown;
        shown.name = isSoftmax ? kSoftmaxNames[stepOf(ppu.timing, stage)] : kStageNames[stepOf(ppu.timing, stage)];
        if (const PpuSlot *slot = slotAt(ppu, stage); slot != nullptr) {
            shown.valid = slot->valid;
            shown.row = slot->n;
            shown.m = slot->m;
            for (int lane = 0; slot->valid && lane < kLanes; ++lane) {
                shown.values[static_cast<std::size_t>(lane)] = ppuStageValue(context, ppu, stage, lane).value_or(0);
            }
        }
        snapshot.ppu.push_back(shown);
    }
}

std::optional<std::int64_t> ppuStageValue(const LayerContext &context, const PpuState &ppu, int stage, int lane)
{
    const PpuSlot *slot = stage < 0 || stage >= ppu.timing.stages ? nullptr : slotAt(ppu, stage);
    if (slot == nullptr || !slot->valid) {
        return std::nullopt;
    }
    const bool isRow = lane < context.plan().lanes && slot->m + lane < context.subtile(slot->subtile).mEnd;
    return isRow ? valueAt(context, ppu, *slot, stepOf(ppu.timing, stage), static_cast<std::size_t>(lane)) : 0;
}

} // namespace vsq
