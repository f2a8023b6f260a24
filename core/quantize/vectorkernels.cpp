// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/vectorkernels.h"

// Compiled once for each instruction set (Highway's foreach_target.h includes this file again).
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/quantize/vectorkernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/quantize/kernels/columnstrips-inl.h"
#include "core/quantize/kernels/vectorbatches-inl.h"

HWY_BEFORE_NAMESPACE();
namespace vsq::kernels::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

std::uint32_t largestMagnitudeHere(const float *x, std::int64_t count)
{
    return largestBits(x, count);
}

float largestPositiveHere(const float *x, std::int64_t count)
{
    const hn::ScalableTag<float> d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    auto most = hn::Zero(d);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        most = hn::Max(most, hn::LoadU(d, x + i));
    }
    float result = hn::GetLane(hn::MaxOfLanes(d, most));
    for (; i < count; ++i) {
        result = HWY_MAX(result, x[i]);
    }
    return result;
}

void encodeHere(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes)
{
    constexpr std::int64_t kTogether = 128; // what one unsure quotient sends through the division
    const float reciprocal = reciprocalIsExactEnough(scale) ? 1.0F / scale : 0.0F;
    for (std::int64_t i = 0; i < count; i += kTogether) {
        encodeTo(x + i, HWY_MIN(kTogether, count - i), scale, reciprocal, low, high, codes + i);
    }
}

std::uint32_t quantizeVectorsHere(const float *x, std::int64_t apart, std::int64_t count, int vectorSize, int qmax, float *scales,
                                  std::int8_t *codes, CodeSums *sums)
{
    std::uint32_t most = 0;
    std::int64_t first = 0; // of codes
#if HWY_TARGET != HWY_SCALAR
    const auto lanes = static_cast<int>(hn::Lanes(hn::CappedTag<float, kMostLanes>()));
    const std::int64_t together = std::int64_t{kManyVectors} * vectorSize;
    const bool isSmall = qmax <= kMostSmall && vectorSize <= kMostSmallVector;
    const BatchFunction batch = isSmall ? batchOfSteps<true>(vectorSize / lanes) : batchOfSteps<false>(vectorSize / lanes);
    while (vectorSize % lanes == 0 && count - first >= std::int64_t{kWorthABatch} * vectorSize) {
        CodeSums unwanted[kManyVectors];
        const auto vectors = static_cast<int>(HWY_MIN(count - first, together) / vectorSize);
        most = HWY_MAX(most,
                       batch(x, apart, vectors, vectorSize, qmax, scales, codes + first, sums == nullptr ? unwanted : sums));
        first += std::int64_t{vectors} * vectorSize;
        x += vectors * apart;
        scales += vectors;
        sums = sums == nullptr ? nullptr : sums + vectors;
    }
#endif
    for (std::int64_t at = 0; first < count; first += vectorSize, at += apart) {
        const std::int64_t length = HWY_MIN(count - first, vectorSize);
        const std::uint32_t bits = largestBits(x + at, length);
        most = HWY_MAX(most, bits);
        float magnitude;
        hwy::CopySameSize(&bits, &magnitude);
        const float scale = magnitude / static_cast<float>(qmax);
        *scales++ = scale;
        CodeSums here;
        quantizeOne(x + at, length, scale, magnitude, qmax, codes + first, here);
        if (sums != nullptr) {
            *sums++ = here;
        }
    }
    return most;
}

std::uint32_t packColumnsHere(const ColumnVectors &v)
{
    return packStrips(v);
}

void sumCodesHere(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums)
{
    const hn::ScalableTag<std::int16_t> d16;
    const hn::Rebind<std::int8_t, decltype(d16)> d8;
    const hn::Repartition<std::int32_t, decltype(d16)> d32;
    const int lanes = static_cast<int>(hn::Lanes(d16));
    for (std::int64_t v = 0; v < vectors; ++v, codes += vectorSize) {
        auto sum = hn::Zero(d32);
        auto sumOdd = hn::Zero(d32);
        auto square = hn::Zero(d32);
        auto squareOdd = hn::Zero(d32);
        int i = 0;
        for (; i + lanes <= vectorSize; i += lanes) {
            const auto code = hn::PromoteTo(d16, hn::LoadU(d8, codes + i));
            sum = hn::ReorderWidenMulAccumulate(d32, code, hn::Set(d16, 1), sum, sumOdd);
            square = hn::ReorderWidenMulAccumulate(d32, code, code, square, squareOdd);
        }
        CodeSums result{hn::GetLane(hn::SumOfLanes(d32, hn::Add(sum, sumOdd))),
                        hn::GetLane(hn::SumOfLanes(d32, hn::Add(square, squareOdd)))};
        for (; i < vectorSize; ++i) {
            result.sum += codes[i];
            result.square += codes[i] * codes[i];
        }
        sums[v] = result;
    }
}

} // namespace vsq::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace vsq::kernels {

namespace {
HWY_EXPORT(largestMagnitudeHere);
HWY_EXPORT(largestPositiveHere);
HWY_EXPORT(encodeHere);
HWY_EXPORT(quantizeVectorsHere);
HWY_EXPORT(packColumnsHere);
HWY_EXPORT(sumCodesHere);
} // namespace

std::uint32_t largestMagnitude(const float *x, std::int64_t count)
{
    return HWY_DYNAMIC_DISPATCH(largestMagnitudeHere)(x, count);
}

float largestPositive(const float *x, std::int64_t count)
{
    return HWY_DYNAMIC_DISPATCH(largestPositiveHere)(x, count);
}

void encode(const float *x, std::int64_t count, float scale, int low, int high, std::int8_t *codes)
{
    HWY_DYNAMIC_DISPATCH(encodeHere)(x, count, scale, low, high, codes);
}

std::uint32_t quantizeVectors(const float *x, std::int64_t count, int vectorSize, int qmax, float *scales, std::int8_t *codes,
                              CodeSums *sums)
{
    return HWY_DYNAMIC_DISPATCH(quantizeVectorsHere)(x, vectorSize, count, vectorSize, qmax, scales, codes, sums);
}

std::uint32_t quantizeRows(const float *x, std::int64_t apart, std::int64_t rows, int vectorSize, int qmax, float *scales,
                           std::int8_t *codes, CodeSums *sums)
{
    return HWY_DYNAMIC_DISPATCH(quantizeVectorsHere)(x, apart, rows * vectorSize, vectorSize, qmax, scales, codes, sums);
}

std::uint32_t packColumns(const ColumnVectors &vectors)
{
    return HWY_DYNAMIC_DISPATCH(packColumnsHere)(vectors);
}

void sumCodes(const std::int8_t *codes, std::int64_t vectors, int vectorSize, CodeSums *sums)
{
    HWY_DYNAMIC_DISPATCH(sumCodesHere)(codes, vectors, vectorSize, sums);
}

} // namespace vsq::kernels
#endif
