// SPDX-License-Identifier: GPL-3.0-or-later
// Reshape's target: 0 takes a dimension over, -1 takes what is left.
#pragma once

#include "core/network/operators/inferencecall.h"

namespace vsq {

/// The shape of x under the target, dimensions open where they do not follow. Throws Error naming the node for a target
/// that does not hold the elements of x, that has two -1 or another negative number, or a 0 without a dimension.
Shape reshapedTo(const Node &node, const Shape &x, const std::vector<ShapeElement> &target);

} // namespace vsq
