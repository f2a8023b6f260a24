// SPDX-License-Identifier: GPL-3.0-or-later
// Vectors that run down the columns of a matrix: a register holds one element of as many vectors.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_COLUMNSTRIPS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_COLUMNSTRIPS_INL_H
#undef VSQ_COLUMNSTRIPS_INL_H
#else
#define VSQ_COLUMNSTRIPS_INL_H
#endif

#include "core/quantize/kernels/lanebatches-inl.h"
#include "core/quantize/kernels/vectorcodes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

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

HWY_INLINE std::uint32_t packStrips(const ColumnVectors &v)
{
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

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
