// SPDX-License-Identifier: GPL-3.0-or-later
// AVX2: as AVX-512 BW, with eight lanes and 16 registers, so that sums stay in memory.
#include "core/engine/kernels/tile-inl.h"

#include <immintrin.h>

namespace vsq::kernels {

namespace {

struct Avx2 {
    using Int = __m256i;
    using Real = __m256;
    static constexpr int kLanes = 8;
    static constexpr bool kPairs = false;
    static constexpr bool kSumsInRegisters = false;
    static constexpr int kRegisters = 2;
    static constexpr int kColumns = 4;

    static Int load(const void *from) { return _mm256_loadu_si256(static_cast<const Int *>(from)); }
    static void store(void *to, Int value) { _mm256_storeu_si256(static_cast<Int *>(to), value); }
    static Int broadcast(std::int32_t value) { return _mm256_set1_epi32(value); }
    static Int broadcastGroup(const void *from)
    {
        std::int32_t group;
        __builtin_memcpy(&group, from, sizeof group);
        return _mm256_set1_epi32(group);
    }
    static Int add(Int x, Int y) { return _mm256_add_epi32(x, y); }
    static Int subtract(Int x, Int y) { return _mm256_sub_epi32(x, y); }
    static Int bitAnd(Int x, Int y) { return _mm256_and_si256(x, y); }
    static Int larger(Int x, Int y) { return _mm256_max_epi32(x, y); }
    static Int smaller(Int x, Int y) { return _mm256_min_epi32(x, y); }
    static Int shiftRight(Int x, int count) { return _mm256_sra_epi32(x, _mm_cvtsi32_si128(count)); }
    static Int multiplyWide(Int x, Int y) { return _mm256_mullo_epi32(x, y); }
    /// (x * y + 2^14) >> 15 of the low halves; the high halves are 0 in both and stay 0.
    static Int roundedProduct(Int x, Int y) { return _mm256_mulhrs_epi16(x, y); }
    static Real loadReal(const float *from) { return _mm256_loadu_ps(from); }
    static void storeReal(float *to, Real value) { _mm256_storeu_ps(to, value); }
    static Real broadcastReal(float value) { return _mm256_set1_ps(value); }
    static Real toReal(Int x) { return _mm256_cvtepi32_ps(x); }
    static Real realOf(Int bits) { return _mm256_castsi256_ps(bits); }
    static Real multiplyReal(Real x, Real y) { return _mm256_mul_ps(x, y); }
    static Real addReal(Real x, Real y) { return _mm256_add_ps(x, y); }
    /// Keeps the compiler from gathering products first and additions later, for which there are no registers.
    static Int inOrder(Int value)
    {
        __asm__ volatile("" : "+x"(value));
        return value;
    }
    static Int countDifferent(Int count, Int x, Int y) { return add(count, add(_mm256_cmpeq_epi32(x, y), _mm256_set1_epi32(1))); }
};

struct Narrow : Avx2 {
    static constexpr bool kPlainAccumulates = false;
    static constexpr bool kOffsetCodes = true;
    static constexpr bool kHalfCorrection = true;
    static constexpr int kCodeBytes = 1;

    /// The correction is in the low half alone, so it goes in with the first products.
    static Int begin(const std::int32_t &correction) { return broadcast(correction); }
    static Int step(Int dot, Int a, Int b) { return inOrder(_mm256_add_epi16(dot, _mm256_maddubs_epi16(a, b))); }
    static Int finish(Int dot) { return _mm256_madd_epi16(dot, _mm256_set1_epi16(1)); }
    static Int multiply(Int dot, Int p) { return _mm256_madd_epi16(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return add(sum, _mm256_madd_epi16(dot, p)); }
};

struct Wide : Avx2 {
    static constexpr bool kPlainAccumulates = true;
    static constexpr bool kOffsetCodes = false;
    static constexpr bool kHalfCorrection = false;
    static constexpr int kCodeBytes = 2;

    static Int begin(const std::int32_t &) { return _mm256_setzero_si256(); }
    static Int step(Int dot, Int a, Int b) { return inOrder(add(dot, _mm256_madd_epi16(a, b))); }
    static Int finish(Int dot) { return dot; }
    static Int multiply(Int dot, Int p) { return multiplyWide(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return add(sum, multiplyWide(dot, p)); }
};

} // namespace

const KernelSet &avx2NarrowKernels()
{
    static const KernelSet set = makeKernels<Narrow>();
    return set;
}

const KernelSet &avx2WideKernels()
{
    static const KernelSet set = makeKernels<Wide>();
    return set;
}

} // namespace vsq::kernels
