// SPDX-License-Identifier: GPL-3.0-or-later
// Magnitude pruning: the smallest weights of each layer become 0 and stay it (the publication's density study, JSSC Table VI).
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// 1 where a weight stays: the round(density * size) of largest magnitude, of equals the first.
std::vector<std::uint8_t> magnitudeMask(const Tensor &weights, double density);
/// Sets what the mask leaves out to 0.
void applyMask(Tensor &weights, const std::vector<std::uint8_t> &mask);
/// What was 0 before a step is 0 after it.
void keepZeros(const Tensor &before, Tensor &weights);

} // namespace vsq
