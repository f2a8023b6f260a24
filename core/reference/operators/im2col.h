// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution's input as the rows of a matrix product.
#pragma once

#include "core/network/operators/window.h"

namespace vsq {

/// rows [outputSize, kernelSize * channels]: for each output pixel the taps (r, s), each with its channels side by side;
/// zeros where a tap lies in the padding. The input has its channels at base[pixel * pixelStride + c].
void im2col(const Window &window, const float *base, std::int64_t pixelStride, std::int64_t channels, float *rows);

/// [rows, columns] to [columns, rows] in blocks that fit the cache.
void transpose(const float *source, std::int64_t rows, std::int64_t columns, float *target);

} // namespace vsq
