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

// One channel of the strip, `width` pixels of it.
HWY_INLINE void storeSome(V value, float *HWY_RESTRICT to, int width)
{
    const D d;
    if (width == static_cast<int>(hn::Lanes(d))) {
        hn::StoreU(value, d, to);
    } else {
        HWY_ALIGN float some[kMostLanes];
        hn::Store(value, d, some);
        std::copy_n(some, width, to);
    }
}

HWY_INLINE V largestOfStrip(const Strip &strip)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    V a = hn::Zero(d);
    for (int c = 0; c < strip.channels; ++c) {
        a = hn::Max(a, hn::Abs(hn::Load(d, strip.x + c * lanes)));
    }
    return a;
}

template <class Format>
HWY_INLINE bool plainStrip(const Format format, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride, int width)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    Scales scales;
    if (!format.scales(largestOfStrip(strip), scales.first, scales.second)) {
        return false;
    }
    const V first = hn::Load(d, scales.first);
    const V second = hn::Load(d, scales.second);
    for (int c = 0; c < strip.channels; ++c) {
        storeSome(format.values(hn::Load(d, strip.x + c * lanes), first, second), values + c * stride, width);
    }
    return true;
}

// Both candidates of each value of the strip; returns the differences of their squared errors' sums.
template <bool kClamps, class Format>
HWY_INLINE V candidatesOfStrip(const Format &format, const Strip &strip, const Scales &one, const Scales &two,
                               float *HWY_RESTRICT ones, float *HWY_RESTRICT others)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    const V firstOne = hn::Load(d, one.first);
    const V secondOne = hn::Load(d, one.second);
    const V firstTwo = hn::Load(d, two.first);
    const V secondTwo = hn::Load(d, two.second);
    V difference = hn::Zero(d);
    for (int c = 0; c < strip.channels; ++c) {
        V candidate;
        V other;
        difference = hn::Add(difference, format.template candidates<kClamps>(hn::Load(d, strip.x + c * lanes), firstOne,
                                                                             secondOne, firstTwo, secondTwo, candidate, other));
        hn::Store(candidate, d, ones + c * lanes);
        hn::Store(other, d, others + c * lanes);
    }
    return difference;
}

template <class Format>
HWY_INLINE bool choosingStrip(const Format format, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride, int width)
{
    const D d;
    const DI di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    HWY_ALIGN float ones[kChoosingBlock * kMostLanes];
    HWY_ALIGN float others[kChoosingBlock * kMostLanes];
    HWY_ALIGN std::int32_t choice[kMostLanes];
    const V a = largestOfStrip(strip);
    Scales one;
    Scales two;
    if (!format.scales(a, one.first, one.second) || !format.otherScales(a, two.first, two.second)) {
        return false;
    }
    const V difference = format.areWithin(a) ? candidatesOfStrip<false>(format, strip, one, two, ones, others)
                                             : candidatesOfStrip<true>(format, strip, one, two, ones, others);
    chooseByDifference(format.magnitude(a, hn::Load(d, one.second)), difference, choice, [&](int lane) HWY_ATTR {
        return secondIsNearer(strip.x + lane, ones + lane, others + lane, strip.channels, lanes, format.unit(one.first[lane]));
    });
    const auto second = hn::RebindMask(d, hn::Gt(hn::Load(di, choice), hn::Zero(di)));
    const V unit = hn::Load(d, one.first);
    for (int c = 0; c < strip.channels; ++c) {
        const V chosen = hn::IfThenElse(second, hn::Load(d, others + c * lanes), hn::Load(d, ones + c * lanes));
        storeSome(format.inUnits(chosen, unit), values + c * stride, width);
    }
    return true;
}

HWY_INLINE bool q4Strip(const Q4 q4, const Strip &strip, float *HWY_RESTRICT values, std::int64_t stride, int width)
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
    const V scale = hn::Load(d, scales.first);
    const V reciprocal = hn::Load(d, scales.second);
    for (int c = 0; c < strip.channels; ++c) {
        storeSome(q4.values(hn::Load(d, strip.x + c * lanes), scale, reciprocal), values + c * stride, width);
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
bool choosingPlanes(const Format &format, const float *x, std::int64_t channels, std::int64_t pixels, int size, float *values)
{
    return allStrips(x, channels, pixels, size, values, [&](const Strip &strip, float *to, int width) HWY_ATTR {
        return choosingStrip(format, strip, to, pixels, width);
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
    case BlockKernel::FourOverSix: return choosingPlanes(FourOverSix(largest), x, channels, pixels, size, values);
    case BlockKernel::NvInt4: return plainPlanes(NvInt4(largest), x, channels, pixels, size, values);
    case BlockKernel::If4: return choosingPlanes(If4(largest), x, channels, pixels, size, values);
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
