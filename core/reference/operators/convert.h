// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors of one element type as another.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// Floats to integers are truncated and limited to 64 bits, integers wrap, anything but 0 is true. float64, float16 and
/// bfloat16 as targets mean float32.
Tensor converted(const Call &call, Tensor x, DType type);

} // namespace vsq
