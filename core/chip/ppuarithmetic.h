// SPDX-License-Identifier: GPL-3.0-or-later
// The post-processing unit's stages as small pure functions (spec section 6; formats A-6..A-14): the definition to the bit.
// Scaled values x are 40-b signed; truncated values t 16-b signed with 4 fraction bits in units of the output's gamma.
#pragma once

#include "core/chip/config.h"
#include "core/chip/outputformat.h"

#include <cstdint>

namespace vsq {

inline constexpr int kPpuFractionBits = 4;

/// num / den, den > 0, rounded half up or to nearest even.
std::int64_t divideRounded(std::int64_t num, std::int64_t den, ChipConfig::Rounding rounding);

/// 24-b sum by 16-b unsigned scale: 40 b.
std::int64_t ppuScaled(std::int32_t sum, std::int64_t scale);
/// Adds bias << shift, saturating to 40 b.
std::int64_t ppuBiased(std::int64_t x, std::int64_t bias, int shift);
/// Shifted right and saturated to 16 b.
std::int32_t ppuTruncated(std::int64_t x, int shift, const ChipConfig &config);

/// X > 0 as 1/X ~ r * 2^(-15-e): 8 linear segments on [1,2).
struct Reciprocal {
    int e = 0;          ///< floor(log2 X)
    std::int32_t r = 0; ///< U(1,15)
};
Reciprocal reciprocalOf(std::int32_t x);

/// Values that share a scale: 64 (Vsq), ChipConfig::int8ScaleVector (Int8Vector), else 0.
int outputVector(OutputFormat format, const ChipConfig &config);
/// Largest code of the format, 7 or 127.
int largestCode(OutputFormat format);

/// How the values of one vector become codes: made once a vector from the largest magnitude, in units of t.
class VectorQuantizer {
public:
    /// max 0..32767; reciprocal overrides ChipConfig's.
    VectorQuantizer(std::int32_t max, OutputFormat format, const ChipConfig &config, ChipConfig::Reciprocal reciprocal);

    /// The vector's scale in units of the output's gamma.
    [[nodiscard]] std::uint8_t scale() const { return m_scale; }
    [[nodiscard]] std::int8_t code(std::int32_t t) const;

private:
    std::int32_t m_divisor = 0; ///< codes are t * largest / divisor; 0: all codes 0
    int m_largest = 7;
    int m_least = -7;
    bool m_exact = false;
    ChipConfig::Rounding m_rounding = ChipConfig::Rounding::HalfUp;
    Reciprocal m_reciprocal;
    std::uint8_t m_scale = 0;
};

/// Int8 and Int4 output: one static scale, t / 16 rounded and clamped.
std::int8_t staticCode(std::int32_t t, OutputFormat format, const ChipConfig &config);

} // namespace vsq
