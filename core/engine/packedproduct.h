// SPDX-License-Identifier: GPL-3.0-or-later
// C = A B^T on packed operands: what a study calls for every layer. Results do not depend on threads or path.
#pragma once

#include "core/chip/config.h"
#include "core/engine/engine.h"
#include "core/engine/packedoperand.h"

#include <optional>

namespace vsq {

/// Which pixels a convolution's columns see: B's rows are the pixels of one or more images, [images, height, width] with
/// the channels along K, and the product's K is kernelHeight * kernelWidth segments of them. Nothing is copied;
/// pixels outside are zeros.
struct ConvolutionWindow {
    std::int64_t images = 1;
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t strideY = 1;
    std::int64_t strideX = 1;
    std::int64_t padTop = 0;
    std::int64_t padLeft = 0;
    std::int64_t dilationY = 1;
    std::int64_t dilationX = 1;
    std::int64_t outputHeight = 0;
    std::int64_t outputWidth = 0;

    [[nodiscard]] std::int64_t columns() const { return images * outputHeight * outputWidth; }
    [[nodiscard]] std::int64_t segments() const { return kernelHeight * kernelWidth; }
    /// Pixel of column n at segment s, or -1 outside.
    [[nodiscard]] std::int64_t pixel(std::int64_t n, std::int64_t s) const;
};

enum class SumLayout : std::uint8_t {
    RowsOfA, ///< [M, N], the chip's C
    RowsOfB, ///< [N, M], tokens x features, what the next operator wants
};

/// Writes the 24-bit sums; the number of clamped additions. Throws Error when the operands do not make a product
/// (format, instruction set, K, segments), Cancelled.
std::int64_t multiplyToSums(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                            const EngineOptions &options, SumLayout layout, std::int32_t *sums,
                            const std::optional<ConvolutionWindow> &window = {});

/// Writes sum * unit * gammaA[m] * gammaB[n] in binary32, from left to right, as [N, M].
std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const std::optional<ConvolutionWindow> &window = {});

} // namespace vsq
