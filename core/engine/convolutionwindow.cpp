// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/convolutionwindow.h"

namespace vsq {

void pixelsOf(const ConvolutionWindow &window, std::int64_t first, int count, std::int32_t zeros, std::int32_t *rows)
{
    const ConvolutionWindow &w = window;
    // Each column's first pixel once; the taps are additions from there.
    std::int32_t ys[kMostWindowColumns];
    std::int32_t xs[kMostWindowColumns];
    std::int32_t at[kMostWindowColumns];
    std::int64_t image = first / w.outputPixels();
    std::int64_t oy = first % w.outputPixels() / w.outputWidth;
    std::int64_t ox = first % w.outputWidth;
    for (int c = 0; c < count; ++c) {
        const std::int64_t y = oy * w.strideY - w.padTop;
        const std::int64_t x = ox * w.strideX - w.padLeft;
        ys[c] = static_cast<std::int32_t>(y);
        xs[c] = static_cast<std::int32_t>(x);
        at[c] = static_cast<std::int32_t>((image * w.height + y) * w.width + x);
        if (++ox == w.outputWidth) {
            ox = 0;
            if (++oy == w.outputHeight) {
                oy = 0;
                ++image;
            }
        }
    }
    const auto height = static_cast<std::uint32_t>(w.height);
    const auto width = static_cast<std::uint32_t>(w.width);
    for (std::int64_t s = 0; s < w.segments(); ++s, rows += count) {
        const auto dy = static_cast<std::int32_t>(s / w.kernelWidth * w.dilationY);
        const auto dx = static_cast<std::int32_t>(s % w.kernelWidth * w.dilationX);
        const auto offset = static_cast<std::int32_t>(dy * w.width + dx);
        for (int c = 0; c < count; ++c) {
            const bool inside = (static_cast<std::uint32_t>(ys[c] + dy) < height)
                                & (static_cast<std::uint32_t>(xs[c] + dx) < width);
            rows[c] = inside ? at[c] + offset : zeros;
        }
    }
}

} // namespace vsq
