// SPDX-License-Identifier: GPL-3.0-or-later
// The operands of a network's products, quantized: weights a row at a time, activations of a batch image by image.
#pragma once

#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"

namespace vsq {

/// Operand A of the request: weights with a gamma a row, or the stationary activation with one gamma.
QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format);

/// Operand B of the request: each image's rows with their own gamma (from their own maximum), so that no image's codes
/// depend on another image. gamma is [1] for one image, else [N].
QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format);

} // namespace vsq
