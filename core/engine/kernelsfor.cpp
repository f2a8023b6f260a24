// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/packedoperand.h"

namespace vsq {

const kernels::KernelSet &kernelsFor(const ProductFormat &format, Isa isa)
{
#if defined(__x86_64__)
    const bool narrow = format.bitsA <= 4 && format.bitsB <= 4;
    switch (isa) {
    case Isa::Avx2: return narrow ? kernels::avx2NarrowKernels() : kernels::avx2WideKernels();
    case Isa::Avx512Bw: return narrow ? kernels::avx512BwNarrowKernels() : kernels::avx512BwWideKernels();
    case Isa::Avx512Vnni:
        if (format.unsignedB && format.bitsB == 8) {
            return kernels::avx512BwWideKernels(); // vpdpbusd's second operand is signed
        }
        return narrow ? kernels::avx512VnniNarrowKernels() : kernels::avx512VnniWideKernels();
    default: break;
    }
#else
    (void)format;
    (void)isa;
#endif
    return kernels::portableKernels();
}

ScaleShifts scaleShifts(const ProductFormat &format)
{
    if (!format.scaled()) {
        return {};
    }
    // The shifts add up to 15 - roundShift and leave each scale below 2^15.
    const int a = 15 - format.scaleBitsA;
    return {a, 15 - format.roundShift() - a};
}

} // namespace vsq
