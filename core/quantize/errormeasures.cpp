// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/errormeasures.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace vsq {

ErrorMeasures measureError(std::span<const float> reference, std::span<const float> values)
{
    if (reference.size() != values.size()) {
        throw Error({}, "values to compare", std::to_string(reference.size()), std::to_string(values.size()));
    }
    double signal = 0.0;
    double power = 0.0;
    double noise = 0.0;
    double dot = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        const double x = reference[i];
        const double y = values[i];
        const double difference = x - y;
        signal += x * x;
        power += y * y;
        dot += x * y;
        noise += difference * difference;
        largest = std::max(largest, std::abs(difference));
    }
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    ErrorMeasures measures;
    measures.sqnrDb = noise == 0.0 ? kInfinity : signal == 0.0 ? -kInfinity : 10.0 * std::log10(signal / noise);
    measures.mse = reference.empty() ? 0.0 : noise / static_cast<double>(reference.size());
    measures.maxError = largest;
    if (signal > 0.0 && power > 0.0) {
        measures.cosine = dot / (std::sqrt(signal) * std::sqrt(power));
    } else {
        measures.cosine = signal == power ? 1.0 : 0.0;
    }
    return measures;
}

} // namespace vsq
