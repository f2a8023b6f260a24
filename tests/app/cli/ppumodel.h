// SPDX-License-Identifier: GPL-3.0-or-later
// Post-processing of a product's sums, written anew from section 6 of the specification for the tests.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace vsq::test {

struct PpuModel {
    std::vector<std::int64_t> scale; ///< [M]
    std::vector<std::int64_t> bias;  ///< [M]
    int biasShift = 0;
    bool relu = false;
    int truncShift = 0;
    bool exact = false;

    static std::int64_t floorShift(std::int64_t x, int shift) { return shift == 0 ? x : x >> shift; }
    static std::int64_t saturate(std::int64_t x, int bits)
    {
        const std::int64_t limit = std::int64_t{1} << (bits - 1);
        return std::clamp(x, -limit, limit - 1);
    }

    /// After scale, bias and ReLU: 40 bits.
    std::int64_t value(std::int64_t sum, std::size_t m) const
    {
        const std::int64_t scaled = sum * scale[m];
        const std::int64_t biased = saturate(scaled + bias[m] * (std::int64_t{1} << biasShift), 40);
        return relu ? std::max<std::int64_t>(biased, 0) : biased;
    }

    static int exponent(std::int64_t x)
    {
        int e = 0;
        while ((x >> (e + 1)) > 0) {
            ++e;
        }
        return e;
    }

    /// One vector of up to 64 values to codes; returns the scale.
    int quantizeVector(const std::vector<std::int64_t> &values, std::vector<int> &codes) const
    {
        std::int64_t largest = 0;
        for (const std::int64_t x : values) {
            largest = std::max(largest, x < 0 ? -x : x);
        }
        const std::int64_t max = saturate(floorShift(largest, truncShift), 16);
        if (max == 0) {
            codes.assign(values.size(), 0);
            return 0;
        }
        const int e = exponent(max);
        const std::int64_t f = e >= 15 ? max >> (e - 15) : max << (15 - e); // U(1,15) in 1..2
        const std::int64_t fraction = f & 0x7fff;
        const std::int64_t i = fraction >> 12;
        const std::int64_t w = fraction & 0xfff;
        const std::int64_t r = table(i) + (((table(i + 1) - table(i)) * w) >> 12);
        for (const std::int64_t x : values) {
            const std::int64_t t = saturate(floorShift(x, truncShift), 16);
            std::int64_t code = 0;
            if (exact) {
                const std::int64_t numerator = 14 * t + max;
                code = numerator >= 0 ? numerator / (2 * max) : -((-numerator + 2 * max - 1) / (2 * max));
            } else {
                code = (7 * t * r + (std::int64_t{1} << (14 + e))) >> (15 + e);
            }
            codes.push_back(static_cast<int>(std::clamp<std::int64_t>(code, -7, 7)));
        }
        // roundHalfUp(max / 112)
        return static_cast<int>(std::clamp<std::int64_t>((max + 56) / 112, 0, 255));
    }

    /// roundHalfUp(2^15 / (1 + i/8)) = floor(2^18 / (8 + i) + 1/2)
    static std::int64_t table(std::int64_t i) { return ((std::int64_t{1} << 19) + 8 + i) / (2 * (8 + i)); }
};

} // namespace vsq::test
