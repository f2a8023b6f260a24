// SPDX-License-Identifier: GPL-3.0-or-later
// Rounding to the elements and scales of block formats, a register at a time.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_BLOCKVECTORS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_BLOCKVECTORS_INL_H
#undef VSQ_BLOCKVECTORS_INL_H
#else
#define VSQ_BLOCKVECTORS_INL_H
#endif

#include "core/quantize/element.h"
#include "core/quantize/kernels/lanebatches-inl.h"
#include "core/quantize/rounder.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

inline constexpr int kLargestBlock = 128;
inline constexpr int kChoosingBlock = 16; // of formats with two candidates a block
// Small blocks come four batches at a time: what one batch waits for (a division, a sum over lanes) the next ones fill.
inline constexpr int kManyBlocks = 4 * kBatch;
inline constexpr int kSmallBlock = 32;
inline constexpr float kLeastNormal = 0x1p-126F;

using D = hn::CappedTag<float, kMostLanes>;
using DI = hn::Repartition<std::int32_t, D>;
using DU = hn::Repartition<std::uint32_t, D>;
using V = hn::Vec<D>;
using VI = hn::Vec<DI>;

HWY_INLINE V splat(float value)
{
    return hn::Set(D(), value);
}

HWY_INLINE V roundEven(V v)
{
    return hn::Sub(hn::Add(v, splat(kRounder)), splat(kRounder));
}

// floor(v), and one more where the rest is at least (or more than) a half. 0 <= v < 2^22.
template <bool kTieUp>
HWY_INLINE V roundMagnitude(V v)
{
    const V nearest = roundEven(v);
    const V whole = hn::Sub(nearest, hn::IfThenElseZero(hn::Gt(nearest, v), splat(1.0F)));
    const V rest = hn::Sub(v, whole);
    const auto up = kTieUp ? hn::Ge(rest, splat(0.5F)) : hn::Gt(rest, splat(0.5F));
    return hn::Add(whole, hn::IfThenElseZero(up, splat(1.0F)));
}

HWY_INLINE V clampTo(V v, float largest)
{
    return hn::Min(hn::Max(v, splat(-largest)), splat(largest));
}

struct ElementConstants {
    explicit ElementConstants(const FloatElement &e)
        : largest(e.largest), least((127 + e.leastExponent()) << 23), shift((23 - e.mantissaBits) << 23),
          unitShift(e.mantissaBits << 23)
    {
    }
    float largest;
    std::int32_t least;
    std::int32_t shift;
    std::int32_t unitShift;
};

HWY_INLINE VI exponentOf(V v, const ElementConstants &e)
{
    const DI di;
    return hn::Max(hn::And(hn::BitCast(di, v), hn::Set(di, 0x7f800000)), hn::Set(di, e.least));
}

// R_E of core/quantize/element.h of values that surely round to no more than the element's largest.
HWY_INLINE V toElementWithin(V v, const ElementConstants &e)
{
    const DI di;
    const VI tie = hn::Set(di, 0x400000);
    const VI exponent = hn::OrAnd(tie, hn::BitCast(di, v), hn::Set(di, 0x7f800000));
    const V rounder = hn::BitCast(D(), hn::Add(hn::Max(exponent, hn::Set(di, e.least | 0x400000)), hn::Set(di, e.shift)));
    return hn::CopySign(hn::Sub(hn::Add(v, rounder), rounder), v);
}

// R_E of any value.
HWY_INLINE V toElement(V v, const ElementConstants &e)
{
    return toElementWithin(clampTo(v, e.largest), e);
}

// As ggml rounds: half up, or of two the one nearer to zero.
template <bool kTieUp>
HWY_INLINE V toElementByMagnitude(V v, const ElementConstants &e)
{
    const DI di;
    const V magnitude = hn::Min(hn::Abs(v), splat(e.largest));
    const VI exponent = exponentOf(magnitude, e);
    const V unit = hn::BitCast(D(), hn::Sub(exponent, hn::Set(di, e.unitShift)));
    const V result = hn::Min(hn::Mul(roundMagnitude<kTieUp>(hn::Div(magnitude, unit)), unit), splat(e.largest));
    return hn::CopySign(result, v);
}

// What blocks are quantized with: two numbers each.
template <int kCount>
struct ScalesOf {
    HWY_ALIGN float first[kCount] = {};
    HWY_ALIGN float second[kCount] = {}; // not every format has one
};
using Scales = ScalesOf<kBatch>;
using ManyScales = ScalesOf<kManyBlocks>;

