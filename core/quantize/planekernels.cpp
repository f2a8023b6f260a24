// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/blockkernels.h"

#include "core/quantize/blockformat.h"
#include "core/quantize/formats/formats.h"

#include <algorithm>

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/planekernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/quantize/kernels/blockscales-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

// Planes: a register holds one channel of neighbouring pixels, so that maxima and scales of as many blocks need no reduction.
// What is read once is kept: rows of planes may lie a power of two apart, which caches take badly.
struct Strip {
    HWY_ALIGN float x[kLargestBlock * kMostLanes];
    int channels;
};

template <class Format>
HWY_INLINE bool plainStrip(const Format &format, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride, int width)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    V a = hn::Zero(d);
    for (int c = 0; c < strip.channels; ++c) {
        a = hn::Max(a, hn::Abs(hn::Load(d, strip.x + c * lanes)));
    }
    Scales scales;
    if (!format.scales(a, scales.first, scales.second)) {
        return false;
    }
    const V first = hn::Load(d, scales.first);
    const V second = hn::Load(d, scales.second);
    for (int c = 0; c < strip.channels; ++c) {
        const V value = format.values(hn::Load(d, strip.x + c * lanes), first, second);
        if (width == lanes) {
            hn::StoreU(value, d, values + c * stride);
        } else {
            HWY_ALIGN float some[kMostLanes];
            hn::Store(value, d, some);
            std::copy_n(some, width, values + c * stride);
        }
    }
    return true;
}

template <class Format>
HWY_INLINE bool choosingStrip(const Format &format, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride,
                              int width, float tensorLargest)
{
    constexpr float kMargin = 1e-4F;
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    V a = hn::Zero(d);
    for (int c = 0; c < strip.channels; ++c) {
        a = hn::Max(a, hn::Abs(hn::Load(d, strip.x + c * lanes)));
    }
    Scales one;
    Scales two;
    if (!format.scales(a, one.first, one.second) || !format.otherScales(a, two.first, two.second)) {
        return false;
    }
    V errorOne = hn::Zero(d);
    V errorTwo = hn::Zero(d);
    const V firstOne = hn::Load(d, one.first);
    const V secondOne = hn::Load(d, one.second);
    const V firstTwo = hn::Load(d, two.first);
    const V secondTwo = hn::Load(d, two.second);
    for (int c = 0; c < strip.channels; ++c) {
        const V x = hn::Load(d, strip.x + c * lanes);
        const V differenceOne = hn::Sub(x, format.values(x, firstOne, secondOne));
        const V differenceTwo = hn::Sub(x, format.otherValues(x, firstTwo, secondTwo));
        errorOne = hn::Add(errorOne, hn::Mul(differenceOne, differenceOne));
        errorTwo = hn::Add(errorTwo, hn::Mul(differenceTwo, differenceTwo));
    }
    const V sum = hn::Add(errorOne, errorTwo);
    const auto sure = hn::And(hn::Gt(hn::Abs(hn::Sub(errorOne, errorTwo)), hn::Mul(sum, splat(kMargin))),
                              hn::And(hn::Gt(sum, splat(1e-30F)), hn::Lt(sum, splat(1e30F))));
    V chosen = hn::IfThenElseZero(hn::Lt(errorTwo, errorOne), splat(1.0F));
    if (!hn::AllTrue(d, hn::Or(sure, hn::Eq(a, hn::Zero(d))))) {
        HWY_ALIGN float isSure[kMostLanes];
        HWY_ALIGN float choice[kMostLanes];
        hn::Store(hn::IfThenElseZero(sure, splat(1.0F)), d, isSure);
        hn::Store(chosen, d, choice);
        for (int lane = 0; lane < lanes; ++lane) {
            if (isSure[lane] == 0.0F) {
                float block[kLargestBlock];
                for (int c = 0; c < strip.channels; ++c) {
                    block[c] = strip.x[c * lanes + lane];
                }
                choice[lane] = format.secondByDefinition(block, strip.channels, tensorLargest) ? 1.0F : 0.0F;
            }
        }
        chosen = hn::Load(d, choice);
    }
    const auto second = hn::Gt(chosen, hn::Zero(d));
    for (int c = 0; c < strip.channels; ++c) {
        const V x = hn::Load(d, strip.x + c * lanes);
        const V value = hn::IfThenElse(second, format.otherValues(x, firstTwo, secondTwo), format.values(x, firstOne, secondOne));
        HWY_ALIGN float some[kMostLanes];
        hn::Store(value, d, some);
        std::copy_n(some, width, values + c * stride);
    }
    return true;
}

