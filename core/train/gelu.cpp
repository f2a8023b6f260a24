// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gelu.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace vsq {

namespace {

/// exp(x) for x in [-87, 0]: 2^n by the exponent field, 2^f by a polynomial; written so that compilers vectorise it.
inline float exponential(float x)
{
    const float scaled = x * 1.44269504F;
    const float whole = std::floor(scaled + 0.5F);
    const float f = (scaled - whole) * 0.693147181F;
    const float p =
        1.0F + f * (1.0F + f * (0.5F + f * (0.166666667F + f * (0.0416666667F + f * (0.00833333333F + f * 0.00138888889F)))));
    return p * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

} // namespace

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // both die in the loader's choice
__attribute__((target_clones("avx512f", "avx2", "default")))                               // one source, vectorised for each
#endif
void geluForward(const float *x, float *y, float *derivative, std::size_t count)
{
    // erf by Abramowitz and Stegun 7.1.26, whose exp(-z^2) is also the normal density that the derivative needs.
    for (std::size_t i = 0; i < count; ++i) {
        const float v = x[i];
        const float z = std::fabs(v) * 0.707106781F;
        const float clamped = z < 9.0F ? z : 9.0F;
        const float gauss = exponential(-clamped * clamped);
        const float t = 1.0F / (1.0F + 0.3275911F * clamped);
        const float tail = t * (0.254829592F + t * (-0.284496736F + t * (1.421413741F + t * (-1.453152027F + t * 1.061405429F))))
                           * gauss;
        const float cdf = v < 0.0F ? 0.5F * tail : 1.0F - 0.5F * tail;
        y[i] = v * cdf;
        derivative[i] = cdf + v * 0.398942280F * gauss;
    }
}

} // namespace vsq
