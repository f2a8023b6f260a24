// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/evaluate.h"
#include "core/reference/passes/fold.h"

#include <algorithm>
#include <unordered_set>

namespace vsq {

namespace {

/// The shape of a value if the file or shape inference knows all of it.
std::optional<Shape> knownShape(const Graph &graph, const std::string &value)
{
    std::optional<Shape> shape;
    if (const auto found = graph.values.find(value); found != graph.values.end()) {
        shape = found->second.shape;
    }
    for (const ValueInfo &input : graph.inputs) {
        if (input.name == value) {
            shape = input.shape;
        }
    }
    if (shape && std::any_of(shape->begin(), shape->end(), [](std::int64_t d) { return d < 0; })) {
        return std::nullopt;
    }
    return shape;
}

/// What the node computes if that depends on nothing but constants and known shapes.
std::optional<Outputs> valueOf(const Graph &graph, const Node &node)
{
    std::vector<Tensor> inputs;
    for (const std::string &input : node.inputs) {
        if (const Tensor *constant = graph.constant(input)) {
            inputs.push_back(*constant);
        } else if (input.empty()) {
            inputs.emplace_back();
        } else if (const auto shape = knownShape(graph, input); node.op == "Shape" && shape) {
            // Only its shape is looked at: one element repeated by strides would do, an empty view does too.
            static const auto nothing = std::make_shared<const float>(0.0F);
            inputs.push_back(Tensor::view(DType::Float32, *shape, nothing, nothing.get()));
        } else {
            return std::nullopt;
        }
    }
    return evaluate(node, graph.opset, std::move(inputs));
}

} // namespace

void foldConstants(Graph &graph)
{
    std::unordered_set<std::string> outputs;
    for (const ValueInfo &output : graph.outputs) {
        outputs.insert(output.name);
    }
    std::vector<Node> kept;
    for (Node &node : graph.nodes) {
        // A node that the executor does not know stays; the executor says so with its name.
        const bool isOutput = std::any_of(node.outputs.begin(), node.outputs.end(),
                                          [&](const std::string &v) { return outputs.contains(v); });
        std::optional<Outputs> values = isOutput || !isSupported(node) ? std::nullopt : valueOf(graph, node);
        if (!values || values->size() < node.outputs.size()) {
            kept.push_back(std::move(node));
            continue;
        }
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            if (!node.outputs[i].empty()) {
                graph.constants.insert_or_assign(node.outputs[i], std::move((*values)[i]));
                graph.values.erase(node.outputs[i]);
            }
        }
    }
    graph.nodes = std::move(kept);
}

} // namespace vsq
