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
using Stride = Eigen::OuterStride<>;
using Packet = Eigen::internal::packet_traits<float>::type;
constexpr std::int64_t kPacket = Eigen::internal::packet_traits<float>::size;
using Four = float __attribute__((vector_size(16)));
constexpr std::int64_t kLanes = 16; // partial results that do not wait for each other; as many for every instruction set

void product(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t ldc)
{
    const Eigen::Map<const Matrix> first(a, m, k);
    const Eigen::Map<const Matrix> second(b, n, k);
    Eigen::Map<Matrix, 0, Stride> result(c, n, m, Stride(ldc));
    result.noalias() = second * first.transpose();
}

void accumulate(const float *a, const float *b, float *c, std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t lda,
                std::int64_t ldc)
{
    const Eigen::Map<const Matrix, 0, Stride> first(a, k, m, Stride(lda));
    const Eigen::Map<const Matrix> second(b, n, k);
    Eigen::Map<Matrix, 0, Stride> result(c, n, m, Stride(ldc));
    result.noalias() += second * first;
}

void apart(const float *a, const float *b, float *c, const ApartRows &how)
{
    const Eigen::Map<const Matrix, 0, Stride> second(b, how.n, how.k, Stride(how.ldb));
    Eigen::Map<Matrix, 0, Stride> result(c, how.n, how.m, Stride(how.ldc));
    if (how.aIsStored) {
        const Eigen::Map<const Matrix, 0, Stride> first(a, how.k, how.m, Stride(how.lda));
        result.setZero();
        result.noalias() += second * first;
    } else {
        const Eigen::Map<const Matrix, 0, Stride> first(a, how.m, how.k, Stride(how.lda));
        result.noalias() = second * first.transpose();
    }
}

/// f on each register of values. The rest goes through a register too: a scalar twin would round otherwise, and results
/// would depend on how a range was cut.
template <typename F>
inline void forPackets(float *x, std::int64_t n, const F &f)
{
    std::int64_t i = 0;
    for (; i + kPacket <= n; i += kPacket) {
        Eigen::internal::pstoreu(x + i, f(Eigen::internal::ploadu<Packet>(x + i)));
    }
    if (i < n) {
        float rest[kPacket] = {};
        for (std::int64_t j = i; j < n; ++j) {
            rest[j - i] = x[j];
        }
        Eigen::internal::pstoreu(rest, f(Eigen::internal::ploadu<Packet>(rest)));
        for (std::int64_t j = i; j < n; ++j) {
            x[j] = rest[j - i];
        }
    }
}

inline Packet all(float value)
{
    return Eigen::internal::pset1<Packet>(value);
}

void exponential(float *x, std::int64_t n)
{
    using namespace Eigen::internal;
    const Packet lowest = all(-87.33654F); // below, e^x is no normal number: Eigen's sets keep different ones, here it is 0
    forPackets(x, n, [&](const Packet &v) { return pandnot(pexp(v), pcmp_lt(v, lowest)); });
}

void hyperbolicTangent(float *x, std::int64_t n)
{
    forPackets(x, n, [](const Packet &v) { return Eigen::internal::ptanh(v); });
}

void errorFunction(float *x, std::int64_t n)
{
    forPackets(x, n, [](const Packet &v) { return Eigen::internal::generic_fast_erf_float(v); });
}

void logistic(float *x, std::int64_t n)
{
    using namespace Eigen::internal;
    const Packet one = all(1.0F);
    forPackets(x, n, [&](const Packet &v) { return pdiv(one, padd(one, pexp(pnegate(v)))); });
}

void gelu(float *x, std::int64_t n)
{
    using namespace Eigen::internal;
    const Packet one = all(1.0F);
    const Packet half = all(0.5F);
    const Packet root = all(0.70710678118654752F);
    forPackets(x, n, [&](const Packet &v) { return pmul(pmul(half, v), padd(one, generic_fast_erf_float(pmul(v, root)))); });
}

