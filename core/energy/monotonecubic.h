// SPDX-License-Identifier: GPL-3.0-or-later
// A smooth curve through points that never overshoots them (Fritsch and Butland's slopes, SIAM J. Sci. Stat. Comput. 5,
// 1984): between two points it is monotone, so an interpolated clock or energy lies between its neighbours.
#pragma once

#include <vector>

namespace vsq {

class MonotoneCubic {
public:
    /// At least two points, x rising.
    MonotoneCubic(std::vector<double> x, std::vector<double> y);

    /// Beyond the ends: the end's value.
    [[nodiscard]] double operator()(double x) const;
    /// The same points joined by straight lines.
    [[nodiscard]] double linear(double x) const;
    [[nodiscard]] double first() const { return m_x.front(); }
    [[nodiscard]] double last() const { return m_x.back(); }

private:
    [[nodiscard]] std::size_t intervalOf(double x) const;

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<double> m_slope;
};

} // namespace vsq
