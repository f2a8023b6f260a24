// SPDX-License-Identifier: GPL-3.0-or-later
// The entropy calibration on a histogram (S. Migacz, GTC 2017): for values at hand and for those of a whole set.
#pragma once

#include <cstddef>
#include <vector>

namespace vsq {

inline constexpr std::size_t kEntropyBins = 2048;

/// The number of bins, 128 or more, after which the histogram is best clipped for that many levels.
std::size_t entropyBins(const std::vector<double> &histogram, std::size_t levels);

} // namespace vsq
