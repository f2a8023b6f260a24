// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/calibration.h"

#include "core/base/error.h"
#include "core/quantize/entropyclip.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/rounder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace vsq {

namespace {

/// Magnitudes that a format can hold: |x|, unsigned: the positive x and 0.
std::vector<float> magnitudes(std::span<const float> values, bool isUnsigned)
{
    std::vector<float> result(values.size());
    std::transform(values.begin(), values.end(), result.begin(),
                   [&](float x) { return isUnsigned ? std::max(x, 0.0F) : std::abs(x); });
    return result;
}

float percentileOf(std::vector<float> &values, double percent)
{
    const double rank = percent / 100.0 * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::size_t>(rank);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(low);
    std::nth_element(values.begin(), at, values.end());
    const double below = *at;
    if (low + 1 == values.size()) {
        return *at;
    }
    const double above = *std::min_element(at + 1, values.end());
    return static_cast<float>(below + (above - below) * (rank - static_cast<double>(low)));
}

double squaredError(const std::vector<float> &values, float clip, float qmax)
{
    const float scale = clip / qmax;
    if (scale == 0.0F) {
        return std::numeric_limits<double>::infinity();
    }
    double error = 0.0;
    for (const float x : values) {
        const float code = (std::min(x / scale, qmax) + kRounder) - kRounder;
        const double difference = static_cast<double>(x) - static_cast<double>(code) * static_cast<double>(scale);
        error += difference * difference;
    }
    return error;
}

/// The error is not unimodal in the clip (codes jump), so a grid finds the valley and a finer one its floor.
float mseClip(const std::vector<float> &values, float largest, float qmax)
{
    constexpr int kSteps = 32;
    double best = squaredError(values, largest, qmax);
    float clip = largest;
    float low = largest * 0.2F;
    float high = largest;
    for (int pass = 0; pass < 2; ++pass) {
        const float step = (high - low) / static_cast<float>(kSteps);
        for (int i = 0; i < kSteps; ++i) {
            const float tried = low + step * static_cast<float>(i);
            if (const double error = squaredError(values, tried, qmax); error < best) {
                best = error;
                clip = tried;
            }
        }
        low = std::max(clip - step, 0.0F);
        high = std::min(clip + step, largest);
    }
    return clip;
}

float octavClip(const std::vector<float> &values, float largest, const OperandFormat &format)
{
    double sum = 0.0;
    std::size_t nonZero = 0;
    for (const float x : values) {
        sum += static_cast<double>(x);
        nonZero += x > 0.0F ? 1 : 0;
    }
    const double noise = std::pow(4.0, -format.bits) / (format.isUnsigned ? 12.0 : 3.0);
    double clip = sum / static_cast<double>(nonZero);
    for (int step = 0; step < 10; ++step) {
        double clippedSum = 0.0;
        std::size_t clipped = 0;
        for (const float x : values) {
            if (static_cast<double>(x) > clip) {
                clippedSum += static_cast<double>(x);
                ++clipped;
            }
        }
        clip = clippedSum / (noise * static_cast<double>(nonZero - clipped) + static_cast<double>(clipped));
    }
    return std::min(static_cast<float>(clip), largest);
}

float entropyClip(const std::vector<float> &values, float largest, float qmax)
{
    std::vector<double> histogram(kEntropyBins, 0.0);
    for (const float x : values) {
        if (x > 0.0F) {
            const auto bin = static_cast<std::size_t>(static_cast<double>(x) / static_cast<double>(largest) * kEntropyBins);
            histogram[std::min(bin, kEntropyBins - 1)] += 1.0;
        }
    }
    const std::size_t chosen = entropyBins(histogram, static_cast<std::size_t>(qmax) + 1);
    return largest * static_cast<float>(chosen) / static_cast<float>(kEntropyBins);
}

} // namespace

float clipOf(std::span<const float> values, const OperandFormat &format, const Calibration &calibration)
{
    if (values.empty()) {
        return 0.0F;
    }
    std::vector<float> sizes = magnitudes(values, format.isUnsigned);
    const float largest = *std::max_element(sizes.begin(), sizes.end());
    if (largest == 0.0F) {
        return 0.0F;
    }
    const auto qmax = static_cast<float>(largestCode(format));
    switch (calibration.method) {
    case Calibration::Method::Max: return largest;
    case Calibration::Method::Percentile:
        if (!(calibration.percentile > 0.0 && calibration.percentile <= 100.0)) {
            throw Error({{}, "calibration"}, "percentile", "above 0, at most 100", std::to_string(calibration.percentile));
        }
        return percentileOf(sizes, calibration.percentile);
    case Calibration::Method::Entropy: return entropyClip(sizes, largest, qmax);
    case Calibration::Method::Mse: return mseClip(sizes, largest, qmax);
    case Calibration::Method::Octav: break;
    }
    return octavClip(sizes, largest, format);
}

} // namespace vsq
