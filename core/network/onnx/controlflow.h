// SPDX-License-Identifier: GPL-3.0-or-later
// Control flow that is decided when a network is read: the branch that a constant condition takes, a loop of a constant
// number of turns. Exporters leave such behind; what depends on values that the network computes is decided when it runs.
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

/// What all branches, loops and functions of a file have unrolled to so far; nested ones multiply.
struct InliningBudget {
    static constexpr std::int64_t kMostNodes = 100'000;
    static constexpr std::int64_t kMostBytes = std::int64_t{1} << 28;
    std::int64_t nodes = 0;
    std::int64_t bytes = 0;

    /// Takes so many nodes and bytes, `times` times; throws Error naming the place where that is too much.
    void spend(std::int64_t nodeCount, std::int64_t byteCount, std::int64_t times, const Place &place);
};

/// Whether the operator is one of If, Loop and Scan.
bool isControlFlow(const onnx::NodeProto &node);

/// An If or a Loop. name: of the node, of its own in the file. constant: a value's tensor where it is known already (a constant,
/// or what follows from shapes). Empty where only the run knows the condition or the number of turns, where a loop collects
/// values, or where it is long. Throws Error naming the node for more than the budget.
std::optional<InlinedNodes> inlineControlFlow(const onnx::NodeProto &node, const std::string &name,
                                              const std::function<const Tensor *(const std::string &)> &constant,
                                              InliningBudget &budget, const Place &place);

/// One of the graphs that the node holds; throws Error where there is none of that name.
const onnx::GraphProto &graphOf(const onnx::NodeProto &node, const std::string &attribute, const Place &place);

/// One branch of an If, with the prefix before its names and the given ones for its results.
InlinedNodes inlineBranch(const onnx::GraphProto &branch, const std::string &prefix, const std::vector<std::string> &results,
                          InliningBudget &budget, const Place &place);

} // namespace vsq
