// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formats/mxscale.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace vsq {

namespace {

constexpr int kLeast = -127;
constexpr int kMost = 127;

int ceilLog2(float v)
{
    const int exponent = std::ilogb(v);
    return std::ldexp(1.0F, exponent) == v ? exponent : exponent + 1;
}

} // namespace

int mxExponent(float a, ScaleRule rule, int emax, int mantissaBits, float largest)
{
    int exponent = 0;
    switch (rule) {
    case ScaleRule::Even: {
        // Half of the element's last place is added to the mantissa: a carry makes the next power of two.
        const std::uint32_t raised = std::bit_cast<std::uint32_t>(a) + (1U << (22 - mantissaBits));
        exponent = static_cast<int>(raised >> 23) - 127 - emax;
        break;
    }
    case ScaleRule::Ceil: exponent = ceilLog2(a) - emax; break;
    case ScaleRule::Rceil: {
        const float ratio = a / largest;
        exponent = ratio > 0.0F ? ceilLog2(ratio) : kLeast;
        break;
    }
    default: exponent = std::ilogb(a) - emax; break;
    }
    return std::clamp(exponent, kLeast, kMost);
}

} // namespace vsq
