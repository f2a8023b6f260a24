// SPDX-License-Identifier: GPL-3.0-or-later
// The backend of Fidelity::Quantized for formats whose scales are integers: codes times scales by the integer engine.
#pragma once

#include "core/run/backend.h"

namespace vsq {

/// Integer dot products of whole vectors, their scales and sums in FP32: what a product of dequantized values in FP32 would give
/// but for that one's rounding of every product (core/engine/packedproduct.h has the bound). Products that the engine cannot
/// take (sums of more than 30 bits where there are no scales a vector) go to `other`.
/// Throws Error for a format that does not run on integers.
std::unique_ptr<ProductBackend> makeIntegerBackend(const BackendOptions &options, std::unique_ptr<ProductBackend> other);

} // namespace vsq
