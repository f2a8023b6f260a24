// SPDX-License-Identifier: GPL-3.0-or-later
// A network's layer as a product that the chip's planner takes.
#pragma once

#include "core/chip/plan.h"
#include "core/network/lowering.h"
#include "core/quantize/quantizedmatrix.h"

namespace vsq {

/// One of the layer's products as a shape; n: its columns, all images of the batch together. Convolutions keep their
/// geometry.
ProductShape shapeOf(const Layer &layer, std::int64_t n, Mode mode);

/// The plan of one of the layer's products with operands as they came: B's rows may be those of several images together.
/// Convolutions keep their geometry; whether their channels are packed follows from the operands' segments.
Plan planLayer(const Layer &layer, const QuantizedMatrix &a, const QuantizedMatrix &b, Mode mode, const ChipConfig &config,
               OutputFormat output = OutputFormat::Sums);

} // namespace vsq
