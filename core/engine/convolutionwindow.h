// SPDX-License-Identifier: GPL-3.0-or-later
// Which pixels the columns of a convolution's product see.
#pragma once

#include <cstdint>

namespace vsq {

/// B's rows are the pixels of one or more images, [images, height, width] with the channels along K, and the product's K is
/// kernelHeight * kernelWidth segments of them. Nothing is copied; pixels outside are zeros.
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

    [[nodiscard]] std::int64_t pixels() const { return height * width; }
    [[nodiscard]] std::int64_t outputPixels() const { return outputHeight * outputWidth; }
    [[nodiscard]] std::int64_t columns() const { return images * outputPixels(); }
    [[nodiscard]] std::int64_t segments() const { return kernelHeight * kernelWidth; }
    /// Every pixel makes one column: a product as any other.
    [[nodiscard]] bool isPlain() const
    {
        return segments() == 1 && strideY == 1 && strideX == 1 && padTop == 0 && padLeft == 0 && outputHeight == height
               && outputWidth == width;
    }
};

inline constexpr int kMostWindowColumns = 384;

/// Pixels of `count` columns (at most kMostWindowColumns) from `first` under each tap of the window: rows [segments, count];
/// `zeros` where a tap lies beyond the image.
void pixelsOf(const ConvolutionWindow &window, std::int64_t first, int count, std::int32_t zeros, std::int32_t *rows);

} // namespace vsq
