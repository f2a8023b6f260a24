// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/fold.h"
#include "core/reference/passes/graphindex.h"

#include <cmath>

namespace vsq {

namespace {

/// The BatchNormalization's four constants as factor and offset a channel.
struct Affine {
    std::vector<float> factor;
    std::vector<float> offset;
};

std::optional<Affine> affineOf(const Graph &graph, const Node &norm)
{
    if (norm.inputs.size() != 5 || norm.outputs.empty() || norm.integer("training_mode", 0) != 0
        || norm.integer("spatial", 1) != 1) {
        return std::nullopt;
    }
    std::vector<std::span<const float>> parts;
    for (std::size_t i = 1; i < 5; ++i) {
        const Tensor *constant = graph.constant(norm.inputs[i]);
        if (constant == nullptr || constant->dtype() != DType::Float32) {
            return std::nullopt;
        }
        parts.push_back(constant->values<float>());
        if (parts.back().size() != parts.front().size()) {
            return std::nullopt;
        }
    }
    Affine affine;
    const double epsilon = static_cast<double>(norm.real("epsilon", 1e-5F));
    for (std::size_t c = 0; c < parts[0].size(); ++c) {
        const double factor = static_cast<double>(parts[0][c]) / std::sqrt(static_cast<double>(parts[3][c]) + epsilon);
        affine.factor.push_back(static_cast<float>(factor));
        affine.offset.push_back(static_cast<float>(static_cast<double>(parts[1][c]) - static_cast<double>(parts[2][c]) * factor));
    }
    return affine;
}

bool fold(Graph &graph, Node &product, const Node &norm, const Affine &affine)
{
    const Tensor *weights = graph.constant(product.inputs.at(1));
    const bool isConv = product.op == "Conv";
    const std::string biasName = product.inputs.size() > 2 ? product.inputs[2] : std::string();
    const Tensor *bias = biasName.empty() ? nullptr : graph.constant(biasName);
    const auto channels = static_cast<std::int64_t>(affine.factor.size());
    if (weights == nullptr || weights->dtype() != DType::Float32 || weights->rank() < 2
        || (!biasName.empty() && bias == nullptr)) {
        return false;
    }
    const bool byRows = isConv || product.integer("transB", 0) != 0;
    if (channels == 0 || weights->dim(byRows ? 0 : 1) != channels
        || (!isConv && (product.real("alpha", 1.0F) != 1.0F || product.real("beta", 1.0F) != 1.0F))
        || (bias != nullptr && (bias->size() != channels || bias->dtype() != DType::Float32))) {
        return false;
    }
    Tensor scaled = *weights;
    auto values = scaled.mutableValues<float>();
    const std::size_t width = values.size() / static_cast<std::size_t>(scaled.dim(0));
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] *= affine.factor[byRows ? i / width : i % width];
    }
    Tensor shifted = Tensor::of<float>({channels}, affine.offset);
    if (bias != nullptr) {
        auto to = shifted.mutableValues<float>();
        for (std::size_t c = 0; c < to.size(); ++c) {
            to[c] += bias->values<float>()[c] * affine.factor[c];
        }
    }
    // Names of their own: the weights may serve other nodes too.
    const std::string newWeights = product.name + ".folded_weight";
    const std::string newBias = product.name + ".folded_bias";
    graph.constants.insert_or_assign(newWeights, std::move(scaled));
    graph.constants.insert_or_assign(newBias, std::move(shifted));
    graph.values.erase(product.outputs.front());
    product.inputs.resize(3);
    product.inputs[1] = newWeights;
    product.inputs[2] = newBias;
    product.outputs = {norm.outputs.front()};
    return true;
}

} // namespace

void foldBatchNorms(Graph &graph)
{
    GraphIndex index(graph);
    for (Node &norm : graph.nodes) {
        if (norm.op != "BatchNormalization" || !norm.domain.empty() || norm.inputs.empty()) {
            continue;
        }
        Node *product = index.producer(norm.inputs[0], "Conv");
        product = product != nullptr ? product : index.producer(norm.inputs[0], "Gemm");
        if (product == nullptr || index.onlyUser(norm.inputs[0]) != &norm) {
            continue;
        }
        const std::optional<Affine> affine = affineOf(graph, norm);
        if (affine && fold(graph, *product, norm, *affine)) {
            index.kill(&norm);
        }
    }
    index.sweep();
}

} // namespace vsq
