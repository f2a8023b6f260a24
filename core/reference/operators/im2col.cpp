// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/im2col.h"

#include "core/base/transpose.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

/// One tap's channels: a plain loop for the few that memcpy's call would outweigh.
inline void copyTap(float *to, const float *from, std::int64_t channels)
{
    if (channels < 8) {
        for (std::int64_t c = 0; c < channels; ++c) {
            to[c] = from[c];
        }
    } else {
        std::memcpy(to, from, static_cast<std::size_t>(channels) * sizeof(float));
    }
}

} // namespace

void im2col(const Window &w, const float *base, std::int64_t pixelStride, std::int64_t channels, float *rows)
{
    const std::int64_t k = w.kernelSize() * channels;
    const std::int64_t lines = w.output[0] * w.output[1];
    parallelRange(lines, grainFor(w.output[2] * k), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t line = begin; line < end; ++line) {
            const std::int64_t z0 = line / w.output[1] * w.strides[0] - w.padBegin[0];
            const std::int64_t y0 = line % w.output[1] * w.strides[1] - w.padBegin[1];
            float *to = rows + line * w.output[2] * k;
            for (std::int64_t ox = 0; ox < w.output[2]; ++ox) {
                const std::int64_t x0 = ox * w.strides[2] - w.padBegin[2];
                for (std::int64_t t = 0; t < w.kernel[0]; ++t) {
                    const std::int64_t z = z0 + t * w.dilations[0];
                    for (std::int64_t r = 0; r < w.kernel[1]; ++r) {
                        const std::int64_t y = y0 + r * w.dilations[1];
                        const bool inside = z >= 0 && z < w.input[0] && y >= 0 && y < w.input[1];
                        const float *from = base + (z * w.input[1] + y) * w.input[2] * pixelStride;
                        for (std::int64_t s = 0; s < w.kernel[2]; ++s, to += channels) {
                            const std::int64_t x = x0 + s * w.dilations[2];
                            if (inside && x >= 0 && x < w.input[2]) {
                                copyTap(to, from + x * pixelStride, channels);
                            } else {
                                std::fill(to, to + channels, 0.0F);
                            }
                        }
                    }
                }
            }
        }
    });
}

void transpose(const float *source, std::int64_t rows, std::int64_t columns, float *target)
{
    constexpr std::int64_t kBlock = 16; // one cache line of floats
    const std::int64_t blocks = (rows + kBlock - 1) / kBlock;
    parallelRange(blocks, grainFor(kBlock * columns), [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t first = begin * kBlock;
        const std::int64_t count = std::min(rows, end * kBlock) - first;
        transposeBlock(source + first * columns, columns, count, columns, target + first, rows);
    });
}

} // namespace vsq
