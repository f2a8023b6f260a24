// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/scaleerrorkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void scaleErrorsHere(const float *x, std::int64_t count, float gamma, int first, int last, int low, int high, float *errors)
{
    const hn::ScalableTag<float> d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const auto rounder = hn::Set(d, kRounder);
    const auto lowest = hn::Set(d, static_cast<float>(low));
    const auto highest = hn::Set(d, static_cast<float>(high));
    for (int q = first; q <= last; ++q) {
        const float step = static_cast<float>(q) * gamma;
        // A reciprocal may round a tie the other way, which costs both ways nearly the same.
        const auto factor = hn::Set(d, 1.0F / step);
        const auto unit = hn::Set(d, step);
        auto sum = hn::Zero(d);
        std::int64_t i = 0;
        for (; i + lanes <= count; i += lanes) {
            const auto value = hn::LoadU(d, x + i);
            const auto clamped = hn::Min(hn::Max(hn::Mul(value, factor), lowest), highest);
            const auto code = hn::Sub(hn::Add(clamped, rounder), rounder);
            const auto difference = hn::Sub(value, hn::Mul(code, unit));
            sum = hn::Add(sum, hn::Mul(difference, difference));
        }
        float total = hn::GetLane(hn::SumOfLanes(d, sum));
        for (; i < count; ++i) {
            const float clamped = HWY_MIN(HWY_MAX(x[i] * (1.0F / step), static_cast<float>(low)), static_cast<float>(high));
            const float difference = x[i] - ((clamped + kRounder) - kRounder) * step;
            total += difference * difference;
        }
        errors[q] = total;
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {
HWY_EXPORT(scaleErrorsHere);
} // namespace

void scaleErrors(const float *x, std::int64_t count, float gamma, int first, int last, int low, int high, float *errors)
{
    HWY_DYNAMIC_DISPATCH(scaleErrorsHere)(x, count, gamma, first, last, low, high, errors);
}

} // namespace vsq::kernels
#endif
