// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/vectorkernels.h"
#include "core/quantize/rounder.h"

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/vectorkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Adding 1.5 * 2^23 to a number of at most 2^22 rounds it to the nearest even integer and leaves that in the mantissa.

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

// Codes of whole registers; the sums of codes and of their squares are exact in floats for vectors of up to 1024 codes of 7 bits
// and a sign. kDivides: by scale itself; otherwise by multiplying with factor, and false comes back where that is unsure.
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
    constexpr std::int64_t kTogether = 128; // what one unsure quotient sends through the division
    const float reciprocal = reciprocalIsExactEnough(scale) ? 1.0F / scale : 0.0F;
    for (std::int64_t i = 0; i < count; i += kTogether) {
        encodeTo(x + i, HWY_MIN(kTogether, count - i), scale, reciprocal, low, high, codes + i);
    }
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

#if HWY_TARGET != HWY_SCALAR
// So many vectors at a time: their maxima, scales and sums then fill registers of their own.
inline constexpr int kBatch = 16;
inline constexpr int kWorthABatch = 10; // fewer are sooner done one by one

// [kBatch, lanes] to [kBatch]: neighbours are combined until one a vector is left.
template <class D, class Combine>
HWY_INLINE void combineLanes(D d, hn::TFromD<D> *HWY_RESTRICT parts, const Combine &combine)
{
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int count = kBatch * lanes; count > kBatch; count /= 2) {
        for (int i = 0; i < count; i += 2 * lanes) {
            hn::Vec<D> even;
            hn::Vec<D> odd;
            hn::LoadInterleaved2(d, parts + i, even, odd);
            hn::Store(combine(even, odd), d, parts + i / 2);
        }
    }
}

// Of codes of at most 4 bits a sum and one of squares fit one float exactly: squares count as 2^11.
inline constexpr int kSquareBits = 11;
inline constexpr int kMostSmall = 7;
inline constexpr int kMostSmallVector = 128;

