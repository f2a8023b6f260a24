// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/ppupipeline.h"

#include "core/chip/chipstate.h"
#include "core/chip/memoryports.h"
#include "core/chip/ppu.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace vsq {

namespace {

std::uint64_t digestOf(std::uint64_t before, const OutputWord &word)
{
    StateHasher hash;
    hash.mix(before);
    hash.mix(static_cast<std::uint64_t>(word.m));
    hash.mix(static_cast<std::uint64_t>(word.n));
    hash.mix(static_cast<std::uint64_t>(word.count) << 8 | word.scale);
    hash.mix(word.codes);
    hash.mix(word.powers);
    return hash.value();
}

/// Puts a softmax slice into the output; the last one of a row completes it.
void storeSlices(const LayerContext &context, const OutputWord &word, std::int64_t row, PpuOutput &output)
{
    std::copy_n(word.powers.begin(), word.count, output.powers.begin() + row * output.columns + word.m);
    const std::int64_t slice = context.config().softmaxSlice;
    std::copy_n(word.maxima.begin(), (word.count + slice - 1) / slice,
                output.maxima.begin() + row * output.slices + word.m / slice);
    if (word.isLast) {
        normaliseRow(SoftmaxUnit(context.config()), word.state, row, context.config(), output);
    }
}

} // namespace

PpuPipeline::PpuPipeline(const LayerContext &context) : m_context(&context)
{
    if (isUsed() && context.plan().output == OutputFormat::Softmax) {
        m_softmax.emplace(context.config());
    }
}

PpuState PpuPipeline::clean(std::size_t subtile) const
{
    PpuState state;
    state.timing = m_context->timingAtFirstProduct(subtile);
    if (isUsed() && outputVector(m_context->plan().output, m_context->config()) > 0) {
        const Subtile &part = m_context->subtile(subtile);
        const bool plain = !m_context->config().vsqTilesInside;
        state.rows.resize(plain ? static_cast<std::size_t>(part.nEnd - part.nBegin) : std::size_t{kCollectorEntries});
    }
    if (m_softmax) {
        state.softmax.resize(static_cast<std::size_t>(m_context->plan().n));
    }
    return state;
}

