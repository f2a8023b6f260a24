// SPDX-License-Identifier: GPL-3.0-or-later
// NVFP4 as ggml has it: no tensor scale, s = E4M3 of a / 6 rounded half up, elements nearest with ties toward zero.
#include "core/quantize/element.h"
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

#include <algorithm>

namespace vsq {

namespace {

/// v > 0.
float halfUpToE4M3(float v)
{
    const float clamped = std::min(v, kE4M3.largest);
    const int exponent = std::max(std::ilogb(clamped), kE4M3.leastExponent());
    const float unit = std::ldexp(1.0F, exponent - kE4M3.mantissaBits);
    const float units = clamped / unit; // at most 16: exact
    const float whole = std::floor(units);
    return std::min((units - whole >= 0.5F ? whole + 1.0F : whole) * unit, kE4M3.largest);
}

/// The nearest of E2M1, of two the one nearer to zero.
float towardZeroToE2M1(float v)
{
    const float magnitude = std::min(std::abs(v), kE2M1.largest);
    const int exponent = std::max(magnitude > 0.0F ? std::ilogb(magnitude) : kE2M1.leastExponent(), kE2M1.leastExponent());
    const float unit = std::ldexp(1.0F, exponent - kE2M1.mantissaBits);
    const float units = magnitude / unit;
    const float whole = std::floor(units);
    return std::copysign((units - whole > 0.5F ? whole + 1.0F : whole) * unit, v);
}

BlockScale quantizeGgml(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    const float s = a == 0.0F ? 0.0F : halfUpToE4M3(a / 6.0F);
    for (int i = 0; i < count; ++i) {
        const float value = s == 0.0F ? 0.0F : towardZeroToE2M1(x[i] / s);
        codes[i] = static_cast<std::int8_t>(elementCode(kE2M1, value));
    }
    return {static_cast<std::uint16_t>(elementCode(kE4M3, s)), s};
}

} // namespace

const BlockFormat kNvFp4Ggml{quantizeGgml, [](std::uint16_t) { return e2m1Levels(); }};

} // namespace vsq
