// SPDX-License-Identifier: GPL-3.0-or-later
// Items of a tensor along its first dimension.
#pragma once

#include "core/tensor/tensor.h"

namespace vsq {

/// Items begin .. end-1, without a copy. 0 <= begin <= end <= tensor.dim(0).
Tensor items(const Tensor &tensor, std::int64_t begin, std::int64_t end);

/// Converted to the type, as NumPy's astype does; float32 to and from integers and bool, not to 16-bit floats.
Tensor convertTo(const Tensor &tensor, DType type);

} // namespace vsq
