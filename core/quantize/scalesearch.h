// SPDX-License-Identifier: GPL-3.0-or-later
// The integer scale of a vector with the least squared error, in place of the nearest of its maximum's.
#pragma once

#include <cstdint>

namespace vsq {

/// errors[q - first]: sum of (x - clamp(round(x / (q gamma)), low, high) q gamma)^2 for every q = first .. last, low 0 or -high,
/// high at most 255. As q falls, the code of a magnitude a rises to c at q = a / (gamma (c - 1/2)), so every element changes its
/// code only a few times: with S1 = sum of code a and S2 = sum of code^2 carried from the largest scale down, the error is sum of
/// x^2 - 2 q gamma S1 + (q gamma)^2 S2. Sums in binary64; the same on every machine.
void errorsOfScales(const float *x, int count, float gamma, int first, int last, int low, int high, double *errors);

/// q in 1 .. largestScale with the least sum of (x - clamp(round(x / (q gamma)), low, high) q gamma)^2, the smallest of equals,
/// values and quotients in binary32, sums in binary64; writes the codes. gamma > 0. A vector of zeros: 0.
int searchScale(const float *x, int count, float gamma, int largestScale, int low, int high, std::int8_t *codes);

} // namespace vsq