// Up to kBatch vectors of whole registers, kSteps of them (0: whatever vectorSize says). Quotients are at most qmax but for
// rounding, so nothing is clamped. kSmall: qmax is at most kMostSmall, vectorSize at most kMostSmallVector.
template <int kSteps, bool kSmall>
std::uint32_t quantizeBatch(const float *HWY_RESTRICT x, int vectors, int vectorSize, int qmax, float *HWY_RESTRICT scales,
                            std::int8_t *HWY_RESTRICT codes, CodeSums *HWY_RESTRICT sums)
{
    constexpr int kMostLanes = 16;
    const hn::CappedTag<float, kMostLanes> df;
    const hn::Repartition<std::int32_t, decltype(df)> d;
    const hn::Repartition<std::uint32_t, decltype(df)> du;
    const hn::Rebind<std::uint8_t, decltype(df)> d8;
    const auto lanes = static_cast<int>(hn::Lanes(df));
    const int steps = kSteps > 0 ? kSteps : vectorSize / lanes;
    HWY_ALIGN std::int32_t largest[kBatch * kMostLanes];
    HWY_ALIGN float divisors[kBatch];
    HWY_ALIGN float factors[kBatch];
    HWY_ALIGN float starts[kBatch]; // a distance that is sure, or one that is not where the reciprocal may not decide
    HWY_ALIGN float sum[kBatch * kMostLanes];
    [[maybe_unused]] HWY_ALIGN float square[kSmall ? 1 : kBatch * kMostLanes];
    const auto mask = hn::Set(d, 0x7fffffff);
    for (int v = 0; v < vectors; ++v) {
        auto most = hn::Zero(d);
        for (int i = 0; i < steps; ++i) {
            most = hn::Max(most, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + v * vectorSize + i * lanes))));
        }
        hn::Store(most, d, largest + v * lanes);
    }
    for (int v = vectors; v < kBatch; ++v) {
        hn::Store(hn::Zero(d), d, largest + v * lanes);
        hn::Store(hn::Zero(df), df, sum + v * lanes);
        if constexpr (!kSmall) {
            hn::Store(hn::Zero(df), df, square + v * lanes);
        }
    }
    combineLanes(d, largest, [](auto a, auto b) HWY_ATTR { return hn::Max(a, b); });
    auto all = hn::Zero(d);
    for (int v = 0; v < kBatch; v += lanes) {
        const auto bits = hn::Load(d, largest + v);
        all = hn::Max(all, bits);
        const auto magnitude = hn::BitCast(df, bits);
        const auto scale = hn::Div(magnitude, hn::Set(df, static_cast<float>(qmax)));
        const auto sure = hn::And(hn::Gt(scale, hn::Set(df, 0x1p-100F)), hn::Lt(scale, hn::Set(df, 0x1p100F)));
        hn::Store(scale, df, divisors + v);
        hn::Store(hn::IfThenElse(sure, hn::Zero(df), hn::Set(df, 1.0F)), df, starts + v);
        hn::Store(hn::IfThenElseZero(sure, hn::Div(hn::Set(df, static_cast<float>(qmax)), magnitude)), df, factors + v);
    }
    const auto rounder = hn::Set(df, kRounder);
    const auto distance = hn::Set(df, sureDistance(qmax));
    [[maybe_unused]] const auto one = hn::Set(df, 1.0F);
    [[maybe_unused]] const auto squareUnit = hn::Set(df, static_cast<float>(1 << kSquareBits));
    std::uint32_t unsure = 0;
    for (int v = 0; v < vectors; ++v) {
        const auto factor = hn::Set(df, factors[v]);
        auto codeSum = hn::Zero(df);
        [[maybe_unused]] auto codeSquare = hn::Zero(df);
        auto farthest = hn::Set(df, starts[v]);
        for (int i = 0; i < steps; ++i) {
            const auto quotient = hn::Mul(hn::LoadU(df, x + v * vectorSize + i * lanes), factor);
            const auto raised = hn::Add(quotient, rounder);
            const auto code = hn::Sub(raised, rounder);
            farthest = hn::Max(farthest, hn::Abs(hn::Sub(quotient, code)));
            if constexpr (kSmall) {
                codeSum = hn::MulAdd(code, hn::MulAdd(code, squareUnit, one), codeSum);
            } else {
                codeSum = hn::Add(codeSum, code);
                codeSquare = hn::Add(codeSquare, hn::Mul(code, code));
            }
            hn::StoreU(hn::TruncateTo(d8, hn::BitCast(du, raised)), d8,
                       reinterpret_cast<std::uint8_t *>(codes) + v * vectorSize + i * lanes);
        }
        hn::Store(codeSum, df, sum + v * lanes);
        if constexpr (!kSmall) {
            hn::Store(codeSquare, df, square + v * lanes);
        }
        unsure |= static_cast<std::uint32_t>(!hn::AllTrue(df, hn::Lt(farthest, distance))) << v;
    }
    __builtin_memcpy(scales, divisors, static_cast<std::size_t>(vectors) * sizeof(float));
    const auto add = [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); };
    HWY_ALIGN std::int32_t pairs[2 * kBatch];
    combineLanes(df, sum, add);
    if constexpr (!kSmall) {
        combineLanes(df, square, add);
    }
    for (int v = 0; v < kBatch; v += lanes) {
        const auto total = hn::ConvertTo(d, hn::Load(df, sum + v));
        if constexpr (kSmall) {
            const auto squares = hn::ShiftRight<kSquareBits>(hn::Add(total, hn::Set(d, 1 << (kSquareBits - 1))));
            hn::StoreInterleaved2(hn::Sub(total, hn::ShiftLeft<kSquareBits>(squares)), squares, d, pairs + 2 * v);
        } else {
            hn::StoreInterleaved2(total, hn::ConvertTo(d, hn::Load(df, square + v)), d, pairs + 2 * v);
        }
    }
    __builtin_memcpy(sums, pairs, static_cast<std::size_t>(vectors) * sizeof(CodeSums));
    for (int v = 0; unsure != 0; ++v, unsure >>= 1) {
        if ((unsure & 1U) != 0) {
            float magnitude;
            hwy::CopySameSize(largest + v, &magnitude);
            quantizeOne(x + v * vectorSize, vectorSize, scales[v], magnitude, qmax, codes + v * vectorSize, sums[v]);
        }
    }
    return static_cast<std::uint32_t>(hn::GetLane(hn::MaxOfLanes(d, all)));
}

