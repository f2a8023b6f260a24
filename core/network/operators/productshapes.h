// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes of products, for operators of floats and of integers alike. Empty where a rank is not known; all throw Error where the
// operands do not fit together.
#pragma once

#include "core/network/operators/inferencecall.h"

namespace vsq {

/// Throws Error where the input is there and has another number of values.
void requireBias(const InferenceCall &call, std::size_t input, std::int64_t size);
/// Of a convolution of input 0 with the filters at input `w`; bias: one value a filter.
std::optional<Shape> convolutionShape(const InferenceCall &call, std::size_t w, std::optional<std::size_t> bias);
/// Of input 0 times input `right`, as NumPy's matmul.
std::optional<Shape> matMulShape(const InferenceCall &call, std::size_t right);
/// Of two matrices with transA and transB; addend: broadcasts to the result.
std::optional<Shape> gemmShape(const InferenceCall &call, std::size_t right, std::size_t addend);

} // namespace vsq
