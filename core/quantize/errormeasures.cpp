// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/errormeasures.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace vsq {

namespace {

void requireSameSize(std::span<const float> reference, std::span<const float> values)
{
    if (reference.size() != values.size()) {
        throw Error({}, "values to compare", std::to_string(reference.size()), std::to_string(values.size()));
    }
}

} // namespace

void NoiseEnergy::add(std::span<const float> reference, std::span<const float> values)
{
    requireSameSize(reference, values);
    for (std::size_t i = 0; i < reference.size(); ++i) {
        add(static_cast<double>(reference[i]), static_cast<double>(values[i]));
    }
}

double NoiseEnergy::sqnrDb() const
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return noise == 0.0 ? kInfinity : signal == 0.0 ? -kInfinity : 10.0 * std::log10(signal / noise);
}

ErrorMeasures measureError(std::span<const float> reference, std::span<const float> values)
{
    requireSameSize(reference, values);
    NoiseEnergy energy;
    double power = 0.0;
    double dot = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const double x = reference[i];
        const double y = values[i];
        energy.add(x, y);
        power += y * y;
        dot += x * y;
        largest = std::max(largest, std::abs(x - y));
    }
    const double signal = energy.signal;
    ErrorMeasures measures;
    measures.sqnrDb = energy.sqnrDb();
    measures.mse = reference.empty() ? 0.0 : energy.noise / static_cast<double>(reference.size());
    measures.maxError = largest;
    if (signal > 0.0 && power > 0.0) {
        measures.cosine = dot / (std::sqrt(signal) * std::sqrt(power));
    } else {
        measures.cosine = signal == power ? 1.0 : 0.0;
    }
    return measures;
}

} // namespace vsq