void PpuPipeline::arrive(PpuState &state, const PpuSlot &slot, Counters &counters)
{
    const ChipConfig &config = m_context->config();
    const PpuSettings &settings = *m_context->ppu();
    const Plan &plan = m_context->plan();
    const Subtile &part = m_context->subtile(slot.subtile);
    const auto rows = std::min<std::int64_t>(plan.lanes, part.mEnd - slot.m);
    const std::int64_t codesPerWord = std::max(1, codesPerOutputWord(plan.output));
    const std::int64_t wordBase = (slot.n - part.nBegin) * outputWordsOfColumn(plan, part, config);
    std::array<std::int32_t, kLanes> values{};
    std::int64_t largest = 0;
    for (std::int64_t lane = 0; lane < rows; ++lane) {
        const PpuValue value = ppuValue(slot.sums[static_cast<std::size_t>(lane)], slot.m + lane, settings, config);
        values[static_cast<std::size_t>(lane)] = value.truncated;
        largest = std::max(largest, std::abs(value.rectified));
    }
    const std::int64_t vector = outputVector(plan.output, config);
    OutputWord word;
    word.n = slot.n;
    if (vector == 0) {
        word.m = slot.m;
        word.count = static_cast<std::int32_t>(rows);
        if (m_softmax) {
            addToSoftmax(state, slot, word, values, counters);
            return;
        }
        word.address = static_cast<std::int32_t>(wordBase + (slot.m - part.mBegin) / codesPerWord);
        for (std::size_t lane = 0; lane < static_cast<std::size_t>(rows); ++lane) {
            word.codes[lane] = staticCode(values[lane], plan.output, config);
        }
        state.queue.push_back(word);
        return;
    }
    const std::int64_t begin = slot.m / vector * vector;
    const std::int64_t segment = (slot.m - begin) / plan.lanes;
    const auto row = config.vsqTilesInside ? std::int64_t{slot.entry} : slot.n - part.nBegin;
    VsqRow &held = state.rows[static_cast<std::size_t>(row)];
    assert(held.segments == segment);
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(plan.lanes); ++lane) {
        held.values[static_cast<std::size_t>(segment * plan.lanes) + lane] = static_cast<std::int16_t>(values[lane]);
    }
    held.largest[static_cast<std::size_t>(segment)] =
        segment == 0 ? largest : std::max(largest, held.largest[static_cast<std::size_t>(segment - 1)]);
    ++held.segments;
    const bool isLast = completesVector(plan, part, slot.m, config);
    if (!isLast || config.vsqSegments == kVsqSegments) { // with three segments the last tile arrives live
        portsOf(counters, Memory::VsqBuffer).writes += 1;
        state.vsqWriteRow = static_cast<std::int32_t>(row);
        state.vsqSegment = static_cast<std::int32_t>(segment);
    }
    if (!isLast) {
        return;
    }
    const std::int64_t buffered = config.vsqSegments == kVsqSegments ? segment + 1 : segment;
    portsOf(counters, Memory::VsqBuffer).reads += buffered;
    if (buffered > 0) {
        state.vsqReadRow = static_cast<std::int32_t>(row);
    }
    const VectorQuantizer quantizer(ppuMagnitude(held.largest[static_cast<std::size_t>(segment)], settings, config), plan.output,
                                    config, reciprocalIn(settings, config));
    const std::int64_t count = std::min(vector, part.mEnd - begin);
    for (std::int64_t first = 0; first < count; first += codesPerWord) {
        word.m = begin + first;
        word.count = static_cast<std::int32_t>(std::min(codesPerWord, count - first));
        word.address = static_cast<std::int32_t>(wordBase + (begin + first - part.mBegin) / codesPerWord);
        word.hasScale = first == 0 || config.outputScaleRepeated;
        word.scale = word.hasScale ? quantizer.scale() : 0;
        word.codes.fill(0);
        for (std::int64_t i = 0; i < word.count; ++i) {
            word.codes[static_cast<std::size_t>(i)] = quantizer.code(held.values[static_cast<std::size_t>(first + i)]);
        }
        state.queue.push_back(word);
    }
    held = {};
}

void PpuPipeline::addToSoftmax(PpuState &state, const PpuSlot &slot, OutputWord word,
                               const std::array<std::int32_t, kLanes> &values, Counters &counters)
{
    const auto count = static_cast<std::size_t>(word.count);
    const auto slice = static_cast<std::size_t>(m_context->config().softmaxSlice);
    SoftmaxState &column = state.softmax[static_cast<std::size_t>(slot.n)];
    const SoftmaxState before = column;
    for (std::size_t lane = 0; lane < count; ++lane) {
        word.codes[lane] = m_softmax->quantizeTruncated(values[lane]);
    }
    for (std::size_t begin = 0; begin < count; begin += slice) {
        const std::size_t length = std::min(slice, count - begin);
        word.maxima[begin / slice] = static_cast<std::int8_t>(m_softmax->addSlice(
            column, std::span(word.codes).subspan(begin, length), std::span(word.powers).subspan(begin, length)));
    }
    word.state = column;
    word.isLast = slot.m + word.count >= m_context->plan().m;
    portsOf(counters, Memory::SoftmaxState).reads += before.started ? 1 : 0;
    portsOf(counters, Memory::SoftmaxState).writes += 1;
    counters.softmaxRenormalised += before.started && column.maximum > before.maximum ? 1 : 0;
    state.softmaxStep.valid = true;
    state.softmaxStep.subtile = slot.subtile;
    state.softmaxStep.before = before;
    state.softmaxStep.word = word;
    state.queue.push_back(word);
}

