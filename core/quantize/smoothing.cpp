// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/smoothing.h"

#include <algorithm>
#include <cmath>

namespace vsq {

std::vector<float> columnMaxima(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments)
{
    const std::int64_t length = columns / segments;
    std::vector<float> maxima(static_cast<std::size_t>(length), 0.0F);
    for (std::int64_t part = 0; part < rows * segments; ++part) {
        const float *from = x + part * length;
        std::transform(maxima.begin(), maxima.end(), from, maxima.begin(),
                       [](float most, float v) { return std::max(most, std::abs(v)); });
    }
    return maxima;
}

std::vector<float> smoothingFactors(const std::vector<float> &activations, const std::vector<float> &weights, double alpha)
{
    std::vector<float> factors(activations.size());
    std::transform(activations.begin(), activations.end(), weights.begin(), factors.begin(), [alpha](float x, float w) {
        const auto factor = static_cast<float>(std::pow(double{x}, alpha) / std::pow(double{w}, 1.0 - alpha));
        return x > 0.0F && w > 0.0F && std::isnormal(factor) ? factor : 1.0F;
    });
    return factors;
}

void smoothRows(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments, const std::vector<float> &factors,
                bool divide, float *y)
{
    const std::int64_t length = columns / segments;
    for (std::int64_t part = 0; part < rows * segments; ++part) {
        const float *from = x + part * length;
        float *to = y + part * length;
        for (std::int64_t c = 0; c < length; ++c) {
            const float factor = factors[static_cast<std::size_t>(c)];
            to[c] = divide ? from[c] / factor : from[c] * factor;
        }
    }
}

} // namespace vsq
