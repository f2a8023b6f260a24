// SPDX-License-Identifier: GPL-3.0-or-later
// The discrete Fourier transform of any length.
#pragma once

#include <complex>
#include <vector>

namespace vsq {

/// X[k] = sum of x[n] exp(-2 pi i k n / N); inverse: with +, and divided by N. In O(N log N) for every N (radix 2, else
/// Bluestein, IEEE Trans. Audio 18(4), 1970).
std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> x, bool inverse);

} // namespace vsq
