// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/blockformat.h"

#include <algorithm>
#include <cmath>

namespace vsq {

float largestOf(const float *x, int count)
{
    float largest = 0.0F;
    for (int i = 0; i < count; ++i) {
        largest = std::max(largest, std::abs(x[i]));
    }
    return largest;
}

double squaredError(const float *x, int count, const std::int8_t *codes, const float *levels, float scale)
{
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        const float value = levels[static_cast<std::uint8_t>(codes[i])] * scale;
        const double difference = static_cast<double>(x[i]) - static_cast<double>(value);
        sum += difference * difference;
    }
    return sum;
}

} // namespace vsq
