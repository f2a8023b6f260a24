// SPDX-License-Identifier: GPL-3.0-or-later
// A network's weights under the names that others give them, for tests.
#pragma once

#include "core/network/graph.h"
#include "tests/core/reference/onenode.h"

#include <regex>

namespace vsq::test {

using Tensors = std::map<std::string, Tensor>;
using Renamings = std::vector<std::pair<std::string, std::string>>; ///< regular expression, replacement; the first that fits

inline Tensor turned(const Tensor &matrix)
{
    Tensor result(DType::Float32, {matrix.dim(1), matrix.dim(0)});
    auto to = result.mutableValues<float>();
    const auto from = matrix.values<float>();
    for (std::int64_t i = 0; i < matrix.dim(0); ++i) {
        for (std::int64_t j = 0; j < matrix.dim(1); ++j) {
            to[static_cast<std::size_t>(j * matrix.dim(0) + i)] = from[static_cast<std::size_t>(i * matrix.dim(1) + j)];
        }
    }
    return result;
}

/// The graph's weights under other names; matrices that only MatMuls use are turned, as linear layers keep them elsewhere.
inline Tensors renamed(const Graph &graph, const Renamings &renamings)
{
    Tensors result;
    for (const auto &[name, tensor] : graph.constants) {
        for (const auto &[pattern, replacement] : renamings) {
            const std::regex expression(pattern);
            if (std::regex_match(name, expression)) {
                const bool isLinear = std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) {
                    return node.op == "MatMul" && node.inputs[1] == name;
                });
                result.emplace(std::regex_replace(name, expression, replacement), isLinear ? turned(tensor) : tensor);
                break;
            }
        }
    }
    return result;
}

// From the sources of transformers (modeling_bert.py, modeling_vit.py) and torchvision (resnet.py).
inline const Renamings kBert{
    {"embeddings\\.(word|token_type|position)\\.weight", "bert.embeddings.$1_embeddings.weight"},
    {"embeddings\\.norm\\.(.*)", "bert.embeddings.LayerNorm.$1"},
    {"(encoder\\.layer\\.\\d+)\\.attention\\.(query|key|value)\\.(weight|bias)", "bert.$1.attention.self.$2.$3"},
    {"(encoder\\.layer\\.\\d+\\.attention)\\.output\\.(weight|bias)", "bert.$1.output.dense.$2"},
    {"(encoder\\.layer\\.\\d+\\.attention)\\.norm\\.(.*)", "bert.$1.output.LayerNorm.$2"},
    {"(encoder\\.layer\\.\\d+\\.output)\\.norm\\.(.*)", "bert.$1.LayerNorm.$2"},
    {"(encoder\\.layer\\.\\d+\\.(?:intermediate|output))\\.(weight|bias)", "bert.$1.dense.$2"},
    {"pooler\\.(.*)", "bert.pooler.dense.$1"},
    {"classifier\\.(weight|bias)", "classifier.$1"}};
inline const Renamings kVit{{"patch_embed\\.(weight|bias)", "vit.embeddings.patch_embeddings.projection.$1"},
                            {"class_token\\.weight", "vit.embeddings.cls_token"},
                            {"positions\\.weight", "vit.embeddings.position_embeddings"},
                            {"blocks(\\.\\d+)\\.norm1\\.(.*)", "vit.encoder.layer$1.layernorm_before.$2"},
                            {"blocks(\\.\\d+)\\.norm2\\.(.*)", "vit.encoder.layer$1.layernorm_after.$2"},
                            {"blocks(\\.\\d+)\\.attn\\.q\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.query.$2"},
                            {"blocks(\\.\\d+)\\.attn\\.k\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.key.$2"},
                            {"blocks(\\.\\d+)\\.attn\\.v\\.(weight|bias)", "vit.encoder.layer$1.attention.attention.value.$2"},
                            {"blocks(\\.\\d+)\\.attn\\.proj\\.(weight|bias)", "vit.encoder.layer$1.attention.output.dense.$2"},
                            {"blocks(\\.\\d+)\\.mlp\\.fc1\\.(weight|bias)", "vit.encoder.layer$1.intermediate.dense.$2"},
                            {"blocks(\\.\\d+)\\.mlp\\.fc2\\.(weight|bias)", "vit.encoder.layer$1.output.dense.$2"},
                            {"norm\\.(.*)", "vit.layernorm.$1"},
                            {"head\\.(.*)", "classifier.$1"}};
inline const Renamings kResNet{{"stem\\.(conv|bn)\\.(.*)", "$011.$2"},
                               {"(layer\\d\\.\\d)\\.a\\.(conv|bn)\\.(.*)", "$1.$021.$3"},
                               {"(layer\\d\\.\\d)\\.b\\.(conv|bn)\\.(.*)", "$1.$022.$3"},
                               {"(layer\\d\\.\\d)\\.c\\.(conv|bn)\\.(.*)", "$1.$023.$3"},
                               {"(layer\\d\\.\\d)\\.shortcut\\.conv\\.(.*)", "$1.downsample.0.$2"},
                               {"(layer\\d\\.\\d)\\.shortcut\\.bn\\.(.*)", "$1.downsample.1.$2"},
                               {"(fc\\..*)", "$1"}};
inline const Renamings kMobileNet{{"(features\\..*|classifier\\..*)", "$1"}};

/// Vectors that are not all ones or zeros, so that swapped ones show.
inline void shake(Graph &graph)
{
    Random random(31);
    for (auto &[name, tensor] : graph.constants) {
        if (tensor.dtype() == DType::Float32 && tensor.rank() == 1) {
            for (float &value : tensor.mutableValues<float>()) {
                value += static_cast<float>(0.2 * random.uniform());
            }
        }
    }
}

inline TensorMap inputsOf(const Graph &graph)
{
    Random random(32);
    TensorMap inputs;
    for (const ValueInfo &input : graph.inputs) {
        Shape shape = input.shape;
        shape[0] = 1;
        if (input.type == DType::Float32) {
            inputs.emplace(input.name, randomTensor(random, shape));
            continue;
        }
        Tensor ids(input.type, shape);
        for (std::int64_t &id : ids.mutableValues<std::int64_t>()) {
            id = random.between(0, 1) * (input.name == "input_ids" ? random.between(1, 1000) : 1);
        }
        inputs.emplace(input.name, ids);
    }
    return inputs;
}

inline double difference(const Graph &a, const Graph &b)
{
    const TensorMap inputs = inputsOf(a);
    const auto run = [&](const Graph &graph) {
        return Executor(std::make_shared<const Graph>(graph)).run(inputs, *makeFloatBackend()).begin()->second;
    };
    const Tensor ours = run(a);
    const Tensor theirs = run(b);
    return ours.shape() == theirs.shape() ? largestError(theirs, ours) : 1e9;
}

} // namespace vsq::test
