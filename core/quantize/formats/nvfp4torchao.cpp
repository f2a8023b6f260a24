// SPDX-License-Identifier: GPL-3.0-or-later
// NVFP4 as PyTorch's torchao computes it: divisions in place of reciprocals, and a smallest scale of 2^-6.
#include "core/quantize/element.h"
#include "core/quantize/formats/formats.h"
#include "core/quantize/formats/nvscale.h"

#include <algorithm>

namespace vsq {

namespace {

float tensorScaleOf(float tensorLargest)
{
    return tensorLargest / 2688.0F;
}

BlockScale quantizeTorchao(const float *x, int count, float tensorLargest, ScaleRule, std::int8_t *codes)
{
    const float a = largestOf(x, count);
    const float t = tensorScaleOf(tensorLargest);
    const float s = a == 0.0F ? 0x1p-6F : std::max(toE4M3((a / 6.0F) / t), 0x1p-6F);
    const float d = t * s;
    for (int i = 0; i < count; ++i) {
        const float value = x[i] == 0.0F ? x[i] : roundToElement(kE2M1, x[i] / d);
        codes[i] = static_cast<std::int8_t>(elementCode(kE2M1, value));
    }
    return {static_cast<std::uint16_t>(elementCode(kE4M3, s)), d};
}

} // namespace

const BlockFormat kNvFp4Torchao{quantizeTorchao, [](std::uint16_t) { return e2m1Levels(); }, tensorScaleOf};

} // namespace vsq
