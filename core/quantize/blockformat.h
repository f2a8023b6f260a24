// SPDX-License-Identifier: GPL-3.0-or-later
// How formats quantize a block of elements that share one scale. Each format's own file in core/quantize/formats is its
// definition: plain scalar binary32, in the order of operations of its source.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>

namespace vsq {

struct BlockScale {
    std::uint16_t code = 0; ///< as it is stored: E8M0, E4M3 or binary16 bits; 0 where the scale is binary32
    float value = 0.0F;     ///< what an element is multiplied with
};

struct BlockFormat {
    /// One block of `count` finite values, as if zeros followed up to the block's size. tensorLargest: max |x| of the tensor.
    /// All codes stand for 0 where all values are 0.
    BlockScale (*quantize)(const float *x, int count, float tensorLargest, ScaleRule rule, std::int8_t *codes);
    /// What each code, as an unsigned byte, stands for before its scale; of a block with that scale.
    const float *(*levels)(std::uint16_t scaleCode);
    /// The binary32 scale that the tensor has beside its blocks'; null: none.
    float (*tensorScale)(float tensorLargest) = nullptr;
};

/// max |x|.
float largestOf(const float *x, int count);
/// Squared error of a block, in binary64.
double squaredError(const float *x, int count, const std::int8_t *codes, const float *levels, float scale);

} // namespace vsq
