// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that float32, in which networks are computed, does not have.
#pragma once

#include "core/tensor/tensor.h"

#include <limits>
#include <string>

namespace vsq {

/// " at [0,3]": where the element at index of a tensor in row-major order stands; empty where there is but one.
std::string atPosition(const Shape &shape, std::size_t index);

/// Throws Error at place for the first finite float64 number that float32 would turn into infinity, naming position and number.
/// infinite: from this magnitude on a number stands for infinity anyway.
void requireFloatRange(const Tensor &tensor, const Place &place, double infinite = std::numeric_limits<double>::infinity());

} // namespace vsq
