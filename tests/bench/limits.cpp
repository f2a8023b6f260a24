// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/limits.h"

namespace vsq::bench {

#if defined(__x86_64__)

// Independent chains, more than latency times throughput; written as assembly so that no compiler improves on it.
#define VSQ_TWELVE(line, reg)                                                                                                    \
    line(reg, 0) line(reg, 1) line(reg, 2) line(reg, 3) line(reg, 4) line(reg, 5) line(reg, 6) line(reg, 7) line(reg, 8)         \
        line(reg, 9) line(reg, 10) line(reg, 11)
#define VSQ_CLOBBER                                                                                                              \
    "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", \
        "xmm15", "cc"
#define VSQ_DPBUSD(reg, i) "vpdpbusd %%" reg "15, %%" reg "14, %%" reg #i "\n"
#define VSQ_MADDUBS(reg, i) "vpmaddubsw %%" reg "15, %%" reg "14, %%" reg "12\nvpaddw %%" reg "12, %%" reg #i ", %%" reg #i "\n"

namespace {

void dpbusd512(std::int64_t rounds)
{
    __asm__ volatile("1:\n" VSQ_TWELVE(VSQ_DPBUSD, "zmm") "dec %0\njnz 1b\n" : "+r"(rounds) : : VSQ_CLOBBER);
}

void maddubs512(std::int64_t rounds)
{
    __asm__ volatile("1:\n" VSQ_TWELVE(VSQ_MADDUBS, "zmm") "dec %0\njnz 1b\n" : "+r"(rounds) : : VSQ_CLOBBER);
}

void maddubs256(std::int64_t rounds)
{
    __asm__ volatile("1:\n" VSQ_TWELVE(VSQ_MADDUBS, "ymm") "dec %0\njnz 1b\n" : "+r"(rounds) : : VSQ_CLOBBER);
}

} // namespace

double runLimit(Isa isa, double operations)
{
    const double perRound = 12.0 * 2.0 * (isa == Isa::Avx2 ? 32.0 : 64.0);
    const auto rounds = static_cast<std::int64_t>(operations / perRound) + 1;
    switch (isa) {
    case Isa::Avx2: maddubs256(rounds); break;
    case Isa::Avx512Bw: maddubs512(rounds); break;
    case Isa::Avx512Vnni: dpbusd512(rounds); break;
    default: return 0.0;
    }
    return perRound * static_cast<double>(rounds);
}

#else

double runLimit(Isa, double)
{
    return 0.0;
}

#endif

} // namespace vsq::bench
