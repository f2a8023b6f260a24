// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/scalesearch.h"

#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

namespace vsq {

namespace {

/// Sum of squared errors with one scale.
double errorOf(const float *x, int count, int q, float gamma, float low, float high)
{
    const float step = static_cast<float>(q) * gamma;
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
        const float code = (std::min(std::max(x[i] / step, low), high) + kRounder) - kRounder;
        const float value = (code * static_cast<float>(q)) * gamma; // code * q is exact
        const double difference = static_cast<double>(x[i]) - static_cast<double>(value);
        sum += difference * difference;
    }
    return sum;
}

/// The least scale that can be the best: below it the largest value alone, clipped, errs by more than all do with the scale that
/// just holds it.
int firstScale(const float *x, int count, float largest, float gamma, int last, int low, int high)
{
    const double reach = static_cast<double>(gamma) * high; // of the scale 1
    const int holding = static_cast<int>(
        std::clamp(std::ceil(static_cast<double>(largest) / reach), 1.0, static_cast<double>(last)));
    const double error = errorOf(x, count, holding, gamma, static_cast<float>(low), static_cast<float>(high));
    const double least = (static_cast<double>(largest) * (1.0 - 1e-6) - std::sqrt(error)) / reach;
    return std::clamp(static_cast<int>(std::floor(std::min(least, 1e6))), 1, holding);
}

} // namespace

int searchScale(const float *x, int count, float gamma, int largestScale, int low, int high, std::int8_t *codes)
{
    const float largest = std::bit_cast<float>(kernels::largestMagnitude(x, count));
    if (largest == 0.0F) {
        std::fill_n(codes, count, std::int8_t{0});
        return 0;
    }
    // Sums of binary32 come first; what is within their error of the least is told apart in binary64. Each difference is off by
    // some units in the last place of its value, which counts where a vector is hit almost exactly.
    constexpr double kMargin = 1e-3;
    constexpr double kUnits = 1e-6;
    constexpr float kSmallest = 1e-18F; // below, squares of a scale are no normal numbers
    // From twice the maximum on all codes are 0, and the smallest such scale is as good as any.
    const double zeroFrom = 2.0 * static_cast<double>(largest) / static_cast<double>(gamma) + 1.0;
    const int last = static_cast<int>(std::min<double>(largestScale, std::ceil(zeroFrom)));
    const int first = low < 0 ? firstScale(x, count, largest, gamma, last, low, high) : 1;
    thread_local std::vector<float> errors;
    errors.resize(static_cast<std::size_t>(last) + 1);
    kernels::scaleErrors(x, count, gamma, first, last, low, high, errors.data());
    const float least = *std::min_element(errors.begin() + first, errors.end());
    const double norm = std::sqrt(std::inner_product(
        x, x + count, x, 0.0, std::plus<>(), [](float a, float b) { return static_cast<double>(a) * static_cast<double>(b); }));
    const bool trusted = gamma > kSmallest && norm > static_cast<double>(kSmallest) && std::isfinite(least);
    const double root = std::sqrt(static_cast<double>(least) * (1.0 + kMargin)) + kUnits * norm;
    const double most = root * root;
    int best = 0;
    double smallest = 0.0;
    for (int q = first; q <= last; ++q) {
        if (!trusted || static_cast<double>(errors[static_cast<std::size_t>(q)]) <= most) {
            const double error = errorOf(x, count, q, gamma, static_cast<float>(low), static_cast<float>(high));
            if (best == 0 || error < smallest) {
                best = q;
                smallest = error;
            }
        }
    }
    kernels::encode(x, count, static_cast<float>(best) * gamma, low, high, codes);
    return best;
}

} // namespace vsq