HWY_INLINE bool noneSubnormal(V d)
{
    return hn::AllTrue(D(), hn::Or(hn::Eq(d, hn::Zero(D())), hn::Ge(hn::Abs(d), splat(kLeastNormal))));
}

// 1 / d, 0 where d = 0.
HWY_INLINE V reciprocalOrZero(V d)
{
    return hn::IfThenZeroElse(hn::Eq(d, hn::Zero(D())), hn::Div(splat(1.0F), d));
}

// 2^e and 2^-e for e in -127 .. 127 (the one of them with exponent -127 is subnormal).
HWY_INLINE V powerOfTwo(VI e)
{
    const DI di;
    const VI bits = hn::ShiftLeft<23>(hn::Add(e, hn::Set(di, 127)));
    return hn::BitCast(D(), hn::IfThenElse(hn::Eq(e, hn::Set(di, -127)), hn::Set(di, 0x400000), bits));
}

HWY_INLINE VI ceilExponent(V v)
{
    const DI di;
    const VI bits = hn::BitCast(di, v);
    const VI field = hn::ShiftRight<23>(bits);
    const VI mantissa = hn::And(bits, hn::Set(di, 0x7fffff));
    const auto above = hn::Gt(mantissa, hn::Zero(di));
    const VI normal = hn::Add(hn::Sub(field, hn::Set(di, 127)), hn::IfThenElseZero(above, hn::Set(di, 1)));
    const VI subnormal = hn::IfThenElse(hn::Gt(mantissa, hn::Set(di, 0x400000)), hn::Set(di, -126), hn::Set(di, -127));
    return hn::IfThenElse(hn::Eq(field, hn::Zero(di)), subnormal, normal);
}

HWY_INLINE V squared(V v)
{
    return hn::Mul(v, v);
}

// Whether the second of two candidates, in units of `unit`, has the smaller sum of squared errors, summed one by one in binary64
// as squaredError() of core/quantize/blockformat.h does; elements are `stride` apart.
inline bool secondIsNearer(const float *x, const float *one, const float *two, int count, int stride, float unit)
{
    double errorOne = 0.0;
    double errorTwo = 0.0;
    for (int at = 0; at < count * stride; at += stride) {
        const float valueOne = one[at] * unit;
        const float valueTwo = two[at] * unit;
        const double differenceOne = static_cast<double>(x[at]) - static_cast<double>(valueOne);
        const double differenceTwo = static_cast<double>(x[at]) - static_cast<double>(valueTwo);
        errorOne += differenceOne * differenceOne;
        errorTwo += differenceTwo * differenceTwo;
    }
    return errorTwo < errorOne;
}

// choice[lanes]: 1 where the second of two candidates has the smaller sum of squared errors, 0 elsewhere. `difference` is the
// first's sum less the second's over a block of kChoosingBlock values, in units in which `largest` is the block's largest
// magnitude. No candidate is further from its value than that: the terms are below twice its square, and binary32 errs by less
// than 4e-5 of it. Where that could decide, exactly(lane) does; a block of zeros, or with a scale of zero, has no difference.
template <class Exactly>
HWY_INLINE void chooseByDifference(V largest, V difference, std::int32_t *HWY_RESTRICT choice, const Exactly &exactly)
{
    constexpr float kMargin = 5e-5F;
    const D d;
    const DI di;
    const V square = squared(largest);
    const auto differ = hn::Gt(hn::Abs(difference), hn::Mul(square, splat(kMargin)));
    const auto ordinary = hn::And(hn::Gt(square, splat(1e-25F)), hn::Lt(square, splat(1e30F)));
    const auto sure = hn::Or(hn::And(differ, ordinary), hn::Eq(largest, hn::Zero(d)));
    const auto second = hn::RebindMask(di, hn::Gt(difference, hn::Zero(d)));
    hn::Store(hn::IfThenElseZero(second, hn::Set(di, 1)), di, choice);
    if (HWY_LIKELY(hn::AllTrue(d, sure))) {
        return;
    }
    HWY_ALIGN float isSure[kMostLanes];
    hn::Store(hn::IfThenElseZero(sure, splat(1.0F)), d, isSure);
    for (int lane = 0; lane < static_cast<int>(hn::Lanes(d)); ++lane) {
        if (isSure[lane] == 0.0F) {
            choice[lane] = exactly(lane) ? 1 : 0;
        }
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
