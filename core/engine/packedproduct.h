// SPDX-License-Identifier: GPL-3.0-or-later
// C = A B^T on packed operands: what a study calls for every layer. Results do not depend on threads or path.
#pragma once

#include "core/chip/config.h"
#include "core/engine/convolutionwindow.h"
#include "core/engine/engine.h"
#include "core/engine/packedoperand.h"

#include <optional>

namespace vsq {

enum class SumLayout : std::uint8_t {
    RowsOfA, ///< [M, N], the chip's C
    RowsOfB, ///< [N, M], tokens x features, what the next operator wants
};

/// Writes the 24-bit sums; the number of clamped additions. Throws Error when the operands do not make a product
/// (format, instruction set, K, segments), Cancelled.
std::int64_t multiplyToSums(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                            const EngineOptions &options, SumLayout layout, std::int32_t *sums,
                            const std::optional<ConvolutionWindow> &window = {});

/// Writes sum * unit * gammaA[m] * gammaB[n] (+ bias[m], if not null) in binary32, from left to right, as [N, M].
std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const std::optional<ConvolutionWindow> &window = {},
                             const float *bias = nullptr);

/// Some rows of B alone, as if there were no others: C is [count, M], its rows `stride` floats apart.
struct ProductColumns {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t stride = 0;
};
std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const ProductColumns &columns);

/// The same values where a convolution's result wants them: [items, M, itemColumns], items itemStride floats apart.
struct PlaneLayout {
    std::int64_t itemColumns = 0; ///< columns of the product that are one item
    std::int64_t itemStride = 0;
};
std::int64_t multiplyToPlanes(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                              const EngineOptions &options, float *planes, const PlaneLayout &layout,
                              const std::optional<ConvolutionWindow> &window = {});

/// Codes times scales as they are, with none of the chip's roundings or bounds: real results from integer dot products of whole
/// vectors. Sums are exact and rounded to binary32 once, then multiplied by gammaA[m] and gammaB[n]; those without scales a
/// vector must fit format.sumBits (Throws Error otherwise). The same bits on every path and in any order.
void multiplyUnrounded(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *c,
                       const std::optional<ConvolutionWindow> &window = {}, const float *bias = nullptr);
void multiplyUnrounded(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *c,
                       const ProductColumns &columns);
void multiplyUnroundedToPlanes(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *planes,
                               const PlaneLayout &layout, const std::optional<ConvolutionWindow> &window = {});

} // namespace vsq
