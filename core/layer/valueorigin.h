// SPDX-License-Identifier: GPL-3.0-or-later
// From an element of a network's value back through the host's operators to the product that made it, or to the network's input.
#pragma once

#include "core/layer/productgeometry.h"

#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// One operator of the host on the way, its output element.
struct HostHop {
    std::string node;
    std::string op;
    TensorElement element;
    double value = 0.0;
};

struct ValueOrigin {
    std::vector<HostHop> hops;              ///< from the value back
    std::optional<ProductPosition> product; ///< where a product made it
    std::optional<TensorElement> input;     ///< where it is the network's own (or a constant)
    std::string stop;                       ///< why neither is known, one sentence; else empty
};

/// Of several operands one is followed: of two that are added the one that a product makes (not the residual), then the larger;
/// the larger of two that are multiplied, the element that a maximum took, the largest of those that an average takes.
/// Normalizations and Softmax are followed at their own position.
ValueOrigin originOf(const RunRecord &record, const TensorElement &element);

} // namespace vsq
