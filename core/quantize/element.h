// SPDX-License-Identifier: GPL-3.0-or-later
// The small floating point numbers of OCP's formats (OFP8, Microscaling 1.0): subnormals everywhere, saturating, ties to the even
// code. Plain binary32 arithmetic; core/quantize/blockkernels.cpp has the same in vectors.
#pragma once

#include "core/quantize/format.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace vsq {

struct FloatElement {
    int exponentBits;
    int mantissaBits;
    int bias;
    float largest;

    [[nodiscard]] constexpr int bits() const { return 1 + exponentBits + mantissaBits; }
    [[nodiscard]] constexpr int leastExponent() const { return 1 - bias; } ///< of normal numbers, and of the subnormals' unit
    [[nodiscard]] int largestExponent() const { return std::ilogb(largest); }
};

inline constexpr FloatElement kE2M1{2, 1, 1, 6.0F};
inline constexpr FloatElement kE2M3{2, 3, 1, 7.5F};
inline constexpr FloatElement kE3M2{3, 2, 3, 28.0F};
inline constexpr FloatElement kE4M3{4, 3, 7, 448.0F};
inline constexpr FloatElement kE5M2{5, 2, 15, 57344.0F};

/// Element must be one of the five above.
const FloatElement &floatElement(Element element);

/// The unit in the last place of the element type at a value's magnitude, times 1.5 * 2^23: adding it and subtracting it again
/// rounds the value to the element type, ties to even.
inline float rounderOf(const FloatElement &e, float value)
{
    const std::uint32_t least = static_cast<std::uint32_t>(127 + e.leastExponent()) << 23;
    const std::uint32_t exponent = std::bit_cast<std::uint32_t>(value) & 0x7f800000U;
    return std::bit_cast<float>(((exponent > least ? exponent : least) + (static_cast<std::uint32_t>(23 - e.mantissaBits) << 23))
                                | 0x400000U);
}

/// R_E(v): the nearest value, ties to the even code, saturating at +-largest; the sign stays where it becomes 0.
inline float roundToElement(const FloatElement &e, float v)
{
    const float clamped = v > e.largest ? e.largest : v < -e.largest ? -e.largest : v;
    const float rounder = rounderOf(e, clamped);
    return std::copysign((clamped + rounder) - rounder, v);
}

/// The bit pattern of a value of the element type: sign, exponent, mantissa.
int elementCode(const FloatElement &e, float value);
/// What each bit pattern stands for; NaN where it stands for none.
std::array<float, 256> elementLevels(const FloatElement &e);

/// E(v) of the specification: v at least 0, at most 448, to E4M3.
inline float toE4M3(float v)
{
    return v >= 448.0F ? 448.0F : roundToElement(kE4M3, v);
}

/// The nearest binary16, ties to even; infinity beyond 65504.
float toHalf(float v);
/// Its bit pattern. v must be a binary16 value.
std::uint16_t halfBits(float v);

} // namespace vsq
