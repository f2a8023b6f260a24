// SPDX-License-Identifier: GPL-3.0-or-later
// IF4 (arXiv 2603.28765): NVFP4's scales; a block is E2M1, or 4-bit integers times 6/7 where their sum of squared errors is
// smaller. The scale's unused sign bit says which.
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr float kIf4Range = 2688.0F;
constexpr std::uint16_t kIntegers = 0x80;

BlockScale quantizeIf4(const float *x, int count, float tensorLargest, ScaleRule, std::int8_t *codes)
{
    BlockScale scale = nvBlockScale(largestOf(x, count), nvTensorFactor(kIf4Range, tensorLargest), 6.0F);
    std::int8_t integers[kNvBlock] = {};
    encodeE2M1(x, count, scale.value, codes);
    encodeInt4(x, count, scale.value, 7.0F / 6.0F, integers);
    if (squaredError(x, count, integers, integerLevels<6, 7>(), scale.value)
        < squaredError(x, count, codes, e2m1Levels(), scale.value)) {
        std::copy_n(integers, count, codes);
        scale.code |= kIntegers;
    }
    return scale;
}

} // namespace

const BlockFormat kIf4{
    quantizeIf4, [](std::uint16_t scaleCode) { return (scaleCode & kIntegers) != 0 ? integerLevels<6, 7>() : e2m1Levels(); },
    [](float tensorLargest) { return 1.0F / nvTensorFactor(kIf4Range, tensorLargest); }};

} // namespace vsq
