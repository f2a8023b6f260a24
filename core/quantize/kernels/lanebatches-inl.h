// SPDX-License-Identifier: GPL-3.0-or-later
// Reductions of several vectors at once: what each needs a register for then fills registers together.
// Included once for each instruction set (Highway toggles the guard).
#if defined(VSQ_LANEBATCHES_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef VSQ_LANEBATCHES_INL_H
#undef VSQ_LANEBATCHES_INL_H
#else
#define VSQ_LANEBATCHES_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// So many vectors (or blocks) at a time: their maxima, scales and sums then fill registers of their own.
inline constexpr int kBatch = 16;
inline constexpr int kMostLanes = 16;

// [kBatch, lanes] to [kBatch]: neighbours are combined until one a vector is left.
template <class Tag, class Combine>
HWY_INLINE void combineLanes(Tag d, hn::TFromD<Tag> *HWY_RESTRICT parts, const Combine &combine)
{
    const auto lanes = static_cast<int>(hn::Lanes(d));
#if HWY_TARGET == HWY_SCALAR
    static_cast<void>(parts), static_cast<void>(combine), static_cast<void>(lanes);
#else
    for (int count = kBatch * lanes; count > kBatch; count /= 2) {
        for (int i = 0; i < count; i += 2 * lanes) {
            hn::Vec<Tag> even;
            hn::Vec<Tag> odd;
            hn::LoadInterleaved2(d, parts + i, even, odd);
            hn::Store(combine(even, odd), d, parts + i / 2);
        }
    }
#endif
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
