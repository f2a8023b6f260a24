// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/explainedoutput.h"

#include "core/chip/ppu.h"
#include "core/chip/softmax.h"
#include "core/layer/explainedvectors.h"

#include <algorithm>
#include <cstdlib>

namespace vsq {

namespace {

/// The largest |x| of the output vector that C[m, n] belongs to, whose other sums are computed for it.
std::int64_t largestOfVector(const OpenedChip &chip, std::int64_t m, std::int64_t n, std::int64_t vector)
{
    const PpuSettings &settings = *chip.context().ppu();
    const std::int64_t begin = m / vector * vector;
    const std::int64_t end = std::min(begin + vector, chip.data().operands->m());
    std::int64_t largest = 0;
    for (std::int64_t other = begin; other < end; ++other) {
        largest = std::max(largest, std::abs(ppuValue(sumOf(chip, other, n), other, settings, chip.config()).rectified));
    }
    return largest;
}

void place(const OpenedChip &chip, const ExecutedPlace &executed, const ExplainedVector &last, ExplainedOutput &output)
{
    const LayerTimes &times = chip.times();
    const auto subtile = static_cast<std::size_t>(last.subtile);
    const Tile tile = times.tileOf(subtile, executed.row, executed.column);
    for (const ReadOut &readOut : times.readOuts(subtile)) {
        if (readOut.m == tile.m && readOut.n == executed.column) {
            output.readOut = readOut.cycle;
        }
    }
    for (std::size_t step = 0; step < output.stages.size() && output.readOut >= 0; ++step) {
        const std::int64_t cycle = output.readOut + times.stageOf(static_cast<int>(step));
        output.stages[step] = cycle > times.lastCycle(subtile) ? -1 : cycle;
    }
    for (const OutputWrite &word : times.outputWrites(subtile)) {
        if (word.n == executed.column && executed.row >= word.m && executed.row < word.m + word.count) {
            output.written = word.cycle;
            output.address = word.address;
        }
    }
}

} // namespace

ExplainedOutput explainOutput(const OpenedChip &chip, std::int64_t m, std::int64_t n, std::int32_t sum,
                              const ExplainedVector &last)
{
    const PpuSettings &settings = *chip.context().ppu();
    const ChipConfig &config = chip.config();
    ExplainedOutput output;
    output.format = settings.output;
    const PpuValue value = ppuValue(sum, m, settings, config);
    output.scaled = value.scaled;
    output.biased = value.biased;
    output.rectified = value.rectified;
    output.truncated = value.truncated;
    if (const std::int64_t vector = outputVector(settings.output, config); vector > 0) {
        output.magnitude = ppuMagnitude(largestOfVector(chip, m, n, vector), settings, config);
        const VectorQuantizer quantizer(static_cast<std::int32_t>(output.magnitude), settings.output, config,
                                        reciprocalIn(settings, config));
        output.code = quantizer.code(value.truncated);
        output.scale = quantizer.scale();
    } else if (settings.output == OutputFormat::Softmax) {
        output.code = SoftmaxUnit(config).quantizeTruncated(value.truncated);
    } else {
        output.code = staticCode(value.truncated, settings.output, config);
    }
    place(chip, executedPlace(chip, m, n), last, output);
    return output;
}

} // namespace vsq
