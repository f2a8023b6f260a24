// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/pputiming.h"

#include "core/chip/ppuarithmetic.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr double kVsqWordBytes = 17.0; ///< 136 b

/// Rows of the output vector that the rows from m belong to.
std::int64_t rowsOfVector(const Subtile &subtile, std::int64_t m, std::int64_t vector)
{
    return std::min(vector, subtile.mEnd - m / vector * vector);
}

} // namespace

bool completesVector(const Plan &plan, const Subtile &subtile, std::int64_t m, const ChipConfig &config)
{
    const int vector = outputVector(plan.output, config);
    return vector == 0 || (m + plan.lanes) % vector == 0 || m + plan.lanes >= subtile.mEnd;
}

ReadOutWords readOutWords(const Plan &plan, const Subtile &subtile, std::int64_t m, const ChipConfig &config)
{
    const int codes = codesPerOutputWord(plan.output);
    if (plan.output == OutputFormat::Softmax) {
        return {1, 0, 0};
    }
    if (codes == 0) {
        return {};
    }
    if (const int vector = outputVector(plan.output, config); vector > 0) {
        if (!completesVector(plan, subtile, m, config)) {
            return {};
        }
        const auto words = static_cast<int>((rowsOfVector(subtile, m, vector) + codes - 1) / codes);
        return {words, words, words};
    }
    if (config.operandSupply == ChipConfig::Operands::Streaming) {
        return {1, 1, 1}; // a half leaves on its own: the other may be a whole pass over the columns away
    }
    const std::int64_t row = m - subtile.mBegin;
    const bool begins = row % codes == 0;
    const bool ends = (row + plan.lanes) % codes == 0 || m + plan.lanes >= subtile.mEnd;
    return {1, begins ? 1 : 0, ends ? 1 : 0};
}

std::int64_t outputWordsOfColumn(const Plan &plan, const Subtile &subtile, const ChipConfig &config)
{
    std::int64_t words = 0;
    for (std::int64_t m = subtile.mBegin; m < subtile.mEnd; m += plan.lanes) {
        words += readOutWords(plan, subtile, m, config).allocates;
    }
    return words;
}

PpuTiming::PpuTiming(const Plan &plan, const ChipConfig &config)
    : drainBytes(config.operandSupply == ChipConfig::Operands::Streaming ? config.outputBytesPerCycle : 0.0)
{
    const bool buffersAll = config.vsqSegments == 4 && outputVector(plan.output, config) > 0;
    stages = std::max(1, config.ppuStages) + (buffersAll ? 1 : 0);
}

void PpuTiming::tick(const ReadOutWords &words)
{
    allocated += words.allocates;
    underway += words.writes;
    const auto in = static_cast<std::size_t>(slot);
    slot = slot + 1 == stages ? 0 : slot + 1;
    const auto out = static_cast<std::size_t>(slot); // read out stages - 1 ticks ago
    writes[in] = static_cast<std::int8_t>(words.writes);
    completes[in] = static_cast<std::int8_t>(words.completes);
    queued += writes[out];
    underway -= writes[out];
    queuedComplete += completes[out];
    writes[out] = 0;
    completes[out] = 0;
    ++ticks;

    wrote = queued > 0;
    if (wrote) {
        --queued;
        if (queuedComplete > queued) {
            --queuedComplete;
            ++ready;
        }
    }
    read = false;
    if (drainBytes > 0.0) {
        credit = std::min(credit + drainBytes, kVsqWordBytes + drainBytes);
        if (!wrote && ready > 0 && credit >= kVsqWordBytes) {
            read = true;
            --ready;
            --allocated;
            ++reads;
            credit -= kVsqWordBytes;
        }
    }
}

void PpuTiming::take(const ReadOutWords &words)
{
    allocated += words.allocates;
    queued += words.writes;
    queuedComplete += words.completes;
}

std::int64_t PpuTiming::flush()
{
    const std::int64_t words = underway + queued;
    for (std::size_t stage = 0; stage < kMostStages; ++stage) {
        queuedComplete += completes[stage];
    }
    ready += queuedComplete;
    writes = {};
    completes = {};
    underway = 0;
    queued = 0;
    queuedComplete = 0;
    wrote = false;
    read = false;
    return words;
}

void PpuTiming::release()
{
    allocated = 0;
    ready = 0;
}

} // namespace vsq
