// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/blockkernels.h"

#include "core/quantize/blockformat.h"
#include "core/quantize/formats/formats.h"

#include <algorithm>

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/blockkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/quantize/kernels/blockscales-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

inline constexpr int kQ4Block = 32;

// Of `blocks` whole blocks the reduction of each, and zeros up to kBatch.
template <class Each, class Combine>
HWY_INLINE void reduceBlocks(const float *HWY_RESTRICT x, int blocks, int size, float *HWY_RESTRICT parts, const Each &each,
                             const Combine &combine)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int b = 0; b < blocks; ++b) {
        V most = each(hn::LoadU(d, x + b * size));
        for (int i = lanes; i < size; i += lanes) {
            most = combine(most, each(hn::LoadU(d, x + b * size + i)));
        }
        hn::Store(most, d, parts + b * lanes);
    }
    for (int b = blocks; b < kBatch; ++b) {
        hn::Store(hn::Zero(d), d, parts + b * lanes);
    }
    combineLanes(d, parts, combine);
}

// largest: of each block, and zeros up to a whole batch. False where a value is not finite.
HWY_INLINE bool largestOfBlocks(const float *HWY_RESTRICT x, int blocks, int size, float *HWY_RESTRICT largest)
{
    const D d;
    const DI di;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    HWY_ALIGN float parts[kBatch * kMostLanes];
    VI most = hn::Zero(di);
    for (int first = 0; first < blocks; first += kBatch) {
        reduceBlocks(
            x + first * size, HWY_MIN(kBatch, blocks - first), size, parts, [](V v) HWY_ATTR { return hn::Abs(v); },
            // By bits, where NaN comes after all numbers.
            [](V a, V b) HWY_ATTR { return hn::BitCast(D(), hn::Max(hn::BitCast(DI(), a), hn::BitCast(DI(), b))); });
        for (int b = 0; b < kBatch; b += lanes) {
            const V here = hn::Load(d, parts + b);
            most = hn::Max(most, hn::BitCast(di, here));
            hn::Store(here, d, largest + first + b);
        }
    }
    return hn::AllTrue(di, hn::Lt(most, hn::Set(di, 0x7f800000)));
}

// kSize: the blocks' size where the format fixes it, so that its loops are unrolled; 0: size. The format comes as a copy, whose
// constants stay in registers while values are written.
template <int kSize, class Format>
HWY_INLINE bool plainBatch(const Format format, const float *HWY_RESTRICT x, int blocks, int anySize, float *HWY_RESTRICT values)
{
    const int size = kSize > 0 ? kSize : anySize;
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    HWY_ALIGN float largest[kManyBlocks];
    ManyScales scales;
    bool ordinary = largestOfBlocks(x, blocks, size, largest);
    for (int b = 0; b < blocks; b += lanes) {
        ordinary &= format.scales(hn::Load(d, largest + b), scales.first + b, scales.second + b);
    }
    if (!ordinary) {
        return false;
    }
    for (int b = 0; b < blocks; ++b) {
        const V first = splat(scales.first[b]);
        const V second = splat(scales.second[b]);
        for (int i = b * size; i < (b + 1) * size; i += lanes) {
            hn::StoreU(format.values(hn::LoadU(d, x + i), first, second), d, values + i);
        }
    }
    return true;
}

// Both candidates of each block, one behind the other, and a register of the differences of their squared errors.
template <bool kClamps, class Format>
HWY_INLINE void candidatesOf(const Format format, const float *HWY_RESTRICT x, int blocks, const ManyScales &one,
                             const ManyScales &two, float *HWY_RESTRICT both, float *HWY_RESTRICT differences)
{
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    for (int b = 0; b < blocks; ++b, x += kChoosingBlock, both += 2 * kChoosingBlock) {
        const V firstOne = splat(one.first[b]);
        const V secondOne = splat(one.second[b]);
        const V firstTwo = splat(two.first[b]);
        const V secondTwo = splat(two.second[b]);
        const auto at = [&](int i) HWY_ATTR {
            V candidate;
            V other;
            const V difference = format.template candidates<kClamps>(hn::LoadU(d, x + i), firstOne, secondOne, firstTwo,
                                                                     secondTwo, candidate, other);
            hn::Store(candidate, d, both + i);
            hn::Store(other, d, both + kChoosingBlock + i);
            return difference;
        };
        V difference = at(0);
        for (int i = lanes; i < kChoosingBlock; i += lanes) {
            difference = hn::Add(difference, at(i));
        }
        hn::Store(difference, d, differences + b * lanes);
    }
}

