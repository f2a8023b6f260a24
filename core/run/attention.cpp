// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/attention.h"

#include <algorithm>

namespace vsq {

namespace {

bool isOneOf(const std::string &op, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *name) { return op == name; });
}

/// Whether every use of the value ends in a product. The graph has no cycles.
bool onlyMultiplied(const Graph &graph, const std::string &value)
{
    for (const ValueInfo &output : graph.outputs) {
        if (output.name == value) {
            return false;
        }
    }
    bool used = false;
    for (const Node &node : graph.nodes) {
        if (std::find(node.inputs.begin(), node.inputs.end(), value) == node.inputs.end()) {
            continue;
        }
        used = true;
        const bool moves = isOneOf(node.op,
                                   {"Reshape", "Transpose", "Cast", "Identity", "Dropout", "Squeeze", "Unsqueeze", "Expand"});
        if (!isOneOf(node.op, {"MatMul", "Einsum", "Gemm"}) && !(moves && onlyMultiplied(graph, node.outputs.front()))) {
            return false;
        }
    }
    return used;
}

} // namespace

std::set<std::string, std::less<>> attentionSoftmaxes(const Graph &graph)
{
    std::set<std::string, std::less<>> names;
    for (const Node &node : graph.nodes) {
        if (node.op == "Softmax" && node.domain.empty() && !node.outputs.empty() && onlyMultiplied(graph, node.outputs.front())) {
            names.insert(node.name);
        }
    }
    return names;
}

} // namespace vsq