void tanhGelu(float *x, std::int64_t n)
{
    using namespace Eigen::internal;
    const Packet one = all(1.0F);
    const Packet half = all(0.5F);
    const Packet root = all(0.7978845608F);
    const Packet cubic = all(0.044715F);
    forPackets(x, n, [&](const Packet &v) {
        const Packet inner = pmul(root, padd(v, pmul(pmul(pmul(cubic, v), v), v)));
        return pmul(pmul(half, v), padd(one, ptanh(inner)));
    });
}

void relu(float *x, std::int64_t n)
{
    for (std::int64_t i = 0; i < n; ++i) {
        x[i] = x[i] < 0.0F ? 0.0F : x[i];
    }
}

template <typename F>
inline void combineWith(const float *a, RowOperand b, float *to, std::int64_t n, const F &f)
{
    if (b.step == 0) {
        const float value = *b.values;
        for (std::int64_t i = 0; i < n; ++i) {
            to[i] = f(a[i], value);
        }
        return;
    }
    for (std::int64_t i = 0; i < n; ++i) {
        to[i] = f(a[i], b.values[i]);
    }
}

void combine(RowOperation operation, const float *a, RowOperand b, float *to, std::int64_t n)
{
    switch (operation) {
    case RowOperation::Add: combineWith(a, b, to, n, [](float x, float y) { return x + y; }); break;
    case RowOperation::Subtract: combineWith(a, b, to, n, [](float x, float y) { return x - y; }); break;
    case RowOperation::Multiply: combineWith(a, b, to, n, [](float x, float y) { return x * y; }); break;
    case RowOperation::Divide: combineWith(a, b, to, n, [](float x, float y) { return x / y; }); break;
    }
}

/// Fewer than kLanes values, and `filler` behind them up to kLanes. Not value by value where that can be helped: a register read
/// from where single values were just written has to wait for them.
inline void fillUp(const float *from, std::int64_t count, float filler, float *lanes)
{
#if defined(__AVX512F__)
    const auto some = static_cast<__mmask16>((1U << count) - 1U);
    _mm512_storeu_ps(lanes, _mm512_mask_loadu_ps(_mm512_set1_ps(filler), some, from));
#else
    for (std::int64_t lane = 0; lane < kLanes; ++lane) {
        lanes[lane] = lane < count ? from[lane] : filler;
    }
#endif
}

/// The first `count` of kLanes values.
inline void giveBack(const float *lanes, std::int64_t count, float *to)
{
#if defined(__AVX512F__)
    _mm512_mask_storeu_ps(to, static_cast<__mmask16>((1U << count) - 1U), _mm512_loadu_ps(lanes));
#else
    for (std::int64_t lane = 0; lane < count; ++lane) {
        to[lane] = lanes[lane];
    }
#endif
}

/// The sum of four lanes, ((0 + 2) + (1 + 3)).
inline float foldFour(Four four)
{
    return (four[0] + four[2]) + (four[1] + four[3]);
}

/// The sum of kLanes lanes: halves are added until one is left.
inline float foldLanes(const float *lanes)
{
    Four parts[kLanes / 4];
    __builtin_memcpy(parts, lanes, sizeof parts);
    return foldFour((parts[0] + parts[2]) + (parts[1] + parts[3]));
}

