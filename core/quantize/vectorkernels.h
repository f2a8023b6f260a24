// SPDX-License-Identifier: GPL-3.0-or-later
// The three inner loops of a quantizer, over contiguous floats. All paths give the same bits.
#pragma once

#include <cstdint>

namespace vsq::kernels {

/// The bit pattern of the largest |x|; at least kNotFinite when one is infinite or NaN. 0 for count 0.
std::uint32_t largestMagnitude(const float *x, std::int64_t count);
inline constexpr std::uint32_t kNotFinite = 0x7f800000U;

/// max(0, x...), for unsigned codes. Values must be finite.
float largestPositive(const float *x, std::int64_t count);

/// codes = clamp(round(x / scale), low, high), round to nearest even; scale > 0, -128 <= low <= high <= 255.
void encode(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes);

} // namespace vsq::kernels
