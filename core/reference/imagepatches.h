// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution's input as the right-hand matrix of a product whose columns are pixels: planes in, planes out, nothing
// transposed.
#pragma once

#include "core/reference/product.h"

namespace vsq {

/// Whether an image's planes are that matrix already: one tap, stride 1, no padding.
bool isPlain(const ProductImages &images);

/// Rows [firstRow, firstRow + rows) of the matrix [kernel height * kernel width * channels, output pixels], and of each
/// only the pixels [firstPixel, firstPixel + pixels): row (r, s, c), c innermost, is channel c seen through tap (r, s),
/// 0 in the padding. to: the rows one behind the other.
void imagePatches(const ProductImages &images, const float *image, std::int64_t firstRow, std::int64_t rows,
                  std::int64_t firstPixel, std::int64_t pixels, float *to);

} // namespace vsq
