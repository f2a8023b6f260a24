// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/hadamard.h"

#include <cmath>

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/butterflies.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void butterfliesHere(float *x, int n, std::int64_t stride, std::int64_t width)
{
    const hn::ScalableTag<float> d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const float factor = 1.0F / std::sqrt(static_cast<float>(n));
    for (int distance = 1; distance < n; distance *= 2) {
        const bool last = 2 * distance == n;
        for (int first = 0; first < n; first += 2 * distance) {
            for (int i = first; i < first + distance; ++i) {
                float *HWY_RESTRICT upper = x + i * stride;
                float *HWY_RESTRICT lower = x + (i + distance) * stride;
                std::int64_t c = 0;
                for (; c + lanes <= width; c += lanes) {
                    const auto a = hn::LoadU(d, upper + c);
                    const auto b = hn::LoadU(d, lower + c);
                    const auto sum = hn::Add(a, b);
                    const auto difference = hn::Sub(a, b);
                    hn::StoreU(last ? hn::Mul(sum, hn::Set(d, factor)) : sum, d, upper + c);
                    hn::StoreU(last ? hn::Mul(difference, hn::Set(d, factor)) : difference, d, lower + c);
                }
                for (; c < width; ++c) {
                    const float a = upper[c];
                    const float b = lower[c];
                    upper[c] = last ? (a + b) * factor : a + b;
                    lower[c] = last ? (a - b) * factor : a - b;
                }
            }
        }
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {
HWY_EXPORT(butterfliesHere);
} // namespace

void butterflies(float *x, int n, std::int64_t stride, std::int64_t width)
{
    HWY_DYNAMIC_DISPATCH(butterfliesHere)(x, n, stride, width);
}

} // namespace vsq::kernels
#endif
