// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of values in equal bins, linear or logarithmic.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vsq {

struct Histogram {
    bool logarithmic = false;
    double low = 0.0;                 ///< lower edge of the first bin
    double high = 0.0;                ///< upper edge of the last
    std::vector<std::int64_t> counts; ///< one a bin; empty where there was nothing to count

    /// Lower edge of bin i, 0 .. bins (edge(bins) is high).
    [[nodiscard]] double edge(std::size_t i) const;
};

/// Linear from 0 to the maximum; logarithmic from the smallest to the largest positive value (others are not counted).
/// Values must not be negative.
Histogram histogramOf(std::span<const float> values, std::size_t bins, bool logarithmic);

} // namespace vsq
