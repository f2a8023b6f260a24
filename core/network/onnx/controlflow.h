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

/// Whether the operator is one of If, Loop and Scan.
bool isControlFlow(const onnx::NodeProto &node);

/// constant: a value's tensor where it is known already (a constant, or what follows from shapes). Throws Error naming the node
/// for conditions and counts that are not, for loops that collect values or are long, and for Scan.
InlinedNodes inlineControlFlow(const onnx::NodeProto &node, const std::function<const Tensor *(const std::string &)> &constant,
                               const Place &place);

} // namespace vsq
