// SPDX-License-Identifier: GPL-3.0-or-later
// Four over six (arXiv 2512.02010): NVFP4 with g = 1536 / A, each block scaled so that its maximum becomes 6 or 4, whichever has
// the smaller sum of squared errors; 6 of equals.
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

#include <algorithm>
#include <vector>

namespace vsq {

namespace {

constexpr float kFourOverSixRange = 1536.0F; // 6 * 256: 1.5 times the scale of the largest block is still an E4M3 number

BlockScale quantizeFourOverSix(const float *x, int count, float tensorLargest, ScaleRule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    const float g = nvTensorFactor(kFourOverSixRange, tensorLargest);
    const BlockScale six = nvBlockScale(a, g, 6.0F);
    const BlockScale four = nvBlockScale(1.5F * a, g, 6.0F);
    std::int8_t other[kNvBlock] = {};
    encodeE2M1(x, count, six.value, codes);
    encodeE2M1(x, count, four.value, other);
    if (squaredError(x, count, other, e2m1Levels(), four.value) < squaredError(x, count, codes, e2m1Levels(), six.value)) {
        std::copy_n(other, count, codes);
        return four;
    }
    return six;
}

} // namespace

const BlockFormat kNvFp4FourOverSix{quantizeFourOverSix, [](std::uint16_t) { return e2m1Levels(); },
                                    [](float tensorLargest) { return 1.0F / nvTensorFactor(kFourOverSixRange, tensorLargest); }};

} // namespace vsq
