// SPDX-License-Identifier: GPL-3.0-or-later
// ggml's q4_0: blocks of 32, d = v / -8 for the value v of largest magnitude, q = min(15, floor(x * (1/d) + 8.5)), value
// (q - 8) * half(d).
#include "core/quantize/element.h"
#include "core/quantize/formats/formats.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr std::int8_t kZeroCode = 8;

BlockScale quantizeQ4(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    float v = 0.0F;
    for (int i = 0; i < count; ++i) {
        v = std::abs(x[i]) > std::abs(v) ? x[i] : v;
    }
    const float d = v / -8.0F;
    const float reciprocal = d == 0.0F ? 0.0F : 1.0F / d;
    for (int i = 0; i < count; ++i) {
        codes[i] = x[i] == 0.0F ? kZeroCode
                                : static_cast<std::int8_t>(std::clamp(std::floor(x[i] * reciprocal + 8.5F), 0.0F, 15.0F));
    }
    const float half = toHalf(d);
    return {halfBits(half), half};
}

const float *levelsBelowEight(std::uint16_t)
{
    static const std::array<float, 256> levels = [] {
        std::array<float, 256> made{};
        for (std::size_t q = 0; q < 16; ++q) {
            made[q] = static_cast<float>(q) - 8.0F;
        }
        return made;
    }();
    return levels.data();
}

} // namespace

const BlockFormat kQ4{quantizeQ4, levelsBelowEight};

} // namespace vsq
