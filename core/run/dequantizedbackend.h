// SPDX-License-Identifier: GPL-3.0-or-later
// The backend of Fidelity::Quantized for formats that are no integers with integer scales: products of dequantized values in
// FP32, the host's arithmetic.
#pragma once

#include "core/run/backend.h"

namespace vsq {

/// Weights are quantized once, what several layers read once, a convolution's images as they lie.
std::unique_ptr<ProductBackend> makeDequantizedBackend(const BackendOptions &options);

} // namespace vsq
