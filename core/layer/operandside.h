// SPDX-License-Identifier: GPL-3.0-or-later
// Which operand of C = A B^T is meant.
#pragma once

#include <cstdint>

namespace vsq {

/// A is weights (the stationary operand), B is activations (the one that streams).
enum class OperandSide : std::uint8_t { None, Weights, Activations };

} // namespace vsq
