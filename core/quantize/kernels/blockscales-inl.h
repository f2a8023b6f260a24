// SPDX-License-Identifier: GPL-3.0-or-later
// Each block format's scales and values, a register at a time: what core/quantize/formats defines, operation for operation.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_BLOCKSCALES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_BLOCKSCALES_INL_H
#undef VSQ_BLOCKSCALES_INL_H
#else
#define VSQ_BLOCKSCALES_INL_H
#endif

#include "core/quantize/blockformat.h"
#include "core/quantize/formats/formats.h"
#include "core/quantize/kernels/blockvectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

// The formats. scales(): from the largest magnitudes of blocks to two numbers for each; values(): of one register of a block.

struct Mx {
    Mx(const OperandFormat &format, const FloatElement &e)
        : element(e), rule(format.rule), emax(e.largestExponent()), mantissaBits(e.mantissaBits), largest(e.largest)
    {
    }
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT s, float *HWY_RESTRICT factor) const
    {
        const DI di;
        VI e = hn::Zero(di);
        switch (rule) {
        case ScaleRule::Even:
            e = hn::Sub(hn::ShiftRight<23>(hn::Add(hn::BitCast(di, a), hn::Set(di, 1 << (22 - mantissaBits)))),
                        hn::Set(di, 127 + emax));
            break;
        case ScaleRule::Ceil: e = hn::Sub(ceilExponent(a), hn::Set(di, emax)); break;
        case ScaleRule::Rceil: e = ceilExponent(hn::Div(a, splat(largest))); break;
        default: e = hn::Sub(hn::ShiftRight<23>(hn::BitCast(di, a)), hn::Set(di, 127 + emax)); break;
        }
        e = hn::Min(hn::Max(e, hn::Set(di, -127)), hn::Set(di, 127));
        hn::Store(powerOfTwo(e), D(), s);
        hn::Store(powerOfTwo(hn::Neg(e)), D(), factor);
        return true;
    }
    HWY_INLINE V values(V x, V s, V factor) const { return hn::Mul(toElement(hn::Mul(x, factor), element), s); }

    ElementConstants element;
    ScaleRule rule;
    int emax;
    int mantissaBits;
    float largest;
};

struct MxInt8 {
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT s, float *HWY_RESTRICT factor) const
    {
        const DI di;
        const VI e = hn::Max(hn::Sub(hn::ShiftRight<23>(hn::BitCast(di, a)), hn::Set(di, 127)), hn::Set(di, -127));
        hn::Store(powerOfTwo(e), D(), s);
        hn::Store(powerOfTwo(hn::Neg(e)), D(), factor);
        return true;
    }
    HWY_INLINE V values(V x, V s, V factor) const
    {
        const V k = roundEven(clampTo(hn::Mul(hn::Mul(splat(64.0F), x), factor), 127.0F));
        return hn::Mul(hn::Mul(k, splat(0x1p-6F)), s);
    }
};

// E4M3 scales in units of a tensor's: NVFP4, NVINT4.
struct NvScale {
    NvScale(float range, float least, float tensorLargest)
        : g(tensorLargest == 0.0F ? 1.0F : range / tensorLargest), factor(g * (1.0F / least)), unit(1.0F / g), e4m3(kE4M3)
    {
    }
    // d.
    HWY_INLINE V of(V a) const { return hn::Mul(toElement(hn::Mul(a, splat(factor)), e4m3), splat(unit)); }
    HWY_INLINE bool isOrdinary() const { return factor < 0x1p126F && unit >= kLeastNormal; }
    // Whether no scale is subnormal in E4M3: none is then more than a 17th smaller than what it stands for, and no quotient
    // larger than 6.4, which rounds to the largest element without being clamped.
    HWY_INLINE bool areNormal(V a) const
    {
        return hn::AllTrue(D(), hn::Or(hn::Eq(a, hn::Zero(D())), hn::Ge(hn::Mul(a, splat(factor)), splat(0x1p-6F))));
    }

    float g;
    float factor;
    float unit;
    ElementConstants e4m3;
};

struct NvFp4 {
    explicit NvFp4(float tensorLargest) : scale(2688.0F, 6.0F, tensorLargest), element(kE2M1) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT reciprocal) const
    {
        const V here = scale.of(a);
        hn::Store(here, D(), d);
        hn::Store(reciprocalOrZero(here), D(), reciprocal);
        return scale.isOrdinary() && noneSubnormal(here);
    }
    HWY_INLINE V values(V x, V d, V reciprocal) const { return hn::Mul(toElement(hn::Mul(x, reciprocal), element), d); }

    NvScale scale;
    ElementConstants element;
};

