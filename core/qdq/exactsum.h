// SPDX-License-Identifier: GPL-3.0-or-later
// A product of integers that FP32 adds up exactly.
#pragma once

#include "core/qdq/nodewriter.h"

namespace vsq {

/// Writes the product (see NodeWriter::begin()) and returns its result. The operand with that number holds integers of at most
/// `most`, the magnitudes of the other's along K add up to at most `sum`; 0 where they are real numbers. Where a sum might reach
/// 2^24, beyond which FP32 rounds every addition, the operand is cut into high and low parts, each with a product of its own,
/// and only their sum is rounded: once, as an integer that becomes a float.
std::string writeSum(NodeWriter &writer, Node node, std::size_t operand, double most, double sum);

} // namespace vsq
