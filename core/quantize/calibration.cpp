// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/calibration.h"

#include "core/base/error.h"
#include "core/quantize/entropyclip.h"
#include "core/quantize/magnitudehistogram.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/scalesearch.h"

#include <algorithm>
#include <array>
#include <cmath>
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

/// Groups up to this size are looked at value by value, larger ones as a histogram.
constexpr std::size_t kFewValues = 4096;

/// The error is not unimodal in the clip (codes jump), so a grid of 1/40 of the maximum finds the valley and one of 1/640 its
/// floor. values: magnitudes.
float mseClip(const std::vector<float> &values, float largest, int qmax)
{
    constexpr int kCoarse = 40;
    constexpr int kFine = 16;
    std::array<double, kCoarse + 1> errors{};
    const auto count = static_cast<int>(values.size());
    const auto best = [&](int parts, int first, int last) {
        const float unit = largest / static_cast<float>(parts) / static_cast<float>(qmax);
        errorsOfScales(values.data(), count, unit, first, last, 0, qmax, errors.data());
        // Of equals the largest: it clips least.
        const auto end = errors.begin() + (last - first) + 1;
        auto least = end - 1;
        for (auto error = end - 1; error != errors.begin(); --error) {
            least = *(error - 1) < *least ? error - 1 : least;
        }
        return first + static_cast<int>(least - errors.begin());
    };
    const int coarse = best(kCoarse, kCoarse / 5, kCoarse);
    const int fine = best(kCoarse * kFine, kFine * (coarse - 1), std::min(kFine * (coarse + 1), kCoarse * kFine));
    return largest * (static_cast<float>(fine) / static_cast<float>(kCoarse * kFine));
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
    case Calibration::Method::Mse: {
        if (sizes.size() <= kFewValues) {
            return mseClip(sizes, largest, largestCode(format));
        }
        MagnitudeHistogram histogram;
        histogram.add(values, format.isUnsigned);
        return histogram.clip(format, calibration);
    }
    case Calibration::Method::Octav: break;
    }
    return octavClip(sizes, largest, format);
}

} // namespace vsq