using BatchFunction = std::uint32_t (*)(const float *HWY_RESTRICT x, int vectors, int vectorSize, int qmax,
                                        float *HWY_RESTRICT scales, std::int8_t *HWY_RESTRICT codes, CodeSums *HWY_RESTRICT sums);

template <bool kSmall>
BatchFunction batchOfSteps(int steps)
{
    switch (steps) {
    case 1: return quantizeBatch<1, kSmall>;
    case 2: return quantizeBatch<2, kSmall>;
    case 4: return quantizeBatch<4, kSmall>;
    case 8: return quantizeBatch<8, kSmall>;
    default: return quantizeBatch<0, kSmall>;
    }
}
#endif

std::uint32_t quantizeVectorsHere(const float *x, std::int64_t count, int vectorSize, int qmax, float *scales, std::int8_t *codes,
                                  CodeSums *sums)
{
    std::uint32_t most = 0;
    std::int64_t first = 0;
#if HWY_TARGET != HWY_SCALAR
    const auto lanes = static_cast<int>(hn::Lanes(hn::CappedTag<float, 16>()));
    const std::int64_t together = std::int64_t{kBatch} * vectorSize;
    const bool isSmall = qmax <= kMostSmall && vectorSize <= kMostSmallVector;
    const BatchFunction batch = isSmall ? batchOfSteps<true>(vectorSize / lanes) : batchOfSteps<false>(vectorSize / lanes);
    while (vectorSize % lanes == 0 && count - first >= std::int64_t{kWorthABatch} * vectorSize) {
        CodeSums unwanted[kBatch];
        const auto vectors = static_cast<int>(HWY_MIN(count - first, together) / vectorSize);
        most = HWY_MAX(most,
                       batch(x + first, vectors, vectorSize, qmax, scales, codes + first, sums == nullptr ? unwanted : sums));
        first += std::int64_t{vectors} * vectorSize;
        scales += vectors;
        sums = sums == nullptr ? nullptr : sums + vectors;
    }
#endif
    for (; first < count; first += vectorSize) {
        const std::int64_t length = HWY_MIN(count - first, vectorSize);
        const std::uint32_t bits = largestBits(x + first, length);
        most = HWY_MAX(most, bits);
        float magnitude;
        hwy::CopySameSize(&bits, &magnitude);
        const float scale = magnitude / static_cast<float>(qmax);
        *scales++ = scale;
        CodeSums here;
        quantizeOne(x + first, length, scale, magnitude, qmax, codes + first, here);
        if (sums != nullptr) {
            *sums++ = here;
        }
    }
    return most;
}

// What a strip of as many columns as a register has lanes becomes. False where a quotient is too near a half for the reciprocal.
template <bool kDivides, class D>
HWY_INLINE bool packStrip(D df, const ColumnVectors &v, const float *HWY_RESTRICT x, std::int64_t stride, hn::Vec<D> scale,
                          hn::Vec<D> factor, hn::Vec<D> start, std::uint32_t *HWY_RESTRICT words, CodeSums *HWY_RESTRICT sums)
{
    const hn::Repartition<std::uint32_t, D> du;
    const auto rounder = hn::Set(df, kRounder + static_cast<float>(v.offset)); // even: ties go where they went
    const auto lowest = hn::Set(df, static_cast<float>(-v.qmax));
    const auto highest = hn::Set(df, static_cast<float>(v.qmax));
    const auto byte = hn::Set(du, 0xffU);
    auto sum = hn::Zero(df);
    auto square = hn::Zero(df);
    auto farthest = start;
    const auto raise = [&](hn::Vec<D> value) HWY_ATTR {
        auto quotient = hn::Mul(value, factor);
        if (kDivides) {
            quotient = hn::IfThenElseZero(hn::Gt(scale, hn::Zero(df)), hn::Div(value, scale));
            quotient = hn::Min(hn::Max(quotient, lowest), highest);
        }
        const auto raised = hn::Add(quotient, rounder);
        const auto code = hn::Sub(raised, rounder);
        farthest = hn::Max(farthest, hn::Abs(hn::Sub(quotient, code)));
        sum = hn::Add(sum, code);
        square = hn::Add(square, hn::Mul(code, code));
        return hn::And(hn::BitCast(du, raised), byte);
    };
    const int whole = v.rows / 4;
    int group = 0;
    for (; group < whole; ++group, x += 4 * stride) {
        const auto a = raise(hn::LoadU(df, x));
        const auto b = raise(hn::LoadU(df, x + stride));
        const auto c = raise(hn::LoadU(df, x + 2 * stride));
        const auto d = raise(hn::LoadU(df, x + 3 * stride));
        hn::StoreU(hn::Or(hn::Or(a, hn::ShiftLeft<8>(b)), hn::Or(hn::ShiftLeft<16>(c), hn::ShiftLeft<24>(d))), du,
                   words + group * v.panelRows);
    }
    for (; group < v.vectorSize / 4; ++group) {
        auto word = hn::Zero(du);
        for (int j = 3; j >= 0; --j) {
            const int row = 4 * group + j;
            const auto value = row < v.rows ? hn::LoadU(df, x + j * stride) : hn::Zero(df);
            word = hn::Or(hn::ShiftLeft<8>(word), raise(value));
        }
        x += 4 * stride;
        hn::StoreU(word, du, words + group * v.panelRows);
    }
    if (!kDivides && !hn::AllTrue(df, hn::Lt(farthest, hn::Set(df, sureDistance(v.qmax))))) {
        return false;
    }
    const auto lanes = static_cast<int>(hn::Lanes(df));
    HWY_ALIGN float sumOf[16];
    HWY_ALIGN float squareOf[16];
    hn::Store(sum, df, sumOf);
    hn::Store(square, df, squareOf);
    for (int i = 0; i < lanes; ++i) {
        sums[i] = {static_cast<std::int32_t>(sumOf[i]), static_cast<std::int32_t>(squareOf[i])};
    }
    return true;
}

