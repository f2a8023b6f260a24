// SPDX-License-Identifier: GPL-3.0-or-later
// float32 tensors in another floating type.
#pragma once

#include "core/tensor/tensor.h"

namespace vsq {

/// To the nearest value of the type, ties to even; beyond its range infinity. Throws Error for a tensor that is not float32 and
/// for a type that is not floating.
Tensor inFloatType(const Tensor &tensor, DType type);

} // namespace vsq
