// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/scalestatistics.h"

#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

std::optional<double> bits(double decibels, double than)
{
    if (!std::isfinite(decibels) || !std::isfinite(than)) {
        return {};
    }
    return (decibels - than) / (20.0 * std::log10(2.0));
}

QuantizedMatrix withGranularity(const float *x, const QuantizedMatrix &matrix, Granularity granularity, OperandRole role)
{
    OperandFormat format = matrix.format;
    format.granularity = granularity;
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

} // namespace

std::optional<double> ScaleStatistics::bitsOverChannel() const
{
    return bits(sqnrDb, channelSqnrDb);
}

std::optional<double> ScaleStatistics::bitsOverTensor() const
{
    return bits(sqnrDb, tensorSqnrDb);
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
    statistics.linear = histogramOf(statistics.map, bins, false);
    statistics.logarithmic = histogramOf(statistics.map, bins, true);

    const std::span<const float> values(x, static_cast<std::size_t>(matrix.rows * matrix.columns));
    const QuantizedMatrix channel = withGranularity(x, matrix, Granularity::Channel, role);
    const QuantizedMatrix tensor = withGranularity(x, matrix, Granularity::Tensor, role);
    statistics.channelScales = channel.gamma;
    statistics.tensorScale = tensor.gamma.empty() ? 0.0F : tensor.gamma.front();
    statistics.sqnrDb = measureError(values, dequantize(matrix)).sqnrDb;
    statistics.channelSqnrDb = measureError(values, dequantize(channel)).sqnrDb;
    statistics.tensorSqnrDb = measureError(values, dequantize(tensor)).sqnrDb;
    return statistics;
}

} // namespace vsq
