// SPDX-License-Identifier: GPL-3.0-or-later
// One vector's codes: by a reciprocal wherever that surely rounds as the division would.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_VECTORCODES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_VECTORCODES_INL_H
#undef VSQ_VECTORCODES_INL_H
#else
#define VSQ_VECTORCODES_INL_H
#endif

#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

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

// Multiplying by a reciprocal errs by less than 2^-21 of a quotient of at most 255: only where that is so near a half may it
// round otherwise than the division, and there the division decides.
inline constexpr float kSureDistance = 0.5F - 2e-4F;

// The same of quotients of at most qmax, which for a few bits are hardly ever that near.
HWY_INLINE float sureDistance(int qmax)
{
    return 0.5F - static_cast<float>(qmax) * 0x1p-20F;
}

HWY_INLINE bool reciprocalIsExactEnough(float scale)
{
    return scale > 0x1p-100F && scale < 0x1p100F;
}

// Codes of whole registers. Adding kRounder rounds to the nearest even integer and leaves that in the mantissa. The sums of codes
// and of their squares are exact in floats for vectors of up to 1024 codes of 7 bits and a sign. kDivides: by scale itself;
// otherwise by multiplying with factor, and false comes back where that is unsure.
template <bool kDivides>
HWY_INLINE bool encodeRegisters(const float *HWY_RESTRICT x, std::int64_t count, float factor, int low, int high,
                                std::int8_t *HWY_RESTRICT codes, float &sumOfCodes, float &sumOfSquares)
{
    const hn::ScalableTag<float> df;
    const hn::Repartition<std::uint32_t, decltype(df)> du;
    const hn::Rebind<std::uint8_t, decltype(df)> d8;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(df));
    const auto operand = hn::Set(df, factor);
    const auto lowest = hn::Set(df, static_cast<float>(low));
    const auto highest = hn::Set(df, static_cast<float>(high));
    const auto rounder = hn::Set(df, kRounder);
    auto sum = hn::Zero(df);
    auto square = hn::Zero(df);
    auto farthest = hn::Zero(df);
    for (std::int64_t i = 0; i + lanes <= count; i += lanes) {
        const auto value = hn::LoadU(df, x + i);
        const auto quotient = kDivides ? hn::Div(value, operand) : hn::Mul(value, operand);
        // Clamping before rounding changes nothing, since the bounds are integers.
        const auto clamped = hn::Min(hn::Max(quotient, lowest), highest);
        const auto raised = hn::Add(clamped, rounder);
        const auto code = hn::Sub(raised, rounder);
        if (!kDivides) {
            farthest = hn::Max(farthest, hn::Abs(hn::Sub(clamped, code)));
        }
        sum = hn::Add(sum, code);
        square = hn::Add(square, hn::Mul(code, code));
        hn::StoreU(hn::TruncateTo(d8, hn::BitCast(du, raised)), d8, reinterpret_cast<std::uint8_t *>(codes) + i);
    }
    if (!kDivides && !hn::AllTrue(df, hn::Lt(farthest, hn::Set(df, kSureDistance)))) {
        return false;
    }
    sumOfCodes = hn::GetLane(hn::SumOfLanes(df, sum));
    sumOfSquares = hn::GetLane(hn::SumOfLanes(df, square));
    return true;
}

// reciprocal: about 1 / scale, 0 where it must not be used.
HWY_INLINE CodeSums encodeTo(const float *HWY_RESTRICT x, std::int64_t count, float scale, float reciprocal, int low, int high,
                             std::int8_t *HWY_RESTRICT codes)
{
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(hn::ScalableTag<float>()));
    float sum = 0.0F;
    float square = 0.0F;
    if (HWY_UNLIKELY(reciprocal == 0.0F || !encodeRegisters<false>(x, count, reciprocal, low, high, codes, sum, square))) {
        encodeRegisters<true>(x, count, scale, low, high, codes, sum, square);
    }
    for (std::int64_t i = count / lanes * lanes; i < count; ++i) {
        const float quotient = x[i] / scale;
        const float clamped = HWY_MIN(HWY_MAX(quotient, static_cast<float>(low)), static_cast<float>(high));
        const float raised = clamped + kRounder;
        codes[i] = static_cast<std::int8_t>(bitsOf(raised) & 0xffU);
        sum += raised - kRounder;
        square += (raised - kRounder) * (raised - kRounder);
    }
    return {static_cast<std::int32_t>(sum), static_cast<std::int32_t>(square)};
}

// One vector: what is not whole registers, or where the reciprocal may not decide.
HWY_INLINE void quantizeOne(const float *HWY_RESTRICT x, std::int64_t length, float scale, float magnitude, int qmax,
                            std::int8_t *HWY_RESTRICT codes, CodeSums &sums)
{
    sums = {0, 0};
    if (scale > 0.0F) {
        // Not 1 / scale, which would wait for the other division.
        const float reciprocal = reciprocalIsExactEnough(scale) ? static_cast<float>(qmax) / magnitude : 0.0F;
        sums = encodeTo(x, length, scale, reciprocal, -qmax, qmax, codes);
    } else {
        __builtin_memset(codes, 0, static_cast<std::size_t>(length));
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