struct NvFp4Torchao {
    explicit NvFp4Torchao(float tensorLargest) : t(tensorLargest / 2688.0F), e4m3(kE4M3), element(kE2M1) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT) const
    {
        const V s = hn::Max(toElement(hn::Div(hn::Div(a, splat(6.0F)), splat(t)), e4m3), splat(0x1p-6F));
        const V here = hn::Mul(splat(t), s);
        hn::Store(here, D(), d);
        return t >= kLeastNormal && noneSubnormal(here);
    }
    HWY_INLINE V values(V x, V d, V) const { return hn::Mul(toElement(hn::Div(x, d), element), d); }

    float t;
    ElementConstants e4m3;
    ElementConstants element;
};

struct NvFp4Ggml {
    NvFp4Ggml() : e4m3(kE4M3), element(kE2M1) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT s, float *HWY_RESTRICT) const
    {
        hn::Store(toElementByMagnitude<true>(hn::Div(a, splat(6.0F)), e4m3), D(), s);
        return true;
    }
    HWY_INLINE V values(V x, V s, V) const
    {
        const V quotient = hn::IfThenZeroElse(hn::Eq(s, hn::Zero(D())), hn::Div(x, s));
        return hn::Mul(toElementByMagnitude<false>(quotient, element), s);
    }

    ElementConstants e4m3;
    ElementConstants element;
};

struct NvInt4 {
    explicit NvInt4(float tensorLargest) : scale(3136.0F, 7.0F, tensorLargest) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT reciprocal) const
    {
        const V here = scale.of(a);
        hn::Store(here, D(), d);
        hn::Store(reciprocalOrZero(here), D(), reciprocal);
        return scale.isOrdinary() && noneSubnormal(here);
    }
    HWY_INLINE V values(V x, V d, V reciprocal) const { return hn::Mul(roundEven(clampTo(hn::Mul(x, reciprocal), 7.0F)), d); }

    NvScale scale;
};

struct Nf4 {
    Nf4() : levels(nf4Levels()), thresholds(nf4Thresholds()) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT scale, float *HWY_RESTRICT) const
    {
        hn::Store(a, D(), scale);
        return noneSubnormal(a);
    }
    HWY_INLINE V values(V x, V scale, V) const
    {
        const D d;
        const V ratio = hn::Div(x, scale);
#if HWY_TARGET <= HWY_AVX3 // a register holds all 16 thresholds: half of those that are left at each step
        const DI di;
        const V table = hn::LoadU(d, thresholds);
        const auto step = [&](VI at, int by) HWY_ATTR {
            const VI next = hn::Add(at, hn::Set(di, by));
            const auto reached = hn::Ge(ratio, hn::TableLookupLanes(table, hn::IndicesFromVec(d, next)));
            return hn::IfThenElse(hn::RebindMask(di, reached), next, at);
        };
        const VI level = step(step(step(step(hn::Zero(di), 8), 4), 2), 1);
        const V nearest = hn::TableLookupLanes(hn::LoadU(d, levels), hn::IndicesFromVec(d, level));
#else
        V nearest = splat(levels[0]);
        for (int i = 1; i < 16; ++i) {
            nearest = hn::IfThenElse(hn::Ge(ratio, splat(thresholds[i])), splat(levels[i]), nearest);
        }
#endif
        return hn::IfThenZeroElse(hn::Eq(scale, hn::Zero(d)), hn::Mul(nearest, scale));
    }

    const float *levels;
    const float *thresholds;
};

struct Q8 {
    Q8() : half(FloatElement{5, 10, 15, 65504.0F}) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT scale, float *HWY_RESTRICT reciprocal) const
    {
        const V d = hn::Div(a, splat(127.0F));
        hn::Store(toElement(d, half), D(), scale);
        hn::Store(reciprocalOrZero(d), D(), reciprocal);
        return noneSubnormal(d) && hn::AllTrue(D(), hn::Lt(d, splat(65504.0F)));
    }
    HWY_INLINE V values(V x, V scale, V reciprocal) const
    {
        const V quotient = hn::Mul(x, reciprocal);
        const V q = hn::Min(roundMagnitude<true>(hn::Abs(quotient)), splat(127.0F));
        return hn::Mul(hn::CopySign(q, x), scale);
    }

    ElementConstants half;
};

struct RealScales {
    explicit RealScales(int bits) : most(static_cast<float>((1 << (bits - 1)) - 1)) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT scale, float *HWY_RESTRICT) const
    {
        const V s = hn::Div(a, splat(most));
        hn::Store(s, D(), scale);
        return noneSubnormal(s);
    }
    HWY_INLINE V values(V x, V scale, V) const
    {
        const V quotient = hn::IfThenZeroElse(hn::Eq(scale, hn::Zero(D())), hn::Div(x, scale));
        return hn::Mul(roundEven(clampTo(quotient, most)), scale);
    }

    float most;
};

