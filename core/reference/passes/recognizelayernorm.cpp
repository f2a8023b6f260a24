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

/// Whether the value is a constant that scales or shifts along the last axis alone: [width] or [1,..,1,width].
bool isVector(const Graph &graph, const std::string &value)
{
    const Tensor *constant = graph.constant(value);
    return constant != nullptr && constant->rank() >= 1 && constant->size() > 1 && constant->shape().back() == constant->size()
           && constant->dtype() == DType::Float32;
}

/// The name of the constant as [width]; made where it has more dimensions.
std::string asVector(Graph &graph, const std::string &value)
{
    const Tensor *constant = graph.constant(value);
    if (constant->rank() == 1) {
        return value;
    }
    const std::string name = value + ".vector";
    graph.constants.insert_or_assign(name, constant->reshaped({constant->size()}));
    return name;
}

/// (x - mean) where the value is that, else null.
const Node *centred(const Graph &graph, const GraphIndex &index, const std::string &value)
{
    const Node *difference = index.producer(value, "Sub");
    const Node *mean = difference == nullptr ? nullptr : index.producer(difference->inputs[1], "ReduceMean");
    return isLastAxisMean(graph, mean) && mean->inputs[0] == difference->inputs[0] ? difference : nullptr;
}

/// The epsilon where the value is mean((x - mean)^2) + epsilon of that x, else empty.
std::optional<float> variance(const Graph &graph, const GraphIndex &index, const std::string &value, const std::string &x)
{
    const Node *sum = index.producer(value, "Add");
    if (sum == nullptr) {
        return std::nullopt;
    }
    const std::size_t at = index.scalar(sum->inputs[0]) ? 0 : 1;
    const auto epsilon = index.scalar(sum->inputs[at]);
    const Node *mean = index.producer(sum->inputs[1 - at], "ReduceMean");
    if (!epsilon || !isLastAxisMean(graph, mean)) {
        return std::nullopt;
    }
    const Node *square = index.producer(mean->inputs[0]);
    std::string base = index.besideScalar(square, "Pow", 2.0F);
    if (base.empty() && square != nullptr && square->op == "Mul" && square->inputs[0] == square->inputs[1]) {
        base = square->inputs[0];
    }
    const Node *difference = base.empty() ? nullptr : centred(graph, index, base);
    return difference != nullptr && difference->inputs[0] == x ? epsilon : std::nullopt;
}

/// The epsilon where the value is the deviation sqrt(variance + epsilon), else empty.
std::optional<float> deviation(const Graph &graph, const GraphIndex &index, const std::string &value, const std::string &x)
{
    if (const Node *root = index.producer(value, "Sqrt")) {
        return variance(graph, index, root->inputs[0], x);
    }
    const std::string base = index.besideScalar(index.producer(value), "Pow", 0.5F);
    return base.empty() ? std::nullopt : variance(graph, index, base, x);
}

/// The epsilon where the value is 1 / deviation, else empty.
std::optional<float> inverse(const Graph &graph, const GraphIndex &index, const std::string &value, const std::string &x)
{
    if (const Node *reciprocal = index.producer(value, "Reciprocal")) {
        return deviation(graph, index, reciprocal->inputs[0], x);
    }
    if (const Node *quotient = index.producer(value, "Div"); quotient != nullptr && index.scalar(quotient->inputs[0]) == 1.0F) {
        return deviation(graph, index, quotient->inputs[1], x);
    }
    const std::string base = index.besideScalar(index.producer(value), "Pow", -0.5F);
    return base.empty() ? std::nullopt : variance(graph, index, base, x);
}

struct Normalized {
    std::string x;
    float epsilon = 0.0F;
};

/// (x - mean) / deviation, or that times its inverse.
std::optional<Normalized> normalized(const Graph &graph, const GraphIndex &index, const Node &node)
{
    if ((node.op != "Div" && node.op != "Mul") || !node.domain.empty() || !GraphIndex::isWhole(node)) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < (node.op == "Div" ? 1U : 2U); ++i) {
        const Node *difference = centred(graph, index, node.inputs[i]);
        if (difference == nullptr) {
            continue;
        }
        const std::string &x = difference->inputs[0];
        const auto epsilon = node.op == "Div" ? deviation(graph, index, node.inputs[1], x)
                                              : inverse(graph, index, node.inputs[1 - i], x);
        if (epsilon) {
            return Normalized{x, *epsilon};
        }
    }
    return std::nullopt;
}

/// The only user of the value where it is op with a vector; `other` becomes the vector's name.
Node *vectorUser(const Graph &graph, const GraphIndex &index, const std::string &value, std::string_view op, std::string &other)
{
    Node *user = index.onlyUser(value);
    if (user == nullptr || user->op != op || !user->domain.empty() || !isVector(graph, GraphIndex::otherInput(*user, value))) {
        return nullptr;
    }
    other = GraphIndex::otherInput(*user, value);
    return user;
}

} // namespace

void recognizeLayerNorm(Graph &graph)
{
    const GraphIndex index(graph);
    for (Node &node : graph.nodes) {
        const auto found = normalized(graph, index, node);
        if (!found) {
            continue;
        }
        std::string scale;
        std::string bias;
        Node *last = &node;
        if (Node *scaled = vectorUser(graph, index, node.outputs[0], "Mul", scale)) {
            last = scaled;
        } else {
            // LayerNormalization must have a scale: ones, where the width is known.
            const auto shape = graph.values.find(node.outputs[0]);
            if (shape == graph.values.end() || shape->second.shape.empty() || shape->second.shape.back() < 1) {
                continue;
            }
            scale = node.name + ".ones";
            const std::vector<float> ones(static_cast<std::size_t>(shape->second.shape.back()), 1.0F);
            graph.constants.insert_or_assign(scale, Tensor::of<float>({shape->second.shape.back()}, ones));
        }
        if (Node *shifted = vectorUser(graph, index, last->outputs[0], "Add", bias)) {
            last = shifted;
        }
        std::vector<std::string> inputs{found->x, asVector(graph, scale)};
        if (!bias.empty()) {
            inputs.push_back(asVector(graph, bias));
        }
        last->op = "LayerNormalization";
        last->inputs = std::move(inputs);
        last->attributes = {{"axis", std::int64_t{-1}}, {"epsilon", found->epsilon}};
    }
    removeUnused(graph);
}

} // namespace vsq
