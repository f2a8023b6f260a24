// SPDX-License-Identifier: GPL-3.0-or-later
// The integer scale of a vector with the least squared error, in place of the nearest of its maximum's.
#pragma once

#include <cstdint>

namespace vsq {

/// q in 1 .. largestScale with the least sum of (x - clamp(round(x / (q gamma)), low, high) q gamma)^2, the smallest of equals,
/// values and quotients in binary32, sums in binary64; writes the codes. gamma > 0. A vector of zeros: 0.
int searchScale(const float *x, int count, float gamma, int largestScale, int low, int high, std::int8_t *codes);

} // namespace vsq