// The same with one scale for all blocks.
struct OneScale {
    OneScale(int bits, float tensorLargest) : real(bits), s(tensorLargest / real.most) {}
    HWY_INLINE bool scales(V, float *HWY_RESTRICT scale, float *HWY_RESTRICT) const
    {
        hn::Store(splat(s), D(), scale);
        return s == 0.0F || s >= kLeastNormal;
    }
    HWY_INLINE V values(V x, V scale, V second) const { return real.values(x, scale, second); }

    RealScales real;
    float s;
};

// Formats with two candidates a block. candidates(): of one register both, in units of unit(), and by how much more the first
// one's squared error is, in units in which magnitude() is the block's largest magnitude. kClamps: areWithin() says no.

struct FourOverSix {
    explicit FourOverSix(float tensorLargest) : scale(1536.0F, 6.0F, tensorLargest), element(kE2M1) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT reciprocal) const
    {
        const V here = scale.of(a);
        hn::Store(here, D(), d);
        hn::Store(reciprocalOrZero(here), D(), reciprocal);
        return scale.isOrdinary() && noneSubnormal(here);
    }
    HWY_INLINE bool otherScales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT reciprocal) const
    {
        return scales(hn::Mul(splat(1.5F), a), d, reciprocal);
    }
    HWY_INLINE bool areWithin(V a) const { return scale.areNormal(a); }
    template <bool kClamps>
    HWY_INLINE V candidates(V x, V d, V reciprocal, V otherD, V otherReciprocal, V &one, V &other) const
    {
        one = values<kClamps>(x, d, reciprocal);
        other = values<kClamps>(x, otherD, otherReciprocal);
        return hn::Mul(hn::Sub(other, one), hn::MulSub(x, splat(2.0F), hn::Add(one, other)));
    }
    HWY_INLINE V magnitude(V a, V) const { return a; }
    HWY_INLINE V inUnits(V candidate, V) const { return candidate; }
    HWY_INLINE float unit(float) const { return 1.0F; }

    template <bool kClamps>
    HWY_INLINE V values(V x, V d, V reciprocal) const
    {
        const V quotient = hn::Mul(x, reciprocal);
        return hn::Mul(kClamps ? toElement(quotient, element) : toElementWithin(quotient, element), d);
    }

    NvScale scale;
    ElementConstants element;
};

struct If4 {
    explicit If4(float tensorLargest) : floats(tensorLargest) {}
    HWY_INLINE bool scales(V a, float *HWY_RESTRICT d, float *HWY_RESTRICT reciprocal) const
    {
        return floats.scales(a, d, reciprocal);
    }
    HWY_INLINE bool otherScales(V, float *HWY_RESTRICT, float *HWY_RESTRICT) const { return true; }
    HWY_INLINE bool areWithin(V a) const { return floats.scale.areNormal(a); }
    template <bool kClamps>
    HWY_INLINE V candidates(V x, V, V reciprocal, V, V, V &one, V &other) const
    {
        const V quotient = hn::Mul(x, reciprocal);
        const V within = kClamps ? clampTo(quotient, 6.0F) : quotient; // 7 sixths of which round to at most 7
        one = toElementWithin(within, floats.element);
        other = hn::Mul(roundEven(hn::Mul(within, splat(7.0F / 6.0F))), splat(6.0F / 7.0F));
        return hn::Mul(hn::Sub(other, one), hn::MulSub(quotient, splat(2.0F), hn::Add(one, other)));
    }
    HWY_INLINE V magnitude(V a, V reciprocal) const { return hn::Mul(a, reciprocal); }
    HWY_INLINE V inUnits(V candidate, V d) const { return hn::Mul(candidate, d); }
    HWY_INLINE float unit(float d) const { return d; }

    NvFp4 floats;
};

// q4_0's scale has the sign of the value of largest magnitude.
struct Q4 {
    Q4() : half(FloatElement{5, 10, 15, 65504.0F}) {}
    HWY_INLINE bool scalesOf(V v, float *HWY_RESTRICT scale, float *HWY_RESTRICT reciprocal) const
    {
        const V exact = hn::Div(v, splat(-8.0F));
        hn::Store(toElement(exact, half), D(), scale);
        hn::Store(reciprocalOrZero(exact), D(), reciprocal);
        return noneSubnormal(exact) && hn::AllTrue(D(), hn::Lt(hn::Abs(exact), splat(65504.0F)));
    }
    HWY_INLINE V values(V x, V scale, V reciprocal) const
    {
        const V whole = hn::Floor(hn::Add(hn::Mul(x, reciprocal), splat(8.5F)));
        const V q = hn::Min(hn::Max(whole, hn::Zero(D())), splat(15.0F));
        return hn::Mul(hn::Sub(q, splat(8.0F)), scale);
    }
    ElementConstants half;
};

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
