// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/scalesearch.h"

#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <array>
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

/// Few enough levels that walking from code to code beats looking at every scale.
constexpr int kFewLevels = 15;

} // namespace

void errorsOfScales(const float *x, int count, float gamma, int first, int last, int low, int high, double *errors)
{
    struct Change {
        double s1 = 0.0;
        double s2 = 0.0;
    };
    thread_local std::vector<Change> changes; // at each scale, against the next larger one
    changes.assign(static_cast<std::size_t>(last - first) + 1, {});
    std::array<float, 256> reach{}; // 1 / (gamma (c - 1/2)): times a, the scale below which a's code is at least c
    for (int c = 1; c <= high; ++c) {
        reach[static_cast<std::size_t>(c)] = 1.0F / (gamma * (static_cast<float>(c) - 0.5F));
    }
    const auto lowest = static_cast<float>(first);
    const auto most = static_cast<float>(last);
    const float largestStep = gamma * most;
    double energy = 0.0;
    Change sum;
    for (int i = 0; i < count; ++i) {
        const float a = low < 0 ? std::abs(x[i]) : std::max(x[i], 0.0F);
        energy += static_cast<double>(x[i]) * static_cast<double>(x[i]);
        // With the largest scale; where that is a unit off by rounding, the value is in the middle and it makes no difference.
        const int least = std::min(static_cast<int>(std::min(a / largestStep, 256.0F) + 0.5F), high);
        sum.s1 += static_cast<double>(least) * static_cast<double>(a);
        sum.s2 += static_cast<double>(least) * least;
        for (int c = least + 1; c <= high; ++c) {
            const float q = a * reach[static_cast<std::size_t>(c)];
            if (!(q >= lowest)) {
                break;
            }
            Change &change = changes[static_cast<std::size_t>(std::min(q, most)) - static_cast<std::size_t>(first)];
            change.s1 += static_cast<double>(a);
            change.s2 += 2 * c - 1;
        }
    }
    for (int q = last; q >= first; --q) {
        sum.s1 += changes[static_cast<std::size_t>(q - first)].s1;
        sum.s2 += changes[static_cast<std::size_t>(q - first)].s2;
        const double step = static_cast<double>(q) * static_cast<double>(gamma);
        errors[q - first] = std::max(0.0, energy - step * (2.0 * sum.s1 - step * sum.s2));
    }
}

int searchScale(const float *x, int count, float gamma, int largestScale, int low, int high, std::int8_t *codes)
{
    const float largest = std::bit_cast<float>(kernels::largestMagnitude(x, count));
    if (largest == 0.0F) {
        std::fill_n(codes, count, std::int8_t{0});
        return 0;
    }
    // Quick sums come first; what is within their error of the least is told apart in binary64. Each difference is off by
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
    if (high <= kFewLevels) {
        thread_local std::vector<double> exact;
        exact.resize(static_cast<std::size_t>(last - first) + 1);
        errorsOfScales(x, count, gamma, first, last, low, high, exact.data());
        std::transform(exact.begin(), exact.end(), errors.begin() + first,
                       [](double error) { return static_cast<float>(error); });
    } else {
        kernels::scaleErrors(x, count, gamma, first, last, low, high, errors.data());
    }
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
