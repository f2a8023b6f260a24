// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors by name: a network's inputs and outputs.
#pragma once

#include "core/tensor/tensor.h"

#include <functional>
#include <map>
#include <string>

namespace vsq {

using TensorMap = std::map<std::string, Tensor, std::less<>>;

} // namespace vsq
