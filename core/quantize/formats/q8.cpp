// SPDX-License-Identifier: GPL-3.0-or-later
// ggml's q8_0: blocks of 32, d = a / 127, q = round(x * (1/d)) half away from zero, value q * half(d).
#include "core/quantize/element.h"
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

#include <algorithm>

namespace vsq {

namespace {

BlockScale quantizeQ8(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    const float d = largestOf(x, count) / 127.0F;
    const float reciprocal = d == 0.0F ? 0.0F : 1.0F / d;
    for (int i = 0; i < count; ++i) {
        codes[i] = x[i] == 0.0F ? std::int8_t{0}
                                : static_cast<std::int8_t>(std::clamp(std::round(x[i] * reciprocal), -127.0F, 127.0F));
    }
    const float half = toHalf(d);
    return {halfBits(half), half};
}

} // namespace

const BlockFormat kQ8{quantizeQ8, [](std::uint16_t) { return integerLevels<1, 1>(); }};

} // namespace vsq
