// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/vectorkernels.h"

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/vectorkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Adding 1.5 * 2^23 to a number of at most 2^22 rounds it to the nearest even integer and leaves that in the mantissa.
inline constexpr float kRounder = 12582912.0F;

HWY_INLINE std::uint32_t bitsOf(float value)
{
    std::uint32_t bits;
    hwy::CopySameSize(&value, &bits);
    return bits;
}

// Positive floats order as their bit patterns do, and infinity and NaN come after all of them.
HWY_INLINE std::uint32_t largestBits(const float *HWY_RESTRICT x, std::int64_t count)
{
    const hn::ScalableTag<std::int32_t> d;
    const hn::Repartition<float, decltype(d)> df;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const auto mask = hn::Set(d, 0x7fffffff);
    auto most = hn::Zero(d);
    auto other = hn::Zero(d);
    std::int64_t i = 0;
    for (; i + 2 * lanes <= count; i += 2 * lanes) {
        most = hn::Max(most, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + i))));
        other = hn::Max(other, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + i + lanes))));
    }
    for (; i + lanes <= count; i += lanes) {
        most = hn::Max(most, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + i))));
    }
    auto result = static_cast<std::uint32_t>(hn::GetLane(hn::MaxOfLanes(d, hn::Max(most, other))));
    for (; i < count; ++i) {
        result = HWY_MAX(result, bitsOf(x[i]) & 0x7fffffffU);
    }
    return result;
}

// Multiplying by the reciprocal errs by less than 2^-22 of a quotient of at most 255: only where that is so near a half may it
// round otherwise than the division, and there the division decides.
inline constexpr float kSureDistance = 0.5F - 1e-4F;

HWY_INLINE bool reciprocalIsExactEnough(float scale)
{
    return scale > 0x1p-100F && scale < 0x1p100F;
}

// kSums: adds up the codes and their squares, exact in floats for vectors of up to 1024 codes of 7 bits and a sign.
template <bool kSums>
HWY_INLINE void encodeTo(const float *HWY_RESTRICT x, std::int64_t count, float scale, int low, int high,
                         std::int8_t *HWY_RESTRICT codes, CodeSums *sums)
{
    const hn::ScalableTag<float> df;
    const hn::Repartition<std::uint32_t, decltype(df)> du;
    const hn::Rebind<std::uint8_t, decltype(df)> d8;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(df));
    const auto divisor = hn::Set(df, scale);
    const bool multiplies = reciprocalIsExactEnough(scale);
    const auto factor = hn::Set(df, multiplies ? 1.0F / scale : 1.0F);
    const auto lowest = hn::Set(df, static_cast<float>(low));
    const auto highest = hn::Set(df, static_cast<float>(high));
    const auto rounder = hn::Set(df, kRounder);
    const auto sure = hn::Set(df, kSureDistance);
    auto sum = hn::Zero(df);
    auto square = hn::Zero(df);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto value = hn::LoadU(df, x + i);
        // Clamping before rounding changes nothing, since the bounds are integers.
        auto clamped = hn::Min(hn::Max(hn::Mul(value, factor), lowest), highest);
        auto raised = hn::Add(clamped, rounder);
        auto code = hn::Sub(raised, rounder);
        if (HWY_UNLIKELY(!multiplies || !hn::AllTrue(df, hn::Lt(hn::Abs(hn::Sub(clamped, code)), sure)))) {
            clamped = hn::Min(hn::Max(hn::Div(value, divisor), lowest), highest);
            raised = hn::Add(clamped, rounder);
            code = hn::Sub(raised, rounder);
        }
        if (kSums) {
            sum = hn::Add(sum, code);
            square = hn::Add(square, hn::Mul(code, code));
        }
        hn::StoreU(hn::TruncateTo(d8, hn::BitCast(du, raised)), d8, reinterpret_cast<std::uint8_t *>(codes) + i);
    }
    float sumRest = 0.0F;
    float squareRest = 0.0F;
    for (; i < count; ++i) {
        const float quotient = x[i] / scale;
        const float clamped = HWY_MIN(HWY_MAX(quotient, static_cast<float>(low)), static_cast<float>(high));
        const float raised = clamped + kRounder;
        codes[i] = static_cast<std::int8_t>(bitsOf(raised) & 0xffU);
        sumRest += raised - kRounder;
        squareRest += (raised - kRounder) * (raised - kRounder);
    }
    if (kSums) {
        *sums = {static_cast<std::int32_t>(hn::GetLane(hn::SumOfLanes(df, sum)) + sumRest),
                 static_cast<std::int32_t>(hn::GetLane(hn::SumOfLanes(df, square)) + squareRest)};
    }
}

