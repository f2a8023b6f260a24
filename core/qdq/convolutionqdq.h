// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution with its quantization as operators.
#pragma once

#include "core/qdq/nodewriter.h"
#include "core/qdq/producttrace.h"
#include "core/quantize/format.h"

#include <optional>

namespace vsq {

/// input, output: shapes of the image and of the result. filters: [C_out, C / group, kernel...], whose values are in
/// product.weights. gamma: static, or empty: one for each image (and group) from the pixels that the convolution looks at.
/// Throws Error for what operators cannot express.
void writeConvolution(NodeWriter &writer, Node node, const TracedProduct &product, const Shape &input, const Shape &output,
                      const Shape &filters, const NumberFormat &format, std::optional<float> gamma);

} // namespace vsq
