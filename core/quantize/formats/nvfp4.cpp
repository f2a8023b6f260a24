// SPDX-License-Identifier: GPL-3.0-or-later
// NVFP4 as NVIDIA's Transformer Engine computes it: blocks of 16, g = 2688 / A, s = E(a * (g * (1/6))), d = s * (1/g).
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

namespace vsq {

namespace {

constexpr float kNvFp4Range = 2688.0F; // 6 * 448

BlockScale quantizeNvFp4(const float *x, int count, float tensorLargest, ScaleRule, std::int8_t *codes)
{
    const BlockScale scale = nvBlockScale(largestOf(x, count), nvTensorFactor(kNvFp4Range, tensorLargest), 6.0F);
    encodeE2M1(x, count, scale.value, codes);
    return scale;
}

} // namespace

const BlockFormat kNvFp4{quantizeNvFp4, [](std::uint16_t) { return e2m1Levels(); },
                         [](float tensorLargest) { return 1.0F / nvTensorFactor(kNvFp4Range, tensorLargest); }};

} // namespace vsq
