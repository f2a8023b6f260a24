// SPDX-License-Identifier: GPL-3.0-or-later
// Quantizers of VS-Quant (arXiv 2102.04503, section 4; two levels of scales as its eq. 7): max per vector, integer scales in
// units of a coarse gamma, symmetric codes. Everything in IEEE binary32, rounding to nearest, ties to even:
//
//     s = xmax / qmax      code = clamp(round(x / s))      gamma = max s / (2^S - 1)      sq = clamp(round(s / gamma))
//
// with qmax = 2^(bits-1) - 1, or 2^bits - 1 for unsigned codes. Where s is 0 all codes are 0. Formats with blocks of
// another kind (core/quantize/blockquantizer.h) come through the same two functions.
#pragma once

#include "core/quantize/quantizedmatrix.h"

#include <optional>

namespace vsq {

/// Largest code of a format: 2^(bits-1)-1, unsigned 2^bits-1.
int largestCode(const OperandFormat &format);

/// Throws Error for bits, vector sizes or scale bits out of range.
void validate(const OperandFormat &format);

/// x [rows, columns] row-major: weights, gamma (or the whole scale) per row; Granularity::Tensor: one for all.
///
/// The calibration chooses each group's largest magnitude in place of its maximum. Mse and Octav choose it for every vector;
/// Percentile and Entropy need many values, so under Granularity::Vector they give one clip for the rows that share a gamma,
/// and a vector's magnitude is the smaller of its maximum and that.
/// Throws Error when a value is NaN or infinite (naming row and column), or columns is no multiple of segments.
QuantizedMatrix quantizeWeights(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                                const Calibration &calibration = {}, std::int64_t segments = 1);

/// Activations: one gamma (or whole scale) for the tensor, from the data or static from a calibration set. Channel means
/// Tensor here. With a static gamma, scales beyond the largest integer scale are clamped. itemRows > 0: that many rows are
/// one item of a batch, and each item has its own gamma (gamma is then [rows], or [1] for one item).
QuantizedMatrix quantizeActivations(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &format,
                                    std::optional<float> staticGamma = {}, const Calibration &calibration = {},
                                    std::int64_t segments = 1, std::int64_t itemRows = 0);

/// The values that the codes stand for, [rows, columns]: (code * scale) * gamma; the product of the integers is exact.
std::vector<float> dequantize(const QuantizedMatrix &matrix);

} // namespace vsq
