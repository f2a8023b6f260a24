// SPDX-License-Identifier: GPL-3.0-or-later
// MXINT8 (OCP Microscaling 1.0): blocks of 32, s = 2^floor(log2 a), elements k 2^-6 with k = clamp(round(64 x / s), +-127).
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/mxscale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vsq {

namespace {

BlockScale quantizeMxInt8(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    if (a == 0.0F) {
        std::fill_n(codes, count, std::int8_t{0});
        return {};
    }
    const int e = mxExponent(a, ScaleRule::Floor, 0, 0, 0.0F);
    const float s = std::ldexp(1.0F, e);
    for (int i = 0; i < count; ++i) {
        codes[i] = static_cast<std::int8_t>(std::clamp(std::nearbyint(64.0F * x[i] / s), -127.0F, 127.0F));
    }
    return {static_cast<std::uint16_t>(e + 127), s};
}

const float *levelsOfSixtyFourths(std::uint16_t)
{
    static const std::array<float, 256> levels = [] {
        std::array<float, 256> made{};
        for (int code = -128; code < 128; ++code) {
            made[static_cast<std::uint8_t>(code)] = static_cast<float>(code) * 0x1p-6F;
        }
        return made;
    }();
    return levels.data();
}

} // namespace

const BlockFormat kMxInt8{quantizeMxInt8, levelsOfSixtyFourths};

} // namespace vsq
