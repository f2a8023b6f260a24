// SPDX-License-Identifier: GPL-3.0-or-later
// MX formats of floating point elements (OCP Microscaling 1.0; arXiv 2310.10537): blocks of 32, s = 2^e, code = R_E(x / s).
#include "core/quantize/element.h"
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/mxscale.h"

#include <algorithm>

namespace vsq {

namespace {

template <const FloatElement &E>
BlockScale quantizeMx(const float *x, int count, float, ScaleRule rule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    if (a == 0.0F) {
        std::fill_n(codes, count, std::int8_t{0});
        return {};
    }
    const int e = mxExponent(a, rule, E.largestExponent(), E.mantissaBits, E.largest);
    const float s = std::ldexp(1.0F, e);
    for (int i = 0; i < count; ++i) {
        codes[i] = static_cast<std::int8_t>(elementCode(E, roundToElement(E, x[i] / s)));
    }
    return {static_cast<std::uint16_t>(e + 127), s};
}

template <const FloatElement &E>
const float *levelsOf(std::uint16_t)
{
    static const std::array<float, 256> levels = elementLevels(E);
    return levels.data();
}

} // namespace

const BlockFormat kMxFp4{quantizeMx<kE2M1>, levelsOf<kE2M1>};
const BlockFormat kMxFp6E2M3{quantizeMx<kE2M3>, levelsOf<kE2M3>};
const BlockFormat kMxFp6E3M2{quantizeMx<kE3M2>, levelsOf<kE3M2>};
const BlockFormat kMxFp8E4M3{quantizeMx<kE4M3>, levelsOf<kE4M3>};
const BlockFormat kMxFp8E5M2{quantizeMx<kE5M2>, levelsOf<kE5M2>};

} // namespace vsq
