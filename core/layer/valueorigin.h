// SPDX-License-Identifier: GPL-3.0-or-later
// From an element of a network's value back through the host's operators to the product that made it, or to the network's input.
#pragma once

#include "core/layer/productgeometry.h"

#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// One of the elements that a result of the host is made of.
struct HostOperand {
    TensorElement element;
    double value = 0.0;
    bool followed = false;
};

/// One operator of the host on the way, its output element.
struct HostHop {
    std::string node;
    std::string op;
    TensorElement element;
    double value = 0.0;
    double exact = 0.0;                ///< of the operands without binary32's rounding: Add, Sub, Mul, Div; else the value
    std::vector<HostOperand> operands; ///< where there are several to choose from: of Add, Sub, Mul, Div, Max, Min, Where
    [[nodiscard]] double addedError() const { return value - exact; }
};

struct ValueOrigin {
    std::vector<HostHop> hops;              ///< from the value back
    std::optional<ProductPosition> product; ///< where a product made it
    std::optional<TensorElement> input;     ///< where it is the network's own (or a constant)
    std::string stop;                       ///< why neither is known, one sentence; else empty
};

/// Of several operands the one that contributes most is followed, whatever made it: the larger magnitude of those that are added
/// (the residual where it weighs more than the branch), multiplied or divided, the first of equal ones; the element that a
/// maximum took; the largest of those that an average takes. A constant is followed only where there is nothing else.
/// Normalizations and Softmax are followed at their own position.
ValueOrigin originOf(const RunRecord &record, const TensorElement &element);

} // namespace vsq
