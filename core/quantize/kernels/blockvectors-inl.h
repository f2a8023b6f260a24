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
#include "core/quantize/rounder.h"

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// So many blocks at a time: their maxima and scales then fill registers of their own.
inline constexpr int kBatch = 16;
inline constexpr int kMostLanes = 16;
inline constexpr int kLargestBlock = 128;
inline constexpr int kChoosingBlock = 16; // of formats with two candidates a block
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

// R_E of core/quantize/element.h.
HWY_INLINE V toElement(V v, const ElementConstants &e)
{
    const DI di;
    const V clamped = clampTo(v, e.largest);
    const V rounder = hn::BitCast(D(), hn::Or(hn::Add(exponentOf(clamped, e), hn::Set(di, e.shift)), hn::Set(di, 0x400000)));
    return hn::CopySign(hn::Sub(hn::Add(clamped, rounder), rounder), v);
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

// What a batch of blocks is quantized with: two numbers a block, and whether all of them are ordinary.
struct Scales {
    HWY_ALIGN float first[kBatch] = {};
    HWY_ALIGN float second[kBatch] = {}; // not every format has one
};

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

// Whether the second of two candidates has the smaller sum of squared errors, summed one by one in binary64 as
// squaredError() of core/quantize/blockformat.h does; elements are `stride` apart.
inline bool secondIsNearer(const float *x, const float *one, const float *two, int first, int count, int stride)
{
    double errorOne = 0.0;
    double errorTwo = 0.0;
    for (int i = 0; i < count; ++i) {
        const int at = first + i * stride;
        const double differenceOne = static_cast<double>(x[at]) - static_cast<double>(one[at]);
        const double differenceTwo = static_cast<double>(x[at]) - static_cast<double>(two[at]);
        errorOne += differenceOne * differenceOne;
        errorTwo += differenceTwo * differenceTwo;
    }
    return errorTwo < errorOne;
}

// choice[lanes] where `sure`; elsewhere exactly(lane) decides.
template <class Mask, class Exactly>
HWY_INLINE void chooseWhereUnsure(Mask sure, float *HWY_RESTRICT choice, const Exactly &exactly)
{
    const D d;
    if (HWY_LIKELY(hn::AllTrue(d, sure))) {
        return;
    }
    HWY_ALIGN float isSure[kMostLanes];
    hn::Store(hn::IfThenElseZero(sure, splat(1.0F)), d, isSure);
    for (int lane = 0; lane < static_cast<int>(hn::Lanes(d)); ++lane) {
        if (isSure[lane] == 0.0F) {
            choice[lane] = exactly(lane) ? 1.0F : 0.0F;
        }
    }
}

// choice[lanes]: 1 where the second error is smaller, as it surely is where the two differ by more than their sums' rounding;
// elsewhere exactly(lane) decides, but for blocks whose largest magnitude is 0.
template <class Exactly>
HWY_INLINE void chooseByErrors(V largest, V one, V two, float *HWY_RESTRICT choice, const Exactly &exactly)
{
    constexpr float kMargin = 1e-4F;
    const D d;
    const V sum = hn::Add(one, two);
    const auto differ = hn::Gt(hn::Abs(hn::Sub(one, two)), hn::Mul(sum, splat(kMargin)));
    const auto ordinary = hn::And(hn::Gt(sum, splat(1e-30F)), hn::Lt(sum, splat(1e30F)));
    hn::Store(hn::IfThenElseZero(hn::Lt(two, one), splat(1.0F)), d, choice);
    chooseWhereUnsure(hn::Or(hn::And(differ, ordinary), hn::Eq(largest, hn::Zero(d))), choice, exactly);
}

// The same of the difference of the errors alone, summed over a block of kChoosingBlock values. No value errs by more than the
// largest magnitude, so that the errors are sums of at most 32 squares of that, and binary32 rounds them by less than 4e-5 of it.
template <class Exactly>
HWY_INLINE void chooseByDifference(V largest, V difference, float *HWY_RESTRICT choice, const Exactly &exactly)
{
    constexpr float kMargin = 1e-4F;
    const D d;
    const V square = squared(largest);
    const auto differ = hn::Gt(hn::Abs(difference), hn::Mul(square, splat(kMargin)));
    const auto ordinary = hn::And(hn::Gt(square, splat(1e-25F)), hn::Lt(square, splat(1e30F)));
    hn::Store(hn::IfThenElseZero(hn::Gt(difference, hn::Zero(d)), splat(1.0F)), d, choice);
    chooseWhereUnsure(hn::Or(hn::And(differ, ordinary), hn::Eq(largest, hn::Zero(d))), choice, exactly);
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
