// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

double Histogram::edge(std::size_t i) const
{
    const double share = counts.empty() ? 0.0 : static_cast<double>(i) / static_cast<double>(counts.size());
    return logarithmic ? low * std::pow(high / low, share) : low + (high - low) * share;
}

Histogram histogramOf(std::span<const float> values, std::size_t bins, bool logarithmic)
{
    Histogram histogram;
    histogram.logarithmic = logarithmic;
    float smallest = std::numeric_limits<float>::max();
    float largest = 0.0F;
    for (const float value : values) {
        largest = std::max(largest, value);
        if (value > 0.0F) {
            smallest = std::min(smallest, value);
        }
    }
    if (bins == 0 || values.empty() || (logarithmic && largest == 0.0F)) {
        return histogram;
    }
    histogram.low = logarithmic ? smallest : 0.0;
    histogram.high = largest;
    histogram.counts.assign(bins, 0);
    const double width = logarithmic ? std::log(histogram.high / histogram.low) : histogram.high;
    for (const float value : values) {
        if (logarithmic && value <= 0.0F) {
            continue;
        }
        const double share = width == 0.0 ? 0.0
                                          : (logarithmic ? std::log(static_cast<double>(value) / histogram.low) : value) / width;
        ++histogram.counts[std::min(static_cast<std::size_t>(share * static_cast<double>(bins)), bins - 1)];
    }
    return histogram;
}

} // namespace vsq
