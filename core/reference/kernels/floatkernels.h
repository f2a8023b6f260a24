// SPDX-License-Identifier: GPL-3.0-or-later
// The FP32 kernels whose speed depends on the instruction set: matrix product (Eigen), transcendental functions
// (Eigen's vectors) and rows. One source (floatkernels.inl) is compiled for each instruction set; the widest of the
// machine is chosen at run time. A value's result does not depend on where it stands in the range.
#pragma once

#include <cstdint>

namespace vsq {

/// One of two operands of a row: as long as the row, or one value (step 0).
struct RowOperand {
    const float *values = nullptr;
    std::int64_t step = 1;
};

enum class RowOperation : std::uint8_t { Add, Subtract, Multiply, Divide };

struct LayerNormRow {
    const float *scale = nullptr;
    const float *bias = nullptr; ///< null: none
    std::int64_t width = 0;
    float epsilon = 0.0F;
};

struct Moments {
    float mean = 0.0F;
    float deviation = 0.0F; ///< 1 / sqrt(variance + epsilon)
};

/// A product whose operands' rows lie apart.
struct ApartRows {
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    std::int64_t lda = 0;
    std::int64_t ldb = 0;
    std::int64_t ldc = 0;
    bool aIsStored = false; ///< [k, m]
};

struct FloatKernels {
    const char *name; ///< "portable", "avx2" or "avx512"
    /// C [n, m] (rows ldc apart) = B [n, k] times A [m, k] transposed; all row-major. One thread.
    void (*product)(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t ldc);
    /// C [n, m] (rows ldc apart) += B [n, k] times A [k, m] (rows lda apart): A as it is stored. One thread.
    void (*accumulate)(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t lda,
                       std::int64_t ldc);
    /// The two with all rows as far apart as that: A is [m, k], or [k, m] where it is as stored. C is written.
    void (*apart)(const float *a, const float *b, float *c, const ApartRows &how);
    // In place on n values; relative error below 3e-7 (erf, tanh: absolute).
    void (*exp)(float *x, std::int64_t n);
    void (*tanh)(float *x, std::int64_t n);
    void (*erf)(float *x, std::int64_t n);
    void (*sigmoid)(float *x, std::int64_t n);
    void (*gelu)(float *x, std::int64_t n);     ///< x/2 (1 + erf(x / sqrt 2))
    void (*tanhGelu)(float *x, std::int64_t n); ///< Hendrycks and Gimpel, arXiv 1606.08415
    void (*relu)(float *x, std::int64_t n);     ///< a NaN stays one
    /// to = a operation b; to may be a.
    void (*combine)(RowOperation operation, const float *a, RowOperand b, float *to, std::int64_t n);
    /// Base e, in place, each row for itself; a row that is -infinity throughout becomes NaN.
    void (*softmax)(float *x, std::int64_t rows, std::int64_t width);
    Moments (*moments)(const float *x, std::int64_t n, float epsilon); ///< in two passes
    /// to may be from.
    Moments (*layerNorm)(const LayerNormRow &how, const float *from, float *to);
};

/// Those of the widest instruction set, or of the one that the environment's VSQ_ISA names (portable, avx2, avx512...).
const FloatKernels &floatKernels();

const FloatKernels &portableKernels();
/// Null where the machine or the build has not got them.
const FloatKernels *avx2Kernels();
const FloatKernels *avx512Kernels();

} // namespace vsq
