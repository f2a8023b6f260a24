// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/fold.h"
#include "core/reference/passes/graphindex.h"

namespace vsq {

namespace {

/// Whether the node is a mean over the last axis alone, kept as a dimension.
bool isLastAxisMean(const Graph &graph, const Node *node)
{
    if (node == nullptr || node->op != "ReduceMean" || !node->domain.empty() || node->integer("keepdims", 1) == 0) {
        return false;
    }
    std::vector<std::int64_t> axes = node->integers("axes");
    if (node->inputs.size() > 1) {
        const Tensor *constant = graph.constant(node->inputs[1]);
        axes = constant == nullptr ? std::vector<std::int64_t>() : constant->toInt64();
    }
    if (axes.size() != 1) {
        return false;
    }
    if (axes[0] == -1) {
        return true;
    }
    const auto shape = graph.values.find(node->inputs[0]);
    return shape != graph.values.end() && axes[0] == static_cast<std::int64_t>(shape->second.shape.size()) - 1;
}

bool isVector(const Graph &graph, const std::string &value)
{
    const Tensor *constant = graph.constant(value);
    return constant != nullptr && constant->rank() == 1 && constant->dtype() == DType::Float32;
}

/// (x - mean) where the value is that, else null.
const Node *centred(const Graph &graph, const GraphIndex &index, const std::string &value)
{
    const Node *difference = index.producer(value, "Sub");
    const Node *mean = difference == nullptr ? nullptr : index.producer(difference->inputs[1], "ReduceMean");
    return isLastAxisMean(graph, mean) && mean->inputs[0] == difference->inputs[0] ? difference : nullptr;
}

/// The epsilon where the value is sqrt(mean((x - mean)^2) + epsilon) of that x, else empty.
std::optional<float> deviation(const Graph &graph, const GraphIndex &index, const std::string &value, const std::string &x)
{
    const Node *root = index.producer(value, "Sqrt");
    const Node *sum = root == nullptr ? nullptr : index.producer(root->inputs[0], "Add");
    if (sum == nullptr) {
        return std::nullopt;
    }
    const std::size_t at = index.scalar(sum->inputs[0]) ? 0 : 1;
    const auto epsilon = index.scalar(sum->inputs[at]);
    const Node *variance = index.producer(sum->inputs[1 - at], "ReduceMean");
    if (!epsilon || !isLastAxisMean(graph, variance)) {
        return std::nullopt;
    }
    const Node *square = index.producer(variance->inputs[0]);
    std::string base = index.besideScalar(square, "Pow", 2.0F);
    if (base.empty() && square != nullptr && square->op == "Mul" && square->inputs[0] == square->inputs[1]) {
        base = square->inputs[0];
    }
    const Node *difference = base.empty() ? nullptr : centred(graph, index, base);
    return difference != nullptr && difference->inputs[0] == x ? epsilon : std::nullopt;
}

} // namespace

void recognizeLayerNorm(Graph &graph)
{
    const GraphIndex index(graph);
    for (Node &quotient : graph.nodes) {
        if (quotient.op != "Div" || !quotient.domain.empty() || !GraphIndex::isWhole(quotient)) {
            continue;
        }
        const Node *difference = centred(graph, index, quotient.inputs[0]);
        const auto epsilon = difference == nullptr ? std::nullopt : deviation(graph, index, quotient.inputs[1], difference->inputs[0]);
        Node *scaled = epsilon ? index.onlyUser(quotient.outputs[0]) : nullptr;
        if (scaled == nullptr || scaled->op != "Mul" || !isVector(graph, GraphIndex::otherInput(*scaled, quotient.outputs[0]))) {
            continue;
        }
        const std::string scale = GraphIndex::otherInput(*scaled, quotient.outputs[0]);
        Node *shifted = index.onlyUser(scaled->outputs[0]);
        const bool hasBias = shifted != nullptr && shifted->op == "Add" && isVector(graph, GraphIndex::otherInput(*shifted, scaled->outputs[0]));
        Node *last = hasBias ? shifted : scaled;
        std::vector<std::string> inputs{difference->inputs[0], scale};
        if (hasBias) {
            inputs.push_back(GraphIndex::otherInput(*shifted, scaled->outputs[0]));
        }
        last->op = "LayerNormalization";
        last->inputs = std::move(inputs);
        last->attributes = {{"axis", std::int64_t{-1}}, {"epsilon", *epsilon}};
    }
    removeUnused(graph);
}

} // namespace vsq
