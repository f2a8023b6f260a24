// SPDX-License-Identifier: GPL-3.0-or-later
// One operator on given values, outside of an execution: for folding constants.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// Whether the operator is known.
bool isSupported(const Node &node);
/// The outputs of a node that checkNode() has passed; throws Error as Executor does.
Outputs evaluate(const Node &node, int opset, std::vector<Tensor> inputs);

} // namespace vsq
