// SPDX-License-Identifier: GPL-3.0-or-later
// NVINT4 (arXiv 2510.25602): NVFP4's scales with 4-bit integers, g = 3136 / A, code = clamp(round(x * (1/d)), +-7).
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

namespace vsq {

namespace {

constexpr float kNvInt4Range = 3136.0F; // 7 * 448

BlockScale quantizeNvInt4(const float *x, int count, float tensorLargest, ScaleRule, std::int8_t *codes)
{
    const BlockScale scale = nvBlockScale(largestOf(x, count), nvTensorFactor(kNvInt4Range, tensorLargest), 7.0F);
    encodeInt4(x, count, scale.value, 1.0F, codes);
    return scale;
}

} // namespace

const BlockFormat kNvInt4{quantizeNvInt4, [](std::uint16_t) { return integerLevels<1, 1>(); },
                          [](float tensorLargest) { return 1.0F / nvTensorFactor(kNvInt4Range, tensorLargest); }};

} // namespace vsq
