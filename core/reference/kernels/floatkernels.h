// SPDX-License-Identifier: GPL-3.0-or-later
// The FP32 kernels whose speed depends on the instruction set: matrix product and transcendental functions, by Eigen.
// One source (floatkernels.inl) is compiled for each instruction set; the widest of the machine is chosen at run time.
#pragma once

#include <cstdint>

namespace vsq {

struct FloatKernels {
    const char *name; ///< "portable", "avx2" or "avx512"
    /// C [n, m] (rows ldc apart) = B [n, k] times A [m, k] transposed; all row-major. One thread.
    void (*product)(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t ldc);
    // In place on n values; relative error below 3e-7 (erf, tanh: absolute).
    void (*exp)(float *x, std::int64_t n);
    void (*tanh)(float *x, std::int64_t n);
    void (*erf)(float *x, std::int64_t n);
    void (*sigmoid)(float *x, std::int64_t n);
    void (*gelu)(float *x, std::int64_t n); ///< x/2 (1 + erf(x / sqrt 2))
};

/// Those of the widest instruction set, or of the one that the environment's VSQ_ISA names (portable, avx2, avx512...).
const FloatKernels &floatKernels();

const FloatKernels &portableKernels();
/// Null where the machine or the build has not got them.
const FloatKernels *avx2Kernels();
const FloatKernels *avx512Kernels();

} // namespace vsq
