// SPDX-License-Identifier: GPL-3.0-or-later
// Attributes of an operator node, with ONNX's kinds.
#pragma once

#include "core/tensor/tensor.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace vsq {

using Attribute = std::variant<std::int64_t, float, std::string, Tensor, std::vector<std::int64_t>, std::vector<float>,
                               std::vector<std::string>>;
using AttributeMap = std::map<std::string, Attribute, std::less<>>;

} // namespace vsq
