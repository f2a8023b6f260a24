// SPDX-License-Identifier: GPL-3.0-or-later
// AVX-512 VNNI: vpdpbusd adds four unsigned x signed products a lane, so A's codes are stored with an offset and the
// correction starts the sum. A 4-bit vector's dot product fits 16 bits, where vpdpwssd multiplies and adds two in one.
#include "core/engine/kernels/avx512-inl.h"
#include "core/engine/kernels/tilepairs-inl.h"

namespace vsq::kernels {

namespace {

struct Vnni : Avx512 {
    static constexpr bool kSumsInRegisters = true;
    static constexpr bool kPlainAccumulates = true;
    static constexpr bool kOffsetCodes = true;
    static constexpr bool kHalfCorrection = false;
    static constexpr int kCodeBytes = 1;
    static constexpr int kRegisters = 2;
    static constexpr int kColumns = 6;

    static Int begin(const std::int32_t &correction) { return _mm512_set1_epi32(correction); }
    /// Not the intrinsic, for which the compiler copies registers and spills them.
    static Int step(Int dot, Int a, Int b)
    {
        __asm__("vpdpbusd %2, %1, %0" : "+v"(dot) : "v"(a), "v"(b));
        return dot;
    }
    static Int finish(Int dot) { return dot; }
};

struct Narrow : Vnni {
    static constexpr bool kPairs = true;

    static Int toUpperHalf(Int x) { return _mm512_slli_epi32(x, 16); }
    static Int bitOr(Int x, Int y) { return _mm512_or_si512(x, y); }
    static Int bitXor(Int x, Int y) { return _mm512_xor_si512(x, y); }
    static Int multiply(Int dot, Int p) { return _mm512_madd_epi16(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return _mm512_dpwssd_epi32(sum, dot, p); }
};

struct Wide : Vnni {
    static Int multiply(Int dot, Int p) { return _mm512_mullo_epi32(dot, p); }
    static Int multiplyAdd(Int sum, Int dot, Int p) { return _mm512_add_epi32(sum, _mm512_mullo_epi32(dot, p)); }
};

} // namespace

const KernelSet &avx512VnniNarrowKernels()
{
    static const KernelSet set = makeKernels<Narrow>();
    return set;
}

const KernelSet &avx512VnniWideKernels()
{
    static const KernelSet set = makeKernels<Wide>();
    return set;
}

} // namespace vsq::kernels