// Two candidates a block, the second where its error is smaller: first in binary32, and where that is not sure as the definition
// sums them.
template <class Format>
HWY_INLINE bool choosingBatch(const Format format, const float *HWY_RESTRICT x, int blocks, float *HWY_RESTRICT values)
{
    constexpr int size = kChoosingBlock;
    const D d;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    HWY_ALIGN float largest[kManyBlocks];
    HWY_ALIGN float differences[kManyBlocks * kMostLanes];
    HWY_ALIGN float both[2 * kManyBlocks * kChoosingBlock];
    HWY_ALIGN std::int32_t choice[kManyBlocks];
    ManyScales one;
    ManyScales two;
    bool ordinary = largestOfBlocks(x, blocks, size, largest);
    bool within = true;
    for (int b = 0; b < blocks; b += lanes) {
        const V a = hn::Load(d, largest + b);
        ordinary &= format.scales(a, one.first + b, one.second + b) && format.otherScales(a, two.first + b, two.second + b);
        within &= format.areWithin(a);
    }
    if (!ordinary) {
        return false;
    }
    if (HWY_LIKELY(within)) {
        candidatesOf<false>(format, x, blocks, one, two, both, differences);
    } else {
        candidatesOf<true>(format, x, blocks, one, two, both, differences);
    }
    for (int b = blocks; b % kBatch != 0; ++b) {
        hn::Store(hn::Zero(d), d, differences + b * lanes);
    }
    for (int b = 0; b < blocks; b += lanes) {
        float *batch = differences + b / kBatch * kBatch * lanes;
        if (b % kBatch == 0) {
            combineLanes(d, batch, [](V v, V w) HWY_ATTR { return hn::Add(v, w); });
        }
        const V a = format.magnitude(hn::Load(d, largest + b), hn::Load(d, one.second + b));
        chooseByDifference(a, hn::Load(d, batch + b % kBatch), choice + b, [&](int lane) HWY_ATTR {
            const int block = b + lane;
            const float *first = both + 2 * block * size;
            return secondIsNearer(x + block * size, first, first + size, size, 1, format.unit(one.first[block]));
        });
    }
    for (int b = 0; b < blocks; ++b) {
        const float *chosen = both + (2 * b + choice[b]) * size;
        const V unit = splat(one.first[b]);
        for (int i = 0; i < size; i += lanes) {
            hn::StoreU(format.inUnits(hn::Load(d, chosen + i), unit), d, values + b * size + i);
        }
    }
    return true;
}

HWY_INLINE bool q4Batch(const Q4 q4, const float *HWY_RESTRICT x, int blocks, float *HWY_RESTRICT to)
{
    constexpr int size = kQ4Block;
    const D d;
    const DU du;
    const auto lanes = static_cast<int>(hn::Lanes(d));
    HWY_ALIGN float keys[kBatch * kMostLanes]; // magnitude, then sign: of equal magnitudes the negative one
    HWY_ALIGN float highest[kBatch * kMostLanes];
    Scales scales;
    const auto keyOf = [](V v) HWY_ATTR {
        const auto bits = hn::BitCast(DU(), v);
        return hn::BitCast(D(), hn::Or(hn::ShiftLeft<1>(bits), hn::ShiftRight<31>(bits)));
    };
    reduceBlocks(x, blocks, size, keys, keyOf,
                 [](V a, V b) HWY_ATTR { return hn::BitCast(D(), hn::Max(hn::BitCast(DU(), a), hn::BitCast(DU(), b))); });
    reduceBlocks(
        x, blocks, size, highest, [](V v) HWY_ATTR { return v; }, [](V a, V b) HWY_ATTR { return hn::Max(a, b); });
    bool ordinary = true;
    for (int b = 0; b < kBatch; b += lanes) {
        const auto key = hn::BitCast(du, hn::Load(d, keys + b));
        const auto magnitude = hn::ShiftRight<1>(key);
        ordinary &= hn::AllTrue(DI(), hn::Lt(hn::BitCast(DI(), magnitude), hn::Set(DI(), 0x7f800000))); // finite
        const V v = hn::BitCast(d, hn::Or(magnitude, hn::ShiftLeft<31>(key)));
        hn::Store(hn::IfThenZeroElse(hn::Eq(v, hn::Zero(d)), v), d, keys + b);
    }
    for (int b = 0; ordinary && b < blocks; ++b) {
        if (HWY_UNLIKELY(keys[b] < 0.0F && keys[b] == -highest[b])) { // of +a and -a the first
            keys[b] = *std::find_if(x + b * size, x + (b + 1) * size,
                                    [a = highest[b]](float value) { return value == a || value == -a; });
        }
    }
    for (int b = 0; b < kBatch; b += lanes) {
        ordinary &= q4.scalesOf(hn::Load(d, keys + b), scales.first + b, scales.second + b);
    }
    for (int b = 0; ordinary && b < blocks; ++b) {
        for (int i = b * size; i < (b + 1) * size; i += lanes) {
            hn::StoreU(q4.values(hn::LoadU(d, x + i), splat(scales.first[b]), splat(scales.second[b])), d, to + i);
        }
    }
    return ordinary;
}

// `together` blocks at a time, then what is left as a batch of its own, its last block filled up with zeros.
template <class Batch>
HWY_INLINE bool allBlocks(const float *x, std::int64_t count, int size, int together, float *values, const Batch &batch)
{
    std::int64_t done = 0;
    const std::int64_t whole = count / size * size;
    while (done < whole) {
        const auto blocks = static_cast<int>(HWY_MIN(whole - done, std::int64_t{together} * size) / size);
        if (!batch(x + done, blocks, values + done)) {
            return false;
        }
        done += std::int64_t{blocks} * size;
    }
    if (done == count) {
        return true;
    }
    HWY_ALIGN float padded[kLargestBlock] = {};
    HWY_ALIGN float result[kLargestBlock];
    std::copy(x + done, x + count, padded);
    if (!batch(padded, 1, result)) {
        return false;
    }
    std::copy_n(result, count - done, values + done);
    return true;
}