std::uint32_t packColumnsHere(const ColumnVectors &v)
{
    constexpr int kMostLanes = 16;
    constexpr int kMostRows = 128;
    const hn::CappedTag<float, kMostLanes> df;
    const hn::Repartition<std::int32_t, decltype(df)> d;
    const auto lanes = static_cast<int>(hn::Lanes(df));
    const auto mask = hn::Set(d, 0x7fffffff);
    auto all = hn::Zero(d);
    HWY_ALIGN float some[kMostRows * kMostLanes];
    for (int c = 0; c < v.panelRows; c += lanes) {
        const float *x = v.x + c;
        std::int64_t stride = v.stride;
        const int width = HWY_MIN(lanes, v.columns - c);
        if (width < lanes) {
            for (int row = 0; row < v.rows; ++row) {
                for (int i = 0; i < lanes; ++i) {
                    some[row * lanes + i] = i < width ? x[row * stride + i] : 0.0F;
                }
            }
            x = some;
            stride = lanes;
        }
        auto most = hn::Zero(d);
        for (int row = 0; row < v.rows; ++row) {
            most = hn::Max(most, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + row * stride))));
        }
        all = hn::Max(all, most);
        const auto magnitude = hn::BitCast(df, most);
        const auto scale = hn::Div(magnitude, hn::Set(df, static_cast<float>(v.qmax)));
        const auto sure = hn::And(hn::Gt(scale, hn::Set(df, 0x1p-100F)), hn::Lt(scale, hn::Set(df, 0x1p100F)));
        const auto factor = hn::IfThenElseZero(sure, hn::Div(hn::Set(df, static_cast<float>(v.qmax)), magnitude));
        const auto start = hn::IfThenElse(hn::Or(sure, hn::Eq(magnitude, hn::Zero(df))), hn::Zero(df), hn::Set(df, 1.0F));
        hn::StoreU(scale, df, v.scales + c);
        if (HWY_UNLIKELY(!packStrip<false>(df, v, x, stride, scale, factor, start, v.words + c, v.sums + c))) {
            packStrip<true>(df, v, x, stride, scale, factor, start, v.words + c, v.sums + c);
        }
    }
    return static_cast<std::uint32_t>(hn::GetLane(hn::MaxOfLanes(d, all)));
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
HWY_EXPORT(packColumnsHere);
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

std::uint32_t packColumns(const ColumnVectors &vectors)
{
    return HWY_DYNAMIC_DISPATCH(packColumnsHere)(vectors);
}

void sumCodes(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums)
{
    HWY_DYNAMIC_DISPATCH(sumCodesHere)(codes, vectors, vectorSize, sums);
}

} // namespace vsq::kernels
#endif
