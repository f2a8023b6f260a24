// SPDX-License-Identifier: GPL-3.0-or-later
// Many vectors of whole registers at once.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_VECTORBATCHES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_VECTORBATCHES_INL_H
#undef VSQ_VECTORBATCHES_INL_H
#else
#define VSQ_VECTORBATCHES_INL_H
#endif

#include "core/quantize/kernels/lanebatches-inl.h"
#include "core/quantize/kernels/vectorcodes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR
inline constexpr int kWorthABatch = 10; // fewer are sooner done one by one
// Two batches at a time: what one waits for (a division, a sum over lanes) the other fills.
inline constexpr int kManyVectors = 2 * kBatch;

// Of codes of at most 4 bits a sum and one of squares fit one float exactly: squares count as 2^11.
inline constexpr int kSquareBits = 11;
inline constexpr int kMostSmall = 7;
inline constexpr int kMostSmallVector = 128;

// Up to kManyVectors vectors of whole registers, kSteps of them (0: whatever vectorSize says). Quotients are at most qmax but for
// rounding, so nothing is clamped. Vectors lie `apart` floats from each other in x. kSmall: qmax is at most kMostSmall,
// vectorSize at most kMostSmallVector.
template <int kSteps, bool kSmall>
std::uint32_t quantizeBatch(const float *HWY_RESTRICT x, std::int64_t apart, int vectors, int vectorSize, int qmax,
                            float *HWY_RESTRICT scales, std::int8_t *HWY_RESTRICT codes, CodeSums *HWY_RESTRICT sums)
{
    const hn::CappedTag<float, kMostLanes> df;
    const hn::Repartition<std::int32_t, decltype(df)> d;
    const hn::Repartition<std::uint32_t, decltype(df)> du;
    const hn::Rebind<std::uint8_t, decltype(df)> d8;
    const auto lanes = static_cast<int>(hn::Lanes(df));
    const int steps = kSteps > 0 ? kSteps : vectorSize / lanes;
    const int rounded = (vectors + kBatch - 1) / kBatch * kBatch;
    HWY_ALIGN std::int32_t largest[kManyVectors * kMostLanes];
    HWY_ALIGN std::int32_t magnitudes[kManyVectors];
    HWY_ALIGN float divisors[kManyVectors];
    HWY_ALIGN float factors[kManyVectors];
    HWY_ALIGN float starts[kManyVectors]; // a distance that is sure, or one that is not where the reciprocal may not decide
    HWY_ALIGN float sum[kManyVectors * kMostLanes];
    [[maybe_unused]] HWY_ALIGN float square[kSmall ? 1 : kManyVectors * kMostLanes];
    const auto mask = hn::Set(d, 0x7fffffff);
    for (int v = 0; v < vectors; ++v) {
        auto most = hn::Zero(d);
        for (int i = 0; i < steps; ++i) {
            most = hn::Max(most, hn::And(mask, hn::BitCast(d, hn::LoadU(df, x + v * apart + i * lanes))));
        }
        hn::Store(most, d, largest + v * lanes);
    }
    for (int v = vectors; v < rounded; ++v) {
        hn::Store(hn::Zero(d), d, largest + v * lanes);
        hn::Store(hn::Zero(df), df, sum + v * lanes);
        if constexpr (!kSmall) {
            hn::Store(hn::Zero(df), df, square + v * lanes);
        }
    }
    for (int v = 0; v < rounded; v += kBatch) {
        combineLanes(d, largest + v * lanes, [](auto a, auto b) HWY_ATTR { return hn::Max(a, b); });
    }
    auto all = hn::Zero(d);
    for (int v = 0; v < rounded; v += lanes) {
        const auto bits = hn::Load(d, largest + v / kBatch * kBatch * lanes + v % kBatch);
        all = hn::Max(all, bits);
        hn::Store(bits, d, magnitudes + v);
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
            const auto quotient = hn::Mul(hn::LoadU(df, x + v * apart + i * lanes), factor);
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
    HWY_ALIGN std::int32_t pairs[2 * kManyVectors];
    for (int v = 0; v < rounded; v += kBatch) {
        combineLanes(df, sum + v * lanes, add);
        if constexpr (!kSmall) {
            combineLanes(df, square + v * lanes, add);
        }
    }
    for (int v = 0; v < rounded; v += lanes) {
        const int at = v / kBatch * kBatch * lanes + v % kBatch;
        const auto total = hn::ConvertTo(d, hn::Load(df, sum + at));
        if constexpr (kSmall) {
            const auto squares = hn::ShiftRight<kSquareBits>(hn::Add(total, hn::Set(d, 1 << (kSquareBits - 1))));
            hn::StoreInterleaved2(hn::Sub(total, hn::ShiftLeft<kSquareBits>(squares)), squares, d, pairs + 2 * v);
        } else {
            hn::StoreInterleaved2(total, hn::ConvertTo(d, hn::Load(df, square + at)), d, pairs + 2 * v);
        }
    }
    __builtin_memcpy(sums, pairs, static_cast<std::size_t>(vectors) * sizeof(CodeSums));
    for (int v = 0; unsure != 0; ++v, unsure >>= 1) {
        if ((unsure & 1U) != 0) {
            float magnitude;
            hwy::CopySameSize(magnitudes + v, &magnitude);
            quantizeOne(x + v * apart, vectorSize, scales[v], magnitude, qmax, codes + v * vectorSize, sums[v]);
        }
    }
    return static_cast<std::uint32_t>(hn::GetLane(hn::MaxOfLanes(d, all)));
}

using BatchFunction = std::uint32_t (*)(const float *HWY_RESTRICT x, std::int64_t apart, int vectors, int vectorSize, int qmax,
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

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