HWY_INLINE bool q4Strip(const Q4 &q4, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride, int width)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    V v = hn::Zero(d);
    for (int c = 0; c < strip.channels; ++c) {
        const V x = hn::Load(d, strip.x + c * lanes);
        v = hn::IfThenElse(hn::Gt(hn::Abs(x), hn::Abs(v)), x, v);
    }
    Scales scales;
    if (!q4.scalesOf(v, scales.first, scales.second)) {
        return false;
    }
    for (int c = 0; c < strip.channels; ++c) {
        HWY_ALIGN float some[kMostLanes];
        hn::Store(q4.values(hn::Load(d, strip.x + c * lanes), hn::Load(d, scales.first), hn::Load(d, scales.second)), d, some);
        std::copy_n(some, width, values + c * stride);
    }
    return true;
}

template <class Each>
HWY_INLINE bool allStrips(const float *x, std::int64_t channels, std::int64_t pixels, int size, float *values, const Each &each)
{
    const D d;
    const DI di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    Strip strip;
    for (std::int64_t first = 0; first < channels; first += size) {
        strip.channels = static_cast<int>(HWY_MIN(std::int64_t{size}, channels - first));
        for (std::int64_t p = 0; p < pixels; p += lanes) {
            const auto width = static_cast<int>(HWY_MIN(std::int64_t{lanes}, pixels - p));
            const float *from = x + first * pixels + p;
            VI bits = hn::Zero(di);
            for (int c = 0; c < strip.channels; ++c) {
                if (width == lanes) {
                    hn::Store(hn::LoadU(d, from + c * pixels), d, strip.x + c * lanes);
                } else {
                    std::fill_n(strip.x + c * lanes, lanes, 0.0F);
                    std::copy_n(from + c * pixels, width, strip.x + c * lanes);
                }
                bits = hn::Max(bits, hn::BitCast(di, hn::Abs(hn::Load(d, strip.x + c * lanes))));
            }
            if (!hn::AllTrue(di, hn::Lt(bits, hn::Set(di, 0x7f800000))) || !each(strip, values + first * pixels + p, width)) {
                return false;
            }
        }
    }
    return true;
}

template <class Format>
bool plainPlanes(const Format &format, const float *x, std::int64_t channels, std::int64_t pixels, int size, float *values)
{
    return allStrips(x, channels, pixels, size, values, [&](const Strip &strip, float *to, int width) HWY_ATTR {
        return plainStrip(format, strip, to, pixels, width);
    });
}

template <class Format>
bool choosingPlanes(const Format &format, const float *x, std::int64_t channels, std::int64_t pixels, int size, float *values,
                    float tensorLargest)
{
    return allStrips(x, channels, pixels, size, values, [&](const Strip &strip, float *to, int width) HWY_ATTR {
        return choosingStrip(format, strip, to, pixels, width, tensorLargest);
    });
}

bool planeValuesHere(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t channels, std::int64_t pixels,
                     float largest, float *values)
{
    const int size = format.vectorSize;
    switch (kernel) {
    case BlockKernel::None: return false;
    case BlockKernel::MxFloat: return plainPlanes(Mx(format, floatElement(format.element)), x, channels, pixels, size, values);
    case BlockKernel::MxInt8: return plainPlanes(MxInt8(), x, channels, pixels, size, values);
    case BlockKernel::NvFp4: return plainPlanes(NvFp4(largest), x, channels, pixels, size, values);
    case BlockKernel::NvFp4Torchao: return plainPlanes(NvFp4Torchao(largest), x, channels, pixels, size, values);
    case BlockKernel::NvFp4Ggml: return plainPlanes(NvFp4Ggml(), x, channels, pixels, size, values);
    case BlockKernel::FourOverSix: return choosingPlanes(FourOverSix(largest), x, channels, pixels, size, values, largest);
    case BlockKernel::NvInt4: return plainPlanes(NvInt4(largest), x, channels, pixels, size, values);
    case BlockKernel::If4: return choosingPlanes(If4(largest), x, channels, pixels, size, values, largest);
    case BlockKernel::Nf4: return plainPlanes(Nf4(), x, channels, pixels, size, values);
    case BlockKernel::Q4: {
        const Q4 q4;
        return allStrips(x, channels, pixels, size, values, [&](const Strip &strip, float *to, int width) HWY_ATTR {
            return q4Strip(q4, strip, to, pixels, width);
        });
    }
    case BlockKernel::Q8: return plainPlanes(Q8(), x, channels, pixels, size, values);
    case BlockKernel::RealScales: return plainPlanes(RealScales(format.bits), x, channels, pixels, size, values);
    case BlockKernel::OneScale: break;
    }
    return plainPlanes(OneScale(format.bits, largest), x, channels, pixels, size, values);
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {
HWY_EXPORT(planeValuesHere);
} // namespace

bool planeValues(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t channels, std::int64_t pixels,
                 float tensorLargest, float *values)
{
    return HWY_DYNAMIC_DISPATCH(planeValuesHere)(kernel, format, x, channels, pixels, tensorLargest, values);
}

} // namespace vsq::kernels
#endif
