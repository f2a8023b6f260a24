// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/scalestatistics.h"

#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"

#include <algorithm>

namespace vsq {

namespace {

QuantizedMatrix withGranularity(const float *x, const QuantizedMatrix &matrix, Granularity granularity, OperandRole role)
{
    const OperandFormat format = twoLevelFormat(matrix.format.bits, granularity, 0, 0, matrix.format.isUnsigned);
    return role == OperandRole::Weights ? quantizeWeights(x, matrix.rows, matrix.columns, format)
                                        : quantizeActivations(x, matrix.rows, matrix.columns, format);
}

void countIntegerScales(const QuantizedMatrix &matrix, ScaleStatistics &statistics)
{
    const int largest = (1 << matrix.format.scaleBits) - 1;
    statistics.integerHistogram.assign(static_cast<std::size_t>(largest) + 1, 0);
    for (std::size_t i = 0; i < matrix.scales.size(); ++i) {
        ++statistics.integerHistogram[matrix.scales[i]];
        statistics.underflowing += matrix.realScales[i] > 0.0F && matrix.scales[i] == 0 ? 1 : 0;
        const float gamma = matrix.gammaOf(static_cast<std::int64_t>(i) / matrix.vectors);
        statistics.clamped += matrix.realScales[i] / gamma >= static_cast<float>(largest) + 0.5F ? 1 : 0;
    }
}

/// Blocks whose stored scale is 0 although not all of their values are.
void countLostBlocks(const float *x, const QuantizedMatrix &matrix, ScaleStatistics &statistics)
{
    const std::int64_t length = matrix.segmentColumns();
    for (std::int64_t i = 0; i < matrix.rows * matrix.vectors; ++i) {
        const std::int64_t vector = i % matrix.vectors;
        const std::int64_t first = vector % matrix.vectorsPerSegment() * matrix.format.vectorSize;
        const float *begin = x + i / matrix.vectors * matrix.columns + vector / matrix.vectorsPerSegment() * length + first;
        const float *end = begin + std::min<std::int64_t>(matrix.format.vectorSize, length - first);
        const bool lost = matrix.realScales[static_cast<std::size_t>(i)] == 0.0F
                          && std::any_of(begin, end, [](float v) { return v != 0.0F; });
        statistics.underflowing += lost ? 1 : 0;
        statistics.zeroVectors -= lost ? 1 : 0;
    }
}

} // namespace

std::optional<double> ScaleStatistics::bitsOverChannel() const
{
    return bitsOf(sqnrDb, channelSqnrDb);
}

std::optional<double> ScaleStatistics::bitsOverTensor() const
{
    return bitsOf(sqnrDb, tensorSqnrDb);
}

ScaleStatistics scaleStatistics(const float *x, const QuantizedMatrix &matrix, OperandRole role, std::size_t bins)
{
    ScaleStatistics statistics;
    statistics.rows = matrix.rows;
    statistics.vectors = matrix.vectors;
    statistics.map = matrix.realScales.empty() ? matrix.gamma : matrix.realScales;
    if (static_cast<std::int64_t>(statistics.map.size()) != matrix.rows * matrix.vectors) {
        statistics.rows = static_cast<std::int64_t>(statistics.map.size()); // one scale for the tensor
    }
    if (!matrix.scales.empty()) {
        countIntegerScales(matrix, statistics);
    }
    statistics.zeroVectors = std::count(statistics.map.begin(), statistics.map.end(), 0.0F);
    if (!matrix.format.isTwoLevel()) {
        countLostBlocks(x, matrix, statistics);
    }
    statistics.linear = histogramOf(statistics.map, bins, false);
    statistics.logarithmic = histogramOf(statistics.map, bins, true);

    const std::span<const float> values(x, static_cast<std::size_t>(matrix.rows * matrix.columns));
    const QuantizedMatrix channel = withGranularity(x, matrix, Granularity::Channel, role);
    const QuantizedMatrix tensor = withGranularity(x, matrix, Granularity::Tensor, role);
    statistics.channelScales = channel.gamma;
    statistics.tensorScale = tensor.gamma.empty() ? 0.0F : tensor.gamma.front();
    statistics.noise.add(values, dequantize(matrix));
    statistics.channelNoise.add(values, dequantize(channel));
    statistics.tensorNoise.add(values, dequantize(tensor));
    statistics.sqnrDb = statistics.noise.sqnrDb();
    statistics.channelSqnrDb = statistics.channelNoise.sqnrDb();
    statistics.tensorSqnrDb = statistics.tensorNoise.sqnrDb();
    return statistics;
}

} // namespace vsq