void PpuPipeline::write(PpuState &state, Counters &counters)
{
    assert(!state.queue.empty());
    state.last = state.queue.front();
    state.queue.erase(state.queue.begin());
    state.digest = digestOf(state.digest, state.last);
    portsOf(counters, m_softmax ? Memory::SoftmaxPort : Memory::OutputBuffer).writes += 1;
    m_written.push_back(state.last);
}

void PpuPipeline::tick(PpuState &state, const PpuSlot *entry, Counters &counters)
{
    forget();
    state.vsqWriteRow = -1;
    state.vsqReadRow = -1;
    state.vsqSegment = -1;
    state.readAddress = -1;
    state.softmaxStep.valid = false;
    PpuSlot &in = state.passing[static_cast<std::size_t>(state.timing.slot)];
    ReadOutWords words;
    if (entry != nullptr) {
        in = *entry;
        in.valid = true;
        words = readOutWords(m_context->plan(), m_context->subtile(entry->subtile), entry->m, m_context->config());
        portsOf(counters, Memory::ScaleBuffer).reads += 1;
        portsOf(counters, Memory::BiasBuffer).reads += 1;
    } else {
        in.valid = false;
    }
    const int behind = state.timing.slot - gatherStage(state.timing);
    const PpuSlot &slot = state.passing[static_cast<std::size_t>(behind < 0 ? behind + state.timing.stages : behind)];
    if (slot.valid) { // not before the first entry has come so far
        arrive(state, slot, counters);
    }
    state.timing.tick(words);
    if (state.timing.wrote) {
        write(state, counters);
        m_portWords = 1;
    }
    if (state.timing.read) {
        portsOf(counters, Memory::OutputBuffer).reads += 1;
        state.readAddress = static_cast<std::int32_t>((state.timing.reads - 1) % m_context->config().outputWords);
    }
}

/// Entries before the gathering stage gather now, the oldest first.
void PpuPipeline::gatherAll(PpuState &state, Counters &counters)
{
    for (int behind = gatherStage(state.timing) - 1; behind >= 0; --behind) {
        const std::int64_t tick = state.timing.ticks - 1 - behind;
        if (tick < 0) {
            continue;
        }
        PpuSlot &slot = state.passing[static_cast<std::size_t>(tick % state.timing.stages)];
        if (slot.valid) {
            arrive(state, slot, counters);
            slot.valid = false;
        }
    }
}

void PpuPipeline::take(PpuState &state, const PpuSlot &entry, Counters &counters)
{
    gatherAll(state, counters);
    state.timing.take(readOutWords(m_context->plan(), m_context->subtile(entry.subtile), entry.m, m_context->config()));
    portsOf(counters, Memory::ScaleBuffer).reads += 1;
    portsOf(counters, Memory::BiasBuffer).reads += 1;
    arrive(state, entry, counters);
}

void PpuPipeline::flush(PpuState &state, Counters &counters)
{
    gatherAll(state, counters);
    [[maybe_unused]] const std::int64_t words = state.timing.flush();
    assert(words == static_cast<std::int64_t>(state.queue.size()));
    while (!state.queue.empty()) {
        write(state, counters);
    }
}

void store(const LayerContext &context, const OutputWord &word, PpuOutput &output)
{
    const std::int64_t column = context.plan().column(word.n);
    if (column < 0) {
        return;
    }
    if (output.format == OutputFormat::Softmax) {
        storeSlices(context, word, column, output);
        return;
    }
    for (std::int64_t i = 0; i < word.count; ++i) {
        // A transposed product has rows for columns; the output is [N, M] as asked for.
        const std::int64_t row = context.plan().transposed ? word.m + i : column;
        const std::int64_t feature = context.plan().transposed ? column : word.m + i;
        output.codes[static_cast<std::size_t>(row * output.columns + feature)] = word.codes[static_cast<std::size_t>(i)];
    }
    if (word.hasScale) {
        const int vector = outputVector(output.format, context.config());
        output.scales[static_cast<std::size_t>(column * output.vectors + word.m / vector)] = word.scale;
    }
}

} // namespace vsq