template <int kSize, class Format>
bool plainBlocks(const Format &format, const float *x, std::int64_t count, int size, float *values)
{
    return (kSize == 0 || kSize == size)
           && allBlocks(x, count, kSize > 0 ? kSize : size, size <= kSmallBlock ? kManyBlocks : kBatch, values,
                        [&](const float *from, int blocks, float *to)
                            HWY_ATTR { return plainBatch<kSize>(format, from, blocks, size, to); });
}

template <class Format>
bool choosingBlocks(const Format &format, const float *x, std::int64_t count, int size, float *values)
{
    return size == kChoosingBlock
           && allBlocks(x, count, kChoosingBlock, kManyBlocks, values, [&](const float *from, int blocks, float *to) HWY_ATTR {
                  return choosingBatch(format, from, blocks, to);
              });
}

bool blockValuesHere(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t count, float tensorLargest,
                     float *values)
{
    const int size = format.vectorSize;
    switch (kernel) {
    case BlockKernel::None: return false;
    case BlockKernel::MxFloat: return plainBlocks<32>(Mx(format, floatElement(format.element)), x, count, size, values);
    case BlockKernel::MxInt8: return plainBlocks<32>(MxInt8(), x, count, size, values);
    case BlockKernel::NvFp4: return plainBlocks<16>(NvFp4(tensorLargest), x, count, size, values);
    case BlockKernel::NvFp4Torchao: return plainBlocks<16>(NvFp4Torchao(tensorLargest), x, count, size, values);
    case BlockKernel::NvFp4Ggml: return plainBlocks<16>(NvFp4Ggml(), x, count, size, values);
    case BlockKernel::FourOverSix: return choosingBlocks(FourOverSix(tensorLargest), x, count, size, values);
    case BlockKernel::NvInt4: return plainBlocks<16>(NvInt4(tensorLargest), x, count, size, values);
    case BlockKernel::If4: return choosingBlocks(If4(tensorLargest), x, count, size, values);
    case BlockKernel::Nf4: return plainBlocks<64>(Nf4(), x, count, size, values);
    case BlockKernel::Q4: {
        const Q4 q4;
        return size == kQ4Block
               && allBlocks(x, count, kQ4Block, kBatch, values,
                            [&](const float *from, int blocks, float *to) HWY_ATTR { return q4Batch(q4, from, blocks, to); });
    }
    case BlockKernel::Q8: return plainBlocks<32>(Q8(), x, count, size, values);
    case BlockKernel::RealScales: return plainBlocks<0>(RealScales(format.bits), x, count, size, values);
    case BlockKernel::OneScale: break;
    }
    return plainBlocks<0>(OneScale(format.bits, tensorLargest), x, count, size, values);
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {

HWY_EXPORT(blockValuesHere);

struct Known {
    const BlockFormat *format;
    BlockKernel kernel;
};

} // namespace

BlockKernel blockKernelOf(const OperandFormat &format)
{
    static const Known known[] = {{&kMxFp4, BlockKernel::MxFloat},
                                  {&kMxFp6E2M3, BlockKernel::MxFloat},
                                  {&kMxFp6E3M2, BlockKernel::MxFloat},
                                  {&kMxFp8E4M3, BlockKernel::MxFloat},
                                  {&kMxFp8E5M2, BlockKernel::MxFloat},
                                  {&kMxInt8, BlockKernel::MxInt8},
                                  {&kNvFp4, BlockKernel::NvFp4},
                                  {&kNvFp4Torchao, BlockKernel::NvFp4Torchao},
                                  {&kNvFp4Ggml, BlockKernel::NvFp4Ggml},
                                  {&kNvFp4FourOverSix, BlockKernel::FourOverSix},
                                  {&kNvInt4, BlockKernel::NvInt4},
                                  {&kIf4, BlockKernel::If4},
                                  {&kNf4, BlockKernel::Nf4},
                                  {&kQ4, BlockKernel::Q4},
                                  {&kQ8, BlockKernel::Q8}};
    if (format.isTwoLevel()) {
        if (format.isUnsigned || format.vectorSize % 16 != 0 || format.vectorSize > 128) {
            return BlockKernel::None;
        }
        return format.granularity != Granularity::Vector ? BlockKernel::OneScale
               : format.scaleBits == 0                   ? BlockKernel::RealScales
                                                         : BlockKernel::None;
    }
    const FormatName *named = findFormat(format);
    for (const Known &one : known) {
        if (named != nullptr && named->blocks == one.format) {
            return one.kernel;
        }
    }
    return BlockKernel::None;
}

bool blockValues(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t count, float tensorLargest,
                 float *values)
{
    return HWY_DYNAMIC_DISPATCH(blockValuesHere)(kernel, format, x, count, tensorLargest, values);
}

} // namespace vsq::kernels
#endif
