// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/ppuarithmetic.h"

#include "core/chip/datapath.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace vsq {

namespace {

constexpr std::int64_t kMost40 = (std::int64_t{1} << 39) - 1;
constexpr std::int64_t kLeast40 = -(std::int64_t{1} << 39);
constexpr int kSegments = 8;

/// round(2^15 / (1 + i/8)), i = 0..8.
constexpr std::array<std::int32_t, kSegments + 1> kReciprocals = [] {
    std::array<std::int32_t, kSegments + 1> table{};
    for (int i = 0; i <= kSegments; ++i) {
        const std::int32_t num = (1 << 15) * kSegments;
        const std::int32_t den = kSegments + i;
        table[static_cast<std::size_t>(i)] = (2 * num + den) / (2 * den);
    }
    return table;
}();

std::int64_t floorDivide(std::int64_t num, std::int64_t den)
{
    const std::int64_t quotient = num / den;
    return num % den < 0 ? quotient - 1 : quotient;
}

int leastCode(OutputFormat format, const ChipConfig &config)
{
    return -largestCode(format) - (config.codeRange == ChipConfig::CodeRange::Full ? 1 : 0);
}

} // namespace

std::int64_t divideRounded(std::int64_t num, std::int64_t den, ChipConfig::Rounding rounding)
{
    assert(den > 0);
    if (rounding == ChipConfig::Rounding::HalfUp) {
        return floorDivide(2 * num + den, 2 * den);
    }
    const std::int64_t quotient = floorDivide(num, den);
    const std::int64_t twice = 2 * (num - quotient * den);
    return quotient + (twice > den || (twice == den && (quotient & 1) != 0) ? 1 : 0);
}

std::int64_t ppuScaled(std::int32_t sum, std::int64_t scale)
{
    return std::int64_t{sum} * scale;
}

std::int64_t ppuBiased(std::int64_t x, std::int64_t bias, int shift)
{
    return std::clamp(x + bias * (std::int64_t{1} << shift), kLeast40, kMost40);
}

std::int32_t ppuTruncated(std::int64_t x, int shift, const ChipConfig &config)
{
    const std::int64_t shifted = config.truncation == ChipConfig::Truncation::Floor ? x >> shift
                                                                                    : shiftRounded(x, shift, config.rounding);
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(shifted, -32768, 32767));
}

Reciprocal reciprocalOf(std::int32_t x)
{
    assert(x > 0);
    Reciprocal result;
    result.e = std::bit_width(static_cast<std::uint32_t>(x)) - 1;
    const std::int32_t fraction = (result.e <= 15 ? x << (15 - result.e) : x >> (result.e - 15)) - (1 << 15);
    const auto segment = static_cast<std::size_t>(fraction >> 12);
    const std::int32_t rest = fraction & 0xfff;
    result.r = kReciprocals[segment] + (((kReciprocals[segment + 1] - kReciprocals[segment]) * rest) >> 12);
    return result;
}

int outputVector(OutputFormat format, const ChipConfig &config)
{
    return format == OutputFormat::Int8Vector ? config.int8ScaleVector : outputVectorSize(format);
}

int largestCode(OutputFormat format)
{
    return format == OutputFormat::Int8 || format == OutputFormat::Int8Vector ? 127 : 7;
}

VectorQuantizer::VectorQuantizer(std::int32_t max, OutputFormat format, const ChipConfig &config,
                                 ChipConfig::Reciprocal reciprocal)
    : m_largest(largestCode(format)), m_least(leastCode(format, config)), m_exact(reciprocal == ChipConfig::Reciprocal::Exact),
      m_rounding(config.rounding)
{
    if (max <= 0) {
        m_scale = static_cast<std::uint8_t>(config.zeroVectorScale);
        return;
    }
    const std::int64_t unit = std::int64_t{m_largest} << kPpuFractionBits; // max at scale 1
    const std::int64_t scale = config.vectorScale == ChipConfig::VectorScale::Up ? (max + unit - 1) / unit
                                                                                 : divideRounded(max, unit, config.rounding);
    m_scale = static_cast<std::uint8_t>(std::min<std::int64_t>(scale, 255));
    m_divisor = config.quantizeWith == ChipConfig::QuantizeWith::Rounded ? static_cast<std::int32_t>(unit * m_scale) : max;
    if (m_divisor > 0) {
        m_reciprocal = reciprocalOf(m_divisor);
    }
}

std::int8_t VectorQuantizer::code(std::int32_t t) const
{
    if (m_divisor == 0) {
        return 0;
    }
    const std::int64_t scaled = std::int64_t{t} * m_largest;
    const std::int64_t value = m_exact ? divideRounded(scaled, m_divisor, m_rounding)
                                       : shiftRounded(scaled * m_reciprocal.r, 15 + m_reciprocal.e, m_rounding);
    return static_cast<std::int8_t>(std::clamp<std::int64_t>(value, m_least, m_largest));
}

std::int8_t staticCode(std::int32_t t, OutputFormat format, const ChipConfig &config)
{
    const std::int64_t value = shiftRounded(t, kPpuFractionBits, config.rounding);
    return static_cast<std::int8_t>(std::clamp<std::int64_t>(value, leastCode(format, config), largestCode(format)));
}

} // namespace vsq
