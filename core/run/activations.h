// SPDX-License-Identifier: GPL-3.0-or-later
// The operands of a network's products, quantized: weights a row at a time, activations of a batch image by image.
#pragma once

#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"
#include "core/run/activationscales.h"

namespace vsq {

/// Whether the request holds the network's own integers (ProductRequest::areCodes) and the format takes them as they are: both
/// functions below then do so, with a gamma of 1, whatever was calibrated.
bool ownCodesAreTaken(const ProductRequest &request, const NumberFormat &format);

/// Operand A of the request, as [M,K] or [K,M]: weights with a gamma a row, or the stationary activation with one gamma: static
/// where there are scales, else from the data.
QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format,
                                   const ActivationScales *scales = nullptr);

/// Operand B of the request. Without scales each image's rows have their own gamma (from their own maximum), so that no
/// image's codes depend on another image; gamma is [1] for one image, else [N]. With scales the layer's static gamma holds
/// for all, and a vector's scale comes from its maximum as the chip's post-processing finds it, whatever method chose gamma.
QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format,
                               const ActivationScales *scales = nullptr);

} // namespace vsq
