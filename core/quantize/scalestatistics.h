// SPDX-License-Identifier: GPL-3.0-or-later
// What the scales of one operand look like and what they are worth: the numbers behind the Scales view.
#pragma once

#include "core/quantize/errormeasures.h"
#include "core/quantize/histogram.h"
#include "core/quantize/quantizedmatrix.h"

#include <optional>

namespace vsq {

/// Weights have a coarse scale a row, activations one for the tensor; Channel means Tensor for the latter.
enum class OperandRole : std::uint8_t { Weights, Activations };

struct ScaleStatistics {
    std::int64_t rows = 0;
    std::int64_t vectors = 0;                   ///< a row
    std::vector<float> map;                     ///< [rows, vectors] real scale of each vector, before its rounding
    std::vector<std::int64_t> integerHistogram; ///< [2^S] vectors with each integer scale; empty where scales are real
    Histogram linear;                           ///< of map
    Histogram logarithmic;                      ///< of map's values above 0

    std::vector<float> channelScales; ///< [rows] for weights, [1] for activations: s of per-channel quantization, max
    float tensorScale = 0.0F;         ///< s of per-tensor quantization, max

    std::int64_t zeroVectors = 0;  ///< all elements are 0
    std::int64_t underflowing = 0; ///< s > 0, but its integer scale is 0: the vector is lost
    std::int64_t clamped = 0;      ///< s beyond the largest integer scale (static gamma)

    double sqnrDb = 0.0;        ///< of the matrix as it is quantized
    double channelSqnrDb = 0.0; ///< of the same with per-channel scales and as many bits, max
    double tensorSqnrDb = 0.0;
    NoiseEnergy noise; ///< what the three are of, so that several matrices have one ratio
    NoiseEnergy channelNoise;
    NoiseEnergy tensorNoise;

    [[nodiscard]] double underflowShare() const
    {
        return map.empty() ? 0.0 : static_cast<double>(underflowing) / static_cast<double>(map.size());
    }
    /// A bit is worth 20 log10(2) = 6.02 dB; nothing where an error is zero or all is lost.
    [[nodiscard]] std::optional<double> bitsOverChannel() const;
    [[nodiscard]] std::optional<double> bitsOverTensor() const;
};

/// x: the values that matrix was made from, [rows, columns] row-major.
ScaleStatistics scaleStatistics(const float *x, const QuantizedMatrix &matrix, OperandRole role, std::size_t bins = 64);

} // namespace vsq
