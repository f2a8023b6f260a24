// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/magnitudehistogram.h"

#include "core/base/error.h"
#include "core/quantize/entropyclip.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

void MagnitudeHistogram::reach(float magnitude)
{
    int exponent = 0;
    std::frexp(magnitude, &exponent); // magnitude < 2^exponent
    if (m_counts.empty()) {
        m_counts.assign(kBins, 0);
        m_exponent = exponent;
    }
    while (m_exponent < exponent) {
        for (std::size_t i = 0; i < kBins / 2; ++i) {
            m_counts[i] = m_counts[2 * i] + m_counts[2 * i + 1];
        }
        std::fill(m_counts.begin() + kBins / 2, m_counts.end(), 0);
        ++m_exponent;
    }
}

void MagnitudeHistogram::add(std::span<const float> values, bool isUnsigned)
{
    float most = 0.0F;
    for (const float x : values) {
        most = std::max(most, isUnsigned ? x : std::abs(x));
    }
    if (most == 0.0F) {
        m_zeros += static_cast<std::int64_t>(values.size());
        return;
    }
    reach(most);
    m_maximum = std::max(m_maximum, most);
    const double perUnit = std::ldexp(static_cast<double>(kBins), -m_exponent);
    std::int64_t zeros = 0;
    for (const float x : values) {
        const float magnitude = isUnsigned ? std::max(x, 0.0F) : std::abs(x);
        if (magnitude > 0.0F) {
            ++m_counts[static_cast<std::size_t>(static_cast<double>(magnitude) * perUnit)];
        } else {
            ++zeros;
        }
    }
    m_zeros += zeros;
    m_nonZero += static_cast<std::int64_t>(values.size()) - zeros;
}

double MagnitudeHistogram::centre(std::size_t bin) const
{
    return std::min(std::ldexp((static_cast<double>(bin) + 0.5) / static_cast<double>(kBins), m_exponent),
                    static_cast<double>(m_maximum));
}

double MagnitudeHistogram::percentile(double percent) const
{
    const double rank = percent / 100.0 * static_cast<double>(count() - 1);
    auto below = static_cast<double>(m_zeros);
    if (rank < below) {
        return 0.0;
    }
    for (std::size_t i = 0; i < kBins; ++i) {
        const auto here = static_cast<double>(m_counts[i]);
        if (rank < below + here) {
            return std::ldexp((static_cast<double>(i) + (rank - below + 0.5) / here) / static_cast<double>(kBins), m_exponent);
        }
        below += here;
    }
    return m_maximum;
}

double MagnitudeHistogram::entropy(double levels) const
{
    std::vector<double> histogram(kEntropyBins, 0.0);
    for (std::size_t i = 0; i < kBins; ++i) {
        const auto bin = static_cast<std::size_t>(centre(i) / static_cast<double>(m_maximum) * kEntropyBins);
        histogram[std::min(bin, kEntropyBins - 1)] += static_cast<double>(m_counts[i]);
    }
    const auto chosen = static_cast<double>(entropyBins(histogram, static_cast<std::size_t>(levels)));
    return static_cast<double>(m_maximum) * chosen / static_cast<double>(kEntropyBins);
}

/// As mseClip(): a grid finds the valley, a finer one its floor.
double MagnitudeHistogram::leastSquares(double qmax) const
{
    // Counts, sums and sums of squares of all bins below each, so that the values of one code are two differences.
    struct Below {
        double count = 0.0;
        double sum = 0.0;
        double squares = 0.0;
    };
    std::vector<Below> below(kBins + 1);
    for (std::size_t i = 0; i < kBins; ++i) {
        const double x = centre(i);
        const auto count = static_cast<double>(m_counts[i]);
        below[i + 1] = {below[i].count + count, below[i].sum + count * x, below[i].squares + count * x * x};
    }
    const double perUnit = std::ldexp(static_cast<double>(kBins), -m_exponent);
    const auto errorOf = [&](double clip) {
        const double scale = clip / qmax;
        double error = 0.0;
        std::size_t from = 0;
        for (double code = 0.0; code <= qmax && from < kBins; code += 1.0) {
            // Bins whose centre lies below the middle to the next code; the last code takes what is left.
            const double middle = std::ceil((code + 0.5) * scale * perUnit - 0.5);
            const std::size_t to = code == qmax ? kBins : static_cast<std::size_t>(std::clamp(middle, 0.0, double{kBins}));
            const double value = code * scale;
            error += (below[to].squares - below[from].squares) - 2.0 * value * (below[to].sum - below[from].sum)
                     + value * value * (below[to].count - below[from].count);
            from = to;
        }
        return error;
    };
    constexpr int kSteps = 32;
    double clip = m_maximum;
    double best = errorOf(clip);
    double low = 0.2 * clip;
    double high = clip;
    for (int pass = 0; pass < 2; ++pass) {
        const double step = (high - low) / kSteps;
        for (int i = 0; i < kSteps; ++i) {
            const double tried = low + step * i;
            if (const double error = tried > 0.0 ? errorOf(tried) : best; error < best) {
                best = error;
                clip = tried;
            }
        }
        low = std::max(clip - step, 0.0);
        high = std::min(clip + step, static_cast<double>(m_maximum));
    }
    return clip;
}

double MagnitudeHistogram::octav(const OperandFormat &format) const
{
    double sum = 0.0;
    for (std::size_t i = 0; i < kBins; ++i) {
        sum += static_cast<double>(m_counts[i]) * centre(i);
    }
    const double noise = std::pow(4.0, -format.bits) / (format.isUnsigned ? 12.0 : 3.0);
    double clip = sum / static_cast<double>(m_nonZero);
    for (int step = 0; step < 10; ++step) {
        double clippedSum = 0.0;
        double clipped = 0.0;
        for (std::size_t i = 0; i < kBins; ++i) {
            if (centre(i) > clip) {
                clippedSum += static_cast<double>(m_counts[i]) * centre(i);
                clipped += static_cast<double>(m_counts[i]);
            }
        }
        clip = clippedSum / (noise * (static_cast<double>(m_nonZero) - clipped) + clipped);
    }
    return clip;
}

float MagnitudeHistogram::clip(const OperandFormat &format, const Calibration &calibration) const
{
    if (m_nonZero == 0) {
        return 0.0F;
    }
    const auto qmax = static_cast<double>(largestCode(format));
    double chosen = m_maximum;
    switch (calibration.method) {
    case Calibration::Method::Max: break;
    case Calibration::Method::Percentile:
        if (!(calibration.percentile > 0.0 && calibration.percentile <= 100.0)) {
            throw Error({{}, "calibration"}, "percentile", "above 0, at most 100", std::to_string(calibration.percentile));
        }
        chosen = percentile(calibration.percentile);
        break;
    case Calibration::Method::Entropy: chosen = entropy(qmax + 1); break;
    case Calibration::Method::Mse: chosen = leastSquares(qmax); break;
    case Calibration::Method::Octav: chosen = octav(format); break;
    }
    return std::min(static_cast<float>(chosen), m_maximum);
}

} // namespace vsq
