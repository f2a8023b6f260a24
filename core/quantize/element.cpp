// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/element.h"

#include <cassert>
#include <limits>

namespace vsq {

namespace {

constexpr FloatElement kHalf{5, 10, 15, 65504.0F};

int patternOf(const FloatElement &e, float value)
{
    const int sign = std::signbit(value) ? 1 << (e.bits() - 1) : 0;
    const float magnitude = std::abs(value);
    if (magnitude == 0.0F) {
        return sign;
    }
    const int exponent = std::max(std::ilogb(magnitude), e.leastExponent());
    // In units of the last place: 2^mantissaBits .. for normal numbers, less for subnormal ones.
    const auto units = static_cast<int>(std::ldexp(magnitude, e.mantissaBits - exponent));
    return sign + ((exponent - e.leastExponent()) << e.mantissaBits) + units;
}

} // namespace

const FloatElement &floatElement(Element element)
{
    switch (element) {
    case Element::E2M3: return kE2M3;
    case Element::E3M2: return kE3M2;
    case Element::E4M3: return kE4M3;
    case Element::E5M2: return kE5M2;
    default: break;
    }
    assert(element == Element::E2M1);
    return kE2M1;
}

int elementCode(const FloatElement &e, float value)
{
    return patternOf(e, value);
}

std::array<float, 256> elementLevels(const FloatElement &e)
{
    std::array<float, 256> levels{};
    levels.fill(std::numeric_limits<float>::quiet_NaN());
    const int half = 1 << (e.bits() - 1);
    for (int code = 0; code < half; ++code) {
        const int exponent = code >> e.mantissaBits;
        const int mantissa = code & ((1 << e.mantissaBits) - 1);
        const float value = std::ldexp(static_cast<float>(exponent == 0 ? mantissa : mantissa + (1 << e.mantissaBits)),
                                       std::max(exponent, 1) - e.bias - e.mantissaBits);
        if (value <= e.largest) {
            levels[static_cast<std::size_t>(code)] = value;
            levels[static_cast<std::size_t>(code + half)] = -value;
        }
    }
    return levels;
}

float toHalf(float v)
{
    constexpr float kBeyond = 65520.0F; // half a unit above the largest: ties go to the even code, which is infinity's
    if (std::abs(v) >= kBeyond) {
        return std::copysign(std::numeric_limits<float>::infinity(), v);
    }
    const float rounder = rounderOf(kHalf, v);
    return std::copysign((v + rounder) - rounder, v);
}

std::uint16_t halfBits(float v)
{
    return static_cast<std::uint16_t>(std::isinf(v) ? (std::signbit(v) ? 0xfc00 : 0x7c00) : patternOf(kHalf, v));
}

} // namespace vsq
