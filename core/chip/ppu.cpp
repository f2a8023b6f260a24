// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/ppu.h"

#include "core/base/error.h"
#include "core/chip/softmax.h"

#include <algorithm>
#include <cstdlib>

namespace vsq {

PpuOutput makePpuOutput(std::int64_t m, std::int64_t n, OutputFormat format, const ChipConfig &config)
{
    PpuOutput output;
    output.format = format;
    output.rows = n;
    output.columns = m;
    const int vector = outputVector(format, config);
    output.vectors = vector == 0 ? 0 : (m + vector - 1) / vector;
    output.codes.assign(static_cast<std::size_t>(m * n), 0);
    output.scales.assign(static_cast<std::size_t>(output.vectors * n), 0);
    if (format == OutputFormat::Softmax) {
        output.slices = (m + config.softmaxSlice - 1) / config.softmaxSlice;
        output.powers.assign(static_cast<std::size_t>(m * n), 0);
        output.maxima.assign(static_cast<std::size_t>(output.slices * n), 0);
    }
    return output;
}

PpuValue ppuValue(std::int32_t sum, std::int64_t m, const PpuSettings &settings, const ChipConfig &config)
{
    PpuValue value;
    value.scaled = ppuScaled(sum, settings.scaleOf(m));
    value.biased = ppuBiased(value.scaled, settings.biasOf(m), settings.biasShift);
    value.rectified = settings.relu ? std::max<std::int64_t>(value.biased, 0) : value.biased;
    value.truncated = ppuTruncated(value.rectified, settings.truncShift, config);
    return value;
}

std::int32_t ppuMagnitude(std::int64_t largest, const PpuSettings &settings, const ChipConfig &config)
{
    return ppuTruncated(largest, settings.truncShift, config);
}

ChipConfig::Reciprocal reciprocalIn(const PpuSettings &settings, const ChipConfig &config)
{
    return settings.reciprocal.value_or(config.reciprocal);
}

namespace {

void applySoftmax(std::span<const std::int32_t> sums, const PpuSettings &settings, const ChipConfig &config, PpuOutput &output)
{
    const SoftmaxUnit unit(config);
    const std::int64_t m = output.columns;
    const std::int64_t slice = config.softmaxSlice;
    std::vector<std::int8_t> x(static_cast<std::size_t>(slice));
    for (std::int64_t row = 0; row < output.rows; ++row) {
        SoftmaxState state;
        for (std::int64_t begin = 0; begin < m; begin += slice) {
            const auto count = static_cast<std::size_t>(std::min(slice, m - begin));
            for (std::size_t i = 0; i < count; ++i) {
                const std::int64_t feature = begin + static_cast<std::int64_t>(i);
                const std::int32_t sum = sums[static_cast<std::size_t>(feature * output.rows + row)];
                x[i] = unit.quantizeTruncated(ppuValue(sum, feature, settings, config).truncated);
            }
            output.maxima[static_cast<std::size_t>(row * output.slices + begin / slice)] = static_cast<std::int8_t>(
                unit.addSlice(state, std::span(x).first(count),
                              std::span(output.powers).subspan(static_cast<std::size_t>(row * m + begin), count)));
        }
        normaliseRow(unit, state, row, config, output);
    }
}

} // namespace

void normaliseRow(const SoftmaxUnit &unit, const SoftmaxState &state, std::int64_t row, const ChipConfig &config,
                  PpuOutput &output)
{
    for (std::int64_t i = 0; i < output.columns; ++i) {
        const auto at = static_cast<std::size_t>(row * output.columns + i);
        const auto slice = static_cast<std::size_t>(row * output.slices + i / config.softmaxSlice);
        output.codes[at] = static_cast<std::int8_t>(unit.normalise(state, output.powers[at], output.maxima[slice]));
    }
}

PpuOutput applyPpu(std::span<const std::int32_t> sums, std::int64_t m, std::int64_t n, const PpuSettings &settings,
                   const ChipConfig &config)
{
    validate(settings, m, config);
    if (sums.size() != static_cast<std::size_t>(m * n)) {
        throw Error({{}, "post-processing"}, "sums", std::to_string(m * n), std::to_string(sums.size()));
    }
    PpuOutput output = makePpuOutput(m, n, settings.output, config);
    if (settings.output == OutputFormat::Softmax) {
        applySoftmax(sums, settings, config, output);
        return output;
    }
    const std::int64_t vector = outputVector(settings.output, config);
    const std::int64_t block = vector == 0 ? m : vector;
    std::vector<std::int32_t> values(static_cast<std::size_t>(block));
    for (std::int64_t begin = 0; begin < m; begin += block) {
        const std::int64_t count = std::min(block, m - begin);
        for (std::int64_t column = 0; column < n; ++column) {
            std::int64_t largest = 0;
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int32_t sum = sums[static_cast<std::size_t>((begin + i) * n + column)];
                const PpuValue value = ppuValue(sum, begin + i, settings, config);
                values[static_cast<std::size_t>(i)] = value.truncated;
                largest = std::max(largest, std::abs(value.rectified));
            }
            std::int8_t *codes = output.codes.data() + column * m + begin;
            if (vector == 0) {
                for (std::int64_t i = 0; i < count; ++i) {
                    codes[i] = staticCode(values[static_cast<std::size_t>(i)], settings.output, config);
                }
                continue;
            }
            const VectorQuantizer quantizer(ppuMagnitude(largest, settings, config), settings.output, config,
                                            reciprocalIn(settings, config));
            output.scales[static_cast<std::size_t>(column * output.vectors + begin / vector)] = quantizer.scale();
            for (std::int64_t i = 0; i < count; ++i) {
                codes[i] = quantizer.code(values[static_cast<std::size_t>(i)]);
            }
        }
    }
    return output;
}

} // namespace vsq
