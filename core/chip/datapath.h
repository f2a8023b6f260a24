// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of one lane in one cycle (JSSC Fig. 7) as small pure functions: the definition of the chip's integers.
// Widths: product tree 14 b (4-bit codes) or 21 b (8-bit codes), scale product 16 b, rounded 8 b, term 22 b, sum 24 b.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"

#include <cstdint>
#include <limits>

namespace vsq {

inline constexpr std::int32_t kSumMax = (1 << 23) - 1;
inline constexpr std::int32_t kSumMin = -(1 << 23);

/// value / 2^shift, rounded half up (towards plus infinity) or to nearest even. shift 0..62.
constexpr std::int64_t shiftRounded(std::int64_t value, int shift, ChipConfig::Rounding rounding)
{
    if (shift == 0) {
        return value;
    }
    const std::int64_t half = std::int64_t{1} << (shift - 1);
    if (rounding == ChipConfig::Rounding::HalfUp) {
        return (value + half) >> shift;
    }
    const std::int64_t odd = (value >> shift) & 1;
    return (value + half - 1 + odd) >> shift;
}

/// Products of one vector, added up; exact in every width of the tree. Codes may be -8 and -128.
constexpr std::int32_t treeSum(const std::int8_t *a, const std::int8_t *b, int size)
{
    std::int32_t sum = 0;
    for (int i = 0; i < size; ++i) {
        sum += std::int32_t{a[i]} * std::int32_t{b[i]};
    }
    return sum;
}

/// 8 x 8 unsigned, 16 b.
constexpr std::uint32_t scaleProduct(std::uint8_t sA, std::uint8_t sB)
{
    return std::uint32_t{sA} * std::uint32_t{sB};
}

/// What the tree is multiplied by: the product's top byte, rounded (p8); all of it for ScaleProduct::Full.
constexpr std::uint32_t roundedScale(std::uint32_t product, const ChipConfig &config)
{
    return config.scaleProduct == ChipConfig::ScaleProduct::Full
               ? product
               : static_cast<std::uint32_t>(shiftRounded(product, 8, config.rounding));
}

/// What is added to the sum. Int8, Int4: the tree. Vsq: tree * p8; with ScaleProduct::Full the 30-bit product is
/// rounded to the same least significant bit (2^8) instead of its factor, so that a sum's real value is
/// sum * 256 * gammaA * gammaB either way.
constexpr std::int32_t term(Mode mode, std::int32_t tree, std::uint32_t scale, const ChipConfig &config)
{
    if (mode != Mode::Vsq) {
        return tree;
    }
    const std::int64_t product = std::int64_t{tree} * static_cast<std::int64_t>(scale);
    return static_cast<std::int32_t>(
        config.scaleProduct == ChipConfig::ScaleProduct::Full ? shiftRounded(product, 8, config.rounding) : product);
}

struct Sum {
    std::int32_t value = 0;
    bool clamped = false; ///< the exact result did not fit and was saturated; never for a wrapping addition
    bool operator==(const Sum &) const = default;
};

/// Whether additions of this mode wrap instead of saturating (A-3: never in Vsq).
constexpr bool wraps(Mode mode, const ChipConfig &config)
{
    return config.overflow == ChipConfig::Overflow::Wrap && mode != Mode::Vsq;
}

/// One addition into the 24-bit collector.
constexpr Sum accumulate(std::int32_t sum, std::int32_t addend, bool wrapping)
{
    const std::int32_t exact = sum + addend; // |sum| < 2^24, |addend| < 2^24: no overflow
    if (wrapping) {
        return {static_cast<std::int32_t>(static_cast<std::uint32_t>(exact) << 8) >> 8, false};
    }
    if (exact > kSumMax) {
        return {kSumMax, true};
    }
    if (exact < kSumMin) {
        return {kSumMin, true};
    }
    return {exact, false};
}

/// Real value of one unit of a sum beside the gammas, sum * this * gammaA * gammaB: 256 in Vsq, whose rounded scale products
/// shift the sums down by 8 bits, else 1.
constexpr int sumUnit(Mode mode)
{
    return mode == Mode::Vsq ? 256 : 1;
}

} // namespace vsq
