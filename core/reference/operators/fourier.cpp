// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/fourier.h"

#include <cstdint>
#include <numbers>

namespace vsq {

namespace {

using Complex = std::complex<double>;

Complex turn(double numerator, double denominator, double sign)
{
    const double angle = sign * 2.0 * std::numbers::pi * numerator / denominator;
    return {std::cos(angle), std::sin(angle)};
}

/// Length a power of two; sign -1 forwards, +1 backwards, not divided.
void radixTwo(std::vector<Complex> &x, double sign)
{
    const std::size_t n = x.size();
    for (std::size_t i = 1, j = 0; i < n; ++i) {
        std::size_t bit = n >> 1;
        for (; (j & bit) != 0; bit >>= 1) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            std::swap(x[i], x[j]);
        }
    }
    for (std::size_t length = 2; length <= n; length *= 2) {
        std::vector<Complex> factor(length / 2);
        for (std::size_t k = 0; k < length / 2; ++k) {
            factor[k] = turn(static_cast<double>(k), static_cast<double>(length), sign);
        }
        for (std::size_t start = 0; start < n; start += length) {
            for (std::size_t k = 0; k < length / 2; ++k) {
                const Complex a = x[start + k];
                const Complex b = x[start + k + length / 2] * factor[k];
                x[start + k] = a + b;
                x[start + k + length / 2] = a - b;
            }
        }
    }
}

/// A transform of any length as a convolution with a chirp.
void bluestein(std::vector<Complex> &x, double sign)
{
    const std::size_t n = x.size();
    std::size_t padded = 1;
    while (padded < 2 * n - 1) {
        padded *= 2;
    }
    std::vector<Complex> chirp(n);
    for (std::size_t k = 0; k < n; ++k) {
        const auto square = static_cast<std::uint64_t>(k) * k % (2 * n); // exact, where the angle would lose digits
        chirp[k] = turn(static_cast<double>(square), 2.0 * static_cast<double>(n), sign);
    }
    std::vector<Complex> a(padded);
    std::vector<Complex> b(padded);
    for (std::size_t k = 0; k < n; ++k) {
        a[k] = x[k] * chirp[k];
        b[k] = std::conj(chirp[k]);
        b[(padded - k) % padded] = std::conj(chirp[k]);
    }
    radixTwo(a, -1.0);
    radixTwo(b, -1.0);
    for (std::size_t k = 0; k < padded; ++k) {
        a[k] *= b[k];
    }
    radixTwo(a, 1.0);
    for (std::size_t k = 0; k < n; ++k) {
        x[k] = a[k] / static_cast<double>(padded) * chirp[k];
    }
}

} // namespace

std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> x, bool inverse)
{
    const double sign = inverse ? 1.0 : -1.0;
    if (x.size() > 1) {
        if ((x.size() & (x.size() - 1)) == 0) {
            radixTwo(x, sign);
        } else {
            bluestein(x, sign);
        }
    }
    for (Complex &value : x) {
        value /= inverse ? static_cast<double>(x.size()) : 1.0;
    }
    return x;
}

} // namespace vsq
