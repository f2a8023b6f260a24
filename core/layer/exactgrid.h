// SPDX-License-Identifier: GPL-3.0-or-later
// Multiples of one power of two, fine beside the largest of the values that they stand for: differences of them and sums of
// those differences have no rounding in binary64, in whatever order they are added.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq {

/// 64 bits: products of two binary32 numbers are exact, sums of them nearly so.
using ExactReal = long double;

class ExactGrid {
public:
    /// bits: of the 53, those that stand below the largest value; what they leave of 53 is room for sums.
    explicit ExactGrid(const std::vector<ExactReal> &values, int bits = 50)
    {
        ExactReal largest = 0.0L;
        for (const ExactReal value : values) {
            largest = std::max(largest, std::abs(value));
        }
        m_exponent = largest > 0.0L ? std::max(std::ilogb(largest) - bits, -1060) : 0;
    }
    [[nodiscard]] double on(ExactReal value) const
    {
        return static_cast<double>(std::ldexp(std::nearbyint(std::ldexp(value, -m_exponent)), m_exponent));
    }

private:
    int m_exponent = 0;
};

} // namespace vsq