std::uint32_t largestMagnitudeHere(const float *x, std::int64_t count)
{
    return largestBits(x, count);
}

float largestPositiveHere(const float *x, std::int64_t count)
{
    const hn::ScalableTag<float> d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    auto most = hn::Zero(d);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        most = hn::Max(most, hn::LoadU(d, x + i));
    }
    float result = hn::GetLane(hn::MaxOfLanes(d, most));
    for (; i < count; ++i) {
        result = HWY_MAX(result, x[i]);
    }
    return result;
}

void encodeHere(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes)
{
    encodeTo<false>(x, count, scale, low, high, codes, nullptr);
}

std::uint32_t quantizeVectorsHere(const float *x, std::int64_t count, int vectorSize, int qmax, float *scales,
                                  std::int8_t *codes, CodeSums *sums)
{
    std::uint32_t most = 0;
    for (std::int64_t first = 0; first < count; first += vectorSize) {
        const std::int64_t length = HWY_MIN(count - first, vectorSize);
        const std::uint32_t bits = largestBits(x + first, length);
        most = HWY_MAX(most, bits);
        float magnitude;
        hwy::CopySameSize(&bits, &magnitude);
        const float scale = magnitude / static_cast<float>(qmax);
        *scales++ = scale;
        CodeSums here{0, 0};
        if (scale > 0.0F) {
            encodeTo<true>(x + first, length, scale, -qmax, qmax, codes + first, &here);
        } else {
            __builtin_memset(codes + first, 0, static_cast<std::size_t>(length));
        }
        if (sums != nullptr) {
            *sums++ = here;
        }
    }
    return most;
}

void sumCodesHere(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums)
{
    const hn::ScalableTag<std::int16_t> d16;
    const hn::Rebind<std::int8_t, decltype(d16)> d8;
    const hn::Repartition<std::int32_t, decltype(d16)> d32;
    const int lanes = static_cast<int>(hn::Lanes(d16));
    for (std::int64_t v = 0; v < vectors; ++v, codes += vectorSize) {
        auto sum = hn::Zero(d32);
        auto sumOdd = hn::Zero(d32);
        auto square = hn::Zero(d32);
        auto squareOdd = hn::Zero(d32);
        int i = 0;
        for (; i + lanes <= vectorSize; i += lanes) {
            const auto code = hn::PromoteTo(d16, hn::LoadU(d8, codes + i));
            sum = hn::ReorderWidenMulAccumulate(d32, code, hn::Set(d16, 1), sum, sumOdd);
            square = hn::ReorderWidenMulAccumulate(d32, code, code, square, squareOdd);
        }
        CodeSums result{hn::GetLane(hn::SumOfLanes(d32, hn::Add(sum, sumOdd))),
                        hn::GetLane(hn::SumOfLanes(d32, hn::Add(square, squareOdd)))};
        for (; i < vectorSize; ++i) {
            result.sum += codes[i];
            result.square += codes[i] * codes[i];
        }
        sums[v] = result;
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {
HWY_EXPORT(largestMagnitudeHere);
HWY_EXPORT(largestPositiveHere);
HWY_EXPORT(encodeHere);
HWY_EXPORT(quantizeVectorsHere);
HWY_EXPORT(sumCodesHere);
} // namespace

std::uint32_t largestMagnitude(const float *x, std::int64_t count)
{
    return HWY_DYNAMIC_DISPATCH(largestMagnitudeHere)(x, count);
}

float largestPositive(const float *x, std::int64_t count)
{
    return HWY_DYNAMIC_DISPATCH(largestPositiveHere)(x, count);
}

void encode(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes)
{
    HWY_DYNAMIC_DISPATCH(encodeHere)(x, count, scale, low, high, codes);
}

std::uint32_t quantizeVectors(const float *x, std::int64_t count, int vectorSize, int qmax, float *scales, std::int8_t *codes,
                              CodeSums *sums)
{
    return HWY_DYNAMIC_DISPATCH(quantizeVectorsHere)(x, count, vectorSize, qmax, scales, codes, sums);
}

void sumCodes(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums)
{
    HWY_DYNAMIC_DISPATCH(sumCodesHere)(codes, vectors, vectorSize, sums);
}

} // namespace vsq::kernels
#endif
