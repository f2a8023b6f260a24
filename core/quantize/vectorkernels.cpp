// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <bit>

namespace vsq::kernels {

std::uint32_t largestMagnitude(const float *x, std::int64_t count)
{
    // Positive floats order as their bit patterns do, and infinity and NaN come after all of them.
    std::uint32_t largest = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        largest = std::max(largest, std::bit_cast<std::uint32_t>(x[i]) & 0x7fffffffU);
    }
    return largest;
}

float largestPositive(const float *x, std::int64_t count)
{
    float largest = 0.0F;
    for (std::int64_t i = 0; i < count; ++i) {
        largest = std::max(largest, x[i]);
    }
    return largest;
}

void encode(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes)
{
    // Clamping first changes nothing, since the bounds are integers, and leaves a number so small that adding 1.5 * 2^23
    // rounds it to the nearest even integer and leaves that in the low mantissa bits.
    constexpr float kRounder = 12582912.0F;
    const auto lowest = static_cast<float>(low);
    const auto highest = static_cast<float>(high);
    for (std::int64_t i = 0; i < count; ++i) {
        const float clamped = std::min(std::max(x[i] / scale, lowest), highest);
        codes[i] = static_cast<std::int8_t>(std::bit_cast<std::int32_t>(clamped + kRounder) & 0xff);
    }
}

} // namespace vsq::kernels
