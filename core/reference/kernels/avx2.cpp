// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"

#if defined(__AVX2__) && defined(__FMA__)
#define VSQ_EIGEN EigenAvx2
#define VSQ_ISA_NAME "avx2"
#include "core/reference/kernels/floatkernels.inl"
#endif

namespace vsq {

const FloatKernels *avx2Kernels()
{
#if defined(__AVX2__) && defined(__FMA__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kKernels : nullptr;
#else
    return nullptr;
#endif
}

} // namespace vsq
