// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/narrowfloat.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// bits: of the significand, the leading one included; smallest: exponent of the least subnormal; most: largest finite value.
float rounded(float value, int bits, int smallest, double most)
{
    if (value == 0.0F || !std::isfinite(value)) {
        return value;
    }
    int exponent = 0; // |value| in [2^(exponent - 1), 2^exponent)
    static_cast<void>(std::frexp(value, &exponent));
    const int step = std::max(exponent - bits, smallest);
    const double nearest = std::ldexp(std::nearbyint(std::ldexp(static_cast<double>(value), -step)), step);
    if (std::fabs(nearest) > most) {
        return std::copysign(std::numeric_limits<float>::infinity(), value);
    }
    return std::copysign(static_cast<float>(nearest), value); // a negative value may become -0
}

} // namespace

float roundedToFloat16(float value)
{
    return rounded(value, 11, -24, 65504.0);
}

float roundedToBFloat16(float value)
{
    return rounded(value, 8, -133, 3.3895313892515355e38);
}

} // namespace vsq
