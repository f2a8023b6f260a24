// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs over the same items, compared item by item: a difference that two intervals beside each other would hide.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace vsq {

struct PairedDifference {
    std::int64_t lost = 0;   ///< items that only the reference has right
    std::int64_t gained = 0; ///< items that only the other run has right
    std::int64_t count = 0;
    double difference = 0.0;          ///< (gained - lost) / count
    std::array<double, 2> interval{}; ///< 95 %: Wald's with half an item added to each cell (A. Agresti and Y. Min, 2005)
    double pValue = 1.0;              ///< McNemar's exact two-sided test (Q. McNemar, Psychometrika 1947): both are as good

    [[nodiscard]] double halfWidth() const { return (interval[1] - interval[0]) / 2; }
};

/// From the counts alone. 0 <= lost, gained, lost + gained <= count.
PairedDifference pairedDifference(std::int64_t lost, std::int64_t gained, std::int64_t count);
/// Flags of the same items, 0 or 1; throws Error where their numbers differ.
PairedDifference pairedDifference(const std::vector<std::uint8_t> &reference, const std::vector<std::uint8_t> &other);

} // namespace vsq
