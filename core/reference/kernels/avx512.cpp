// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)
#define VSQ_EIGEN EigenAvx512
#define VSQ_ISA_NAME "avx512"
#include "core/reference/kernels/floatkernels.inl"
#endif

namespace vsq {

const FloatKernels *avx512Kernels()
{
#if defined(__AVX512F__) && defined(__AVX512DQ__)
    const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
                     && __builtin_cpu_supports("avx512vl");
    return has ? &kKernels : nullptr;
#else
    return nullptr;
#endif
}

} // namespace vsq
