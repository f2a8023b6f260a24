// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes of dense tensors: row-major, outermost dimension first. -1 stands for a dimension not yet known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

using Shape = std::vector<std::int64_t>;

/// Number of elements; 1 for a scalar ([]). Throws Error on a negative dimension or more than 2^48 elements.
std::int64_t elementCount(const Shape &shape);
/// "[1,3,224,224]"; unknown dimensions as "?".
std::string toString(const Shape &shape);

} // namespace vsq
