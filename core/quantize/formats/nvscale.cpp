// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formats/nvscale.h"

#include "core/quantize/element.h"

#include <algorithm>

namespace vsq {

BlockScale nvBlockScale(float a, float g, float largest)
{
    if (a == 0.0F) {
        return {};
    }
    const float s = toE4M3(a * (g * (1.0F / largest)));
    return {static_cast<std::uint16_t>(elementCode(kE4M3, s)), s * (1.0F / g)};
}

void encodeE2M1(const float *x, int count, float d, std::int8_t *codes)
{
    const float reciprocal = 1.0F / d;
    for (int i = 0; i < count; ++i) {
        const bool zero = d == 0.0F || x[i] == 0.0F;
        codes[i] = zero ? std::int8_t{0} : static_cast<std::int8_t>(elementCode(kE2M1, roundToElement(kE2M1, x[i] * reciprocal)));
    }
}

void encodeInt4(const float *x, int count, float d, float factor, std::int8_t *codes)
{
    const float reciprocal = 1.0F / d;
    for (int i = 0; i < count; ++i) {
        const bool zero = d == 0.0F || x[i] == 0.0F;
        codes[i] = zero ? std::int8_t{0}
                        : static_cast<std::int8_t>(std::clamp(std::nearbyint((x[i] * reciprocal) * factor), -7.0F, 7.0F));
    }
}

const float *e2m1Levels()
{
    static const std::array<float, 256> levels = elementLevels(kE2M1);
    return levels.data();
}

} // namespace vsq
