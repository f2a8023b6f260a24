// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors of the project as libtorch's, and back.
#pragma once

#include "core/tensor/tensor.h"

#include <torch/torch.h>

namespace vsq {

/// A copy: float32 as it is, integers and bool as int64.
torch::Tensor toTorch(const Tensor &tensor);
/// A copy as float32.
Tensor fromTorch(const torch::Tensor &tensor);

/// The same memory, kept alive by the result; nobody writes to it: float32, int64 and bool. Others are copied as toTorch() does.
torch::Tensor torchView(const Tensor &tensor);
/// The same memory where it lies in rows, kept alive by the result; float32.
Tensor tensorView(const torch::Tensor &tensor);

} // namespace vsq
