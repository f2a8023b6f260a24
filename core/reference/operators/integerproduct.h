// SPDX-License-Identifier: GPL-3.0-or-later
// Products of a network's own integers: ConvInteger, MatMulInteger, QLinearConv, QLinearMatMul.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// The integers of an input without their zero point, as float32 (they are small and so exact). The zero point is one number, one
/// for each index of the axis, or of a shape that broadcasts; no input: 0.
Tensor centred(const Call &call, std::size_t input, std::size_t zeroPoint, std::int64_t axis);

/// Whether what centred() gives always fits eight bits with sign, by the input's type and its zero point alone.
bool centredFits(const Call &call, std::size_t input, std::size_t zeroPoint);

/// sums [n, m] of the request's a and b, which hold integers: exact (wrapping at 32 bits) where the backend computes as the
/// network means it, else the backend's result to the nearest integer.
void sumIntegers(const Call &call, const ProductRequest &request, std::int32_t *sums);

/// Quantizes sums as ONNX does: round(sum * factor), to the nearest with ties to even, plus zero point, clamped to the type.
/// factors: one, or one for each index of the second of [outer, factors, inner].
Tensor requantized(const Call &call, const std::vector<std::int32_t> &sums, const Shape &shape, const std::vector<float> &factors,
                   std::int64_t inner, std::size_t zeroPoint);

/// leftScale * rightScale[i] / resultScale, in this order in float32; inputs by number, no result scale: 1.
std::vector<float> factorsOf(const Call &call, std::size_t leftScale, std::size_t rightScale, std::size_t resultScale);

} // namespace vsq
