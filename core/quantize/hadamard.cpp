// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/hadamard.h"

#include "core/base/handover.h"
#include "core/base/random.h"
#include "core/base/transpose.h"

#include <algorithm>
#include <cassert>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr std::int64_t kTogether = 64; ///< rows or pixels: with a block of 64 they fill half of the nearest cache

float signOf(const std::vector<float> &signs, std::int64_t column)
{
    return signs.empty() ? 1.0F : signs[static_cast<std::size_t>(column)];
}

template <typename Function>
void forPieces(std::int64_t pieces, std::int64_t floats, const Function &function)
{
    constexpr std::int64_t kWorthATask = 16384;
    if (floats <= kWorthATask) {
        for (std::int64_t i = 0; i < pieces; ++i) {
            function(i);
        }
    } else {
        handOver(function, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, pieces, body); });
    }
}

} // namespace

void rotateRows(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments, int n,
                const std::vector<float> &signs, float *y)
{
    const std::int64_t length = columns / segments;
    assert(length % n == 0);
    forPieces((rows + kTogether - 1) / kTogether, rows * columns, [&](std::int64_t piece) {
        const std::int64_t first = piece * kTogether;
        const std::int64_t count = std::min(kTogether, rows - first);
        std::vector<float> block(static_cast<std::size_t>(n * kTogether));
        for (std::int64_t c = 0; c < columns; c += n) {
            transposeBlock(x + first * columns + c, columns, count, n, block.data(), kTogether);
            for (int i = 0; i < n && !signs.empty(); ++i) {
                const float sign = signOf(signs, (c + i) % length);
                float *row = block.data() + i * kTogether;
                std::transform(row, row + count, row, [sign](float v) { return v * sign; });
            }
            kernels::butterflies(block.data(), n, kTogether, count);
            transposeBlock(block.data(), kTogether, n, count, y + first * columns + c, columns);
        }
    });
}

void rotatePlanes(const float *x, std::int64_t channels, std::int64_t pixels, int n, const std::vector<float> &signs, float *y)
{
    assert(channels % n == 0);
    const std::int64_t strips = (pixels + kTogether - 1) / kTogether;
    forPieces(strips * (channels / n), channels * pixels, [&](std::int64_t piece) {
        const std::int64_t channel = piece / strips * n;
        const std::int64_t first = piece % strips * kTogether;
        const std::int64_t count = std::min(kTogether, pixels - first);
        std::vector<float> block(static_cast<std::size_t>(n * kTogether));
        for (int i = 0; i < n; ++i) {
            const float *from = x + (channel + i) * pixels + first;
            const float sign = signOf(signs, channel + i);
            std::transform(from, from + count, block.data() + i * kTogether, [sign](float v) { return v * sign; });
        }
        kernels::butterflies(block.data(), n, kTogether, count);
        for (int i = 0; i < n; ++i) {
            std::copy_n(block.data() + i * kTogether, count, y + (channel + i) * pixels + first);
        }
    });
}

std::vector<float> drawSigns(std::uint64_t seed, std::int64_t columns)
{
    Random random(seed);
    std::vector<float> signs(static_cast<std::size_t>(columns));
    std::generate(signs.begin(), signs.end(), [&] { return random.below(2) == 0 ? 1.0F : -1.0F; });
    return signs;
}

} // namespace vsq
