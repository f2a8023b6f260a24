// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/paired.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr double kZ = 1.959963984540054; // of 95 %

/// Twice the chance of at most `few` heads in `flips` throws of a fair coin, at most 1.
double signTest(std::int64_t few, std::int64_t flips)
{
    const double n = static_cast<double>(flips);
    const double all = std::lgamma(n + 1) - n * std::log(2.0);
    double chance = 0.0;
    for (std::int64_t i = 0; i <= few; ++i) {
        const double k = static_cast<double>(i);
        chance += std::exp(all - std::lgamma(k + 1) - std::lgamma(n - k + 1));
    }
    return std::min(1.0, 2.0 * chance);
}

} // namespace

PairedDifference pairedDifference(std::int64_t lost, std::int64_t gained, std::int64_t count)
{
    PairedDifference paired{.lost = lost, .gained = gained, .count = count};
    if (count <= 0) {
        return paired;
    }
    paired.difference = static_cast<double>(gained - lost) / static_cast<double>(count);
    const double n = static_cast<double>(count) + 2.0; // half an item more in each of the four cells
    const double changed = static_cast<double>(gained + lost) + 1.0;
    const double shift = static_cast<double>(gained - lost);
    const double half = kZ * std::sqrt(changed - shift * shift / n) / n;
    paired.interval = {std::max(-1.0, shift / n - half), std::min(1.0, shift / n + half)};
    paired.pValue = lost + gained == 0 ? 1.0 : signTest(std::min(lost, gained), lost + gained);
    return paired;
}

PairedDifference pairedDifference(const std::vector<std::uint8_t> &reference, const std::vector<std::uint8_t> &other)
{
    if (reference.size() != other.size()) {
        throw Error({}, "paired comparison", std::to_string(reference.size()) + " items", std::to_string(other.size()));
    }
    std::int64_t lost = 0;
    std::int64_t gained = 0;
    for (std::size_t i = 0; i < reference.size(); ++i) {
        lost += reference[i] != 0 && other[i] == 0 ? 1 : 0;
        gained += reference[i] == 0 && other[i] != 0 ? 1 : 0;
    }
    return pairedDifference(lost, gained, static_cast<std::int64_t>(reference.size()));
}

} // namespace vsq
