// SPDX-License-Identifier: GPL-3.0-or-later
// AVX-512 BW without VNNI. 4-bit codes: vpmaddubsw into 16-bit lanes, which a vector of 128 products cannot fill; wider
// codes are widened to 16 bits for vpmaddwd.
#include "core/engine/kernels/avx512-inl.h"
#include "core/engine/kernels/tile-inl.h"

namespace vsq::kernels {

namespace {

struct Bw : Avx512 {
    static constexpr bool kSumsInRegisters = true;
    static constexpr int kRegisters = 2;
    static constexpr int kColumns = 5;

    /// Keeps the compiler from gathering products first and additions later, for which there are no registers.
    static Int inOrder(Int value)
    {
        __asm__ volatile("" : "+v"(value));
        return value;
    }
};

struct Narrow : Bw {
    static constexpr bool kPlainAccumulates = false;
    static constexpr bool kOffsetCodes = true;
    static constexpr bool kHalfCorrection = true;
    static constexpr int kCodeBytes = 1;

    /// The correction is in the low half alone, so it goes in with the first products.
    static Int begin(const std::int32_t &correction) { return broadcast(correction); }
    static Int step(Int dot, Int a, Int b) { return inOrder(_mm512_add_epi16(dot, _mm512_maddubs_epi16(a, b))); }
    static Int finish(Int dot) { return _mm512_madd_epi16(dot, _mm512_set1_epi16(1)); }
    static Int multiply(Int dot, Int p) { return _mm512_madd_epi16(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return add(sum, _mm512_madd_epi16(dot, p)); }
};

struct Wide : Bw {
    static constexpr bool kPlainAccumulates = true;
    static constexpr bool kOffsetCodes = false;
    static constexpr bool kHalfCorrection = false;
    static constexpr int kCodeBytes = 2;

    static Int begin(const std::int32_t &) { return _mm512_setzero_si512(); }
    static Int step(Int dot, Int a, Int b) { return inOrder(add(dot, _mm512_madd_epi16(a, b))); }
    static Int finish(Int dot) { return dot; }
    static Int multiply(Int dot, Int p) { return multiplyWide(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return add(sum, multiplyWide(dot, p)); }
};

} // namespace

const KernelSet &avx512BwNarrowKernels()
{
    static const KernelSet set = makeKernels<Narrow>();
    return set;
}

const KernelSet &avx512BwWideKernels()
{
    static const KernelSet set = makeKernels<Wide>();
    return set;
}

} // namespace vsq::kernels