/// One row. Sums of kLanes partial sums, whatever the register's width; e^x is that of exponential().
inline void softmaxOfRow(float *values, std::int64_t width)
{
    using namespace Eigen::internal;
    constexpr float kInfinity = __builtin_inff();
    constexpr std::int64_t kParts = kLanes / kPacket;
    static_assert(kLanes % kPacket == 0);
    const std::int64_t whole = width / kLanes * kLanes;
    const std::int64_t tail = width - whole;
    float rest[kLanes]; // what is no whole group, filled up with what e^x makes 0
    fillUp(values + whole, tail, -kInfinity, rest);
    Packet most = ploadu<Packet>(rest);
    for (std::int64_t part = 1; part < kParts; ++part) {
        most = pmax(most, ploadu<Packet>(rest + part * kPacket));
    }
    for (std::int64_t i = 0; i < whole; i += kPacket) {
        most = pmax(most, ploadu<Packet>(values + i));
    }
    float largest = predux_max(most);
    // A row that is masked wholly: exp(-inf) = 0, and 0/0 says so.
    largest = largest == kInfinity || largest == -kInfinity ? 0.0F : largest;
    const Packet shift = all(largest);
    const Packet lowest = all(-87.33654F);
    Packet sums[kParts];
    for (Packet &sum : sums) {
        sum = all(0.0F);
    }
    const auto group = [&](float *at) {
        for (std::int64_t part = 0; part < kParts; ++part) {
            const Packet v = psub(ploadu<Packet>(at + part * kPacket), shift);
            const Packet e = pandnot(pexp(v), pcmp_lt(v, lowest));
            sums[part] = padd(sums[part], e);
            pstoreu(at + part * kPacket, e);
        }
    };
    for (std::int64_t i = 0; i < whole; i += kLanes) {
        group(values + i);
    }
    if (tail > 0) {
        group(rest);
    }
    float lanes[kLanes];
    for (std::int64_t part = 0; part < kParts; ++part) {
        pstoreu(lanes + part * kPacket, sums[part]);
    }
    const Packet sum = all(foldLanes(lanes));
    for (std::int64_t i = 0; i < whole; i += kPacket) {
        pstoreu(values + i, pdiv(ploadu<Packet>(values + i), sum));
    }
    for (std::int64_t part = 0; part * kPacket < tail; ++part) {
        pstoreu(rest + part * kPacket, pdiv(ploadu<Packet>(rest + part * kPacket), sum));
    }
    giveBack(rest, tail, values + whole);
}

void softmax(float *x, std::int64_t rows, std::int64_t width)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        softmaxOfRow(x + row * width, width);
    }
}

/// Sixteen partial sums: accurate, and independent of each other so that no addition waits for the one before.
template <typename Term>
inline double sumOf(const float *x, std::int64_t count, const Term &term)
{
    float lanes[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            lanes[lane] += term(x[i + lane]);
        }
    }
    Four parts[kLanes / 4];
    __builtin_memcpy(parts, lanes, sizeof parts);
    const Four sums = (parts[0] + parts[1]) + (parts[2] + parts[3]);
    double total = 0.0;
    for (int lane = 0; lane < 4; ++lane) {
        total += static_cast<double>(sums[lane]);
    }
    for (; i < count; ++i) {
        total += static_cast<double>(term(x[i]));
    }
    return total;
}

Moments momentsOf(const float *x, std::int64_t count, float epsilon)
{
    const auto n = static_cast<double>(count);
    const auto mean = static_cast<float>(sumOf(x, count, [](float v) { return v; }) / n);
    const double variance = sumOf(x, count, [mean](float v) { return (v - mean) * (v - mean); }) / n;
    return {mean, static_cast<float>(1.0 / __builtin_sqrt(variance + static_cast<double>(epsilon)))};
}

Moments layerNorm(const LayerNormRow &how, const float *from, float *to)
{
    const std::int64_t width = how.width;
    const auto [mean, deviation] = momentsOf(from, width, how.epsilon);
    if (how.bias == nullptr) {
        for (std::int64_t i = 0; i < width; ++i) {
            to[i] = (from[i] - mean) * deviation * how.scale[i];
        }
    } else {
        for (std::int64_t i = 0; i < width; ++i) {
            to[i] = (from[i] - mean) * deviation * how.scale[i] + how.bias[i];
        }
    }
    return {mean, deviation};
}

constexpr FloatKernels kKernels{VSQ_ISA_NAME,  product,   accumulate, apart,    exponential, hyperbolicTangent,
                                errorFunction, logistic,  gelu,       tanhGelu, relu,        combine,
                                softmax,       momentsOf, layerNorm};

} // namespace

} // namespace vsq
#undef Eigen
