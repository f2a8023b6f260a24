// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/monotonecubic.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vsq {
namespace {

/// Three-point slope at an end, bent so that the first interval stays monotone.
double endSlope(double h0, double h1, double d0, double d1)
{
    const double slope = ((2.0 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
    if (slope * d0 <= 0.0) {
        return 0.0;
    }
    if (d0 * d1 < 0.0 && std::abs(slope) > 3.0 * std::abs(d0)) {
        return 3.0 * d0;
    }
    return slope;
}

} // namespace

MonotoneCubic::MonotoneCubic(std::vector<double> x, std::vector<double> y) : m_x(std::move(x)), m_y(std::move(y))
{
    const std::size_t n = m_x.size();
    assert(n >= 2 && m_y.size() == n && std::is_sorted(m_x.begin(), m_x.end()));
    std::vector<double> h(n - 1);
    std::vector<double> d(n - 1);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        h[i] = m_x[i + 1] - m_x[i];
        d[i] = (m_y[i + 1] - m_y[i]) / h[i];
    }
    m_slope.assign(n, d.front());
    for (std::size_t i = 1; i + 1 < n; ++i) {
        if (d[i - 1] * d[i] <= 0.0) {
            m_slope[i] = 0.0;
            continue;
        }
        const double w0 = 2.0 * h[i] + h[i - 1];
        const double w1 = h[i] + 2.0 * h[i - 1];
        m_slope[i] = (w0 + w1) / (w0 / d[i - 1] + w1 / d[i]);
    }
    if (n > 2) {
        m_slope.front() = endSlope(h[0], h[1], d[0], d[1]);
        m_slope.back() = endSlope(h[n - 2], h[n - 3], d[n - 2], d[n - 3]);
    }
}

std::size_t MonotoneCubic::intervalOf(double x) const
{
    const auto above = std::upper_bound(m_x.begin() + 1, m_x.end() - 1, x);
    return static_cast<std::size_t>(above - m_x.begin()) - 1;
}

double MonotoneCubic::operator()(double x) const
{
    x = std::clamp(x, m_x.front(), m_x.back());
    const std::size_t i = intervalOf(x);
    const double h = m_x[i + 1] - m_x[i];
    const double u = (x - m_x[i]) / h;
    const double v = 1.0 - u;
    return (1.0 + 2.0 * u) * v * v * m_y[i] + u * v * v * h * m_slope[i] + u * u * (3.0 - 2.0 * u) * m_y[i + 1]
           - u * u * v * h * m_slope[i + 1];
}

double MonotoneCubic::linear(double x) const
{
    x = std::clamp(x, m_x.front(), m_x.back());
    const std::size_t i = intervalOf(x);
    const double u = (x - m_x[i]) / (m_x[i + 1] - m_x[i]);
    return m_y[i] + u * (m_y[i + 1] - m_y[i]);
}

} // namespace vsq
