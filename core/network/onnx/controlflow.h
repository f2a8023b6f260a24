// SPDX-License-Identifier: GPL-3.0-or-later
// Control flow that is decided when a network is read: the branch that a constant condition takes, a loop of a constant
// number of turns. Exporters leave such behind; what depends on values that the network computes is refused.
#pragma once

#include "core/network/graph.h"
#include "core/network/onnx/onnxproto.h"

#include <functional>
#include <string>
#include <vector>

namespace vsq {

/// What stands in the place of an operator that holds graphs, in the outer graph's names.
struct InlinedNodes {
    std::vector<std::pair<std::string, Tensor>> constants;
    std::vector<onnx::TensorProto> initializers;
    std::vector<onnx::NodeProto> nodes;
};

/// What all branches and loops of a file have unrolled to so far; nested loops multiply.
struct InliningBudget {
    static constexpr std::int64_t kMostNodes = 100'000;
    static constexpr std::int64_t kMostBytes = std::int64_t{1} << 28;
    std::int64_t nodes = 0;
    std::int64_t bytes = 0;
};

/// Whether the operator is one of If, Loop and Scan.
bool isControlFlow(const onnx::NodeProto &node);

/// constant: a value's tensor where it is known already (a constant, or what follows from shapes). Throws Error naming the node
/// for conditions and counts that are not, for loops that collect values or are long, for more than the budget, and for Scan.
InlinedNodes inlineControlFlow(const onnx::NodeProto &node, const std::function<const Tensor *(const std::string &)> &constant,
                               InliningBudget &budget, const Place &place);

} // namespace vsq
