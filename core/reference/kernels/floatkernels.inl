// SPDX-License-Identifier: GPL-3.0-or-later
// Included once for each instruction set with VSQ_EIGEN naming a namespace of its own for Eigen: otherwise the linker
// would keep one copy of Eigen's functions, of whichever set, for all of them.
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_NO_DEBUG
#define Eigen VSQ_EIGEN
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <Eigen/Core>
#include <unsupported/Eigen/SpecialFunctions>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace vsq {

namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Values = Eigen::Map<Eigen::Array<float, Eigen::Dynamic, 1>>;

constexpr std::int64_t kBlock = 1024; // values at a time where a function takes several passes: 4 KiB stay in L1

void product(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t ldc)
{
    const Eigen::Map<const Matrix> first(a, m, k);
    const Eigen::Map<const Matrix> second(b, n, k);
    Eigen::Map<Matrix, 0, Eigen::OuterStride<>> result(c, n, m, Eigen::OuterStride<>(ldc));
    result.noalias() = second * first.transpose();
}

void exponential(float *x, std::int64_t n)
{
    Values values(x, n);
    values = values.exp();
}

void hyperbolicTangent(float *x, std::int64_t n)
{
    Values values(x, n);
    values = values.tanh();
}

void errorFunction(float *x, std::int64_t n)
{
    Values values(x, n);
    values = values.erf();
}

void logistic(float *x, std::int64_t n)
{
    Values values(x, n);
    values = (1.0F + (-values).exp()).inverse();
}

void gelu(float *x, std::int64_t n)
{
    float halves[kBlock];
    for (std::int64_t start = 0; start < n; start += kBlock) {
        const std::int64_t count = n - start < kBlock ? n - start : kBlock;
        Values values(x + start, count);
        Values half(halves, count);
        half = 0.5F * values;
        values = (values * 0.70710678118654752F).erf();
        values = half * (1.0F + values);
    }
}

constexpr FloatKernels kKernels{VSQ_ISA_NAME, product, exponential, hyperbolicTangent, errorFunction, logistic, gelu};

} // namespace

} // namespace vsq
#undef Eigen
