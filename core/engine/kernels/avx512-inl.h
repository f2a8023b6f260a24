// SPDX-License-Identifier: GPL-3.0-or-later
// What the AVX-512 kernels share: sixteen 32-bit lanes.
#pragma once

#include <cstdint>
#include <immintrin.h>

namespace vsq::kernels {

namespace {

struct Avx512 {
    using Int = __m512i;
    using Real = __m512;
    static constexpr int kLanes = 16;
    static constexpr bool kPairs = false;

    static Int load(const void *from) { return _mm512_loadu_si512(from); }
    static void store(void *to, Int value) { _mm512_storeu_si512(to, value); }
    static Int broadcast(std::int32_t value) { return _mm512_set1_epi32(value); }
    static Int broadcastGroup(const void *from)
    {
        std::int32_t group;
        __builtin_memcpy(&group, from, sizeof group);
        return _mm512_set1_epi32(group);
    }
    static Int add(Int x, Int y) { return _mm512_add_epi32(x, y); }
    static Int subtract(Int x, Int y) { return _mm512_sub_epi32(x, y); }
    static Int bitAnd(Int x, Int y) { return _mm512_and_si512(x, y); }
    static Int larger(Int x, Int y) { return _mm512_max_epi32(x, y); }
    static Int smaller(Int x, Int y) { return _mm512_min_epi32(x, y); }
    static Int shiftRight(Int x, int count) { return _mm512_sra_epi32(x, _mm_cvtsi32_si128(count)); }
    static Int multiplyWide(Int x, Int y) { return _mm512_mullo_epi32(x, y); }
    /// (x * y + 2^14) >> 15 of the low halves; the high halves are 0 in both and stay 0.
    static Int roundedProduct(Int x, Int y) { return _mm512_mulhrs_epi16(x, y); }
    static Real loadReal(const float *from) { return _mm512_loadu_ps(from); }
    static void storeReal(float *to, Real value) { _mm512_storeu_ps(to, value); }
    static Real broadcastReal(float value) { return _mm512_set1_ps(value); }
    static Real toReal(Int x) { return _mm512_cvtepi32_ps(x); }
    static Real realOf(Int bits) { return _mm512_castsi512_ps(bits); }
    static Real multiplyReal(Real x, Real y) { return _mm512_mul_ps(x, y); }
    static Real addReal(Real x, Real y) { return _mm512_add_ps(x, y); }
    static Int countDifferent(Int count, Int x, Int y)
    {
        return _mm512_mask_sub_epi32(count, _mm512_cmpneq_epi32_mask(x, y), count, _mm512_set1_epi32(-1));
    }
};

} // namespace

} // namespace vsq::kernels
