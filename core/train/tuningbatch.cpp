// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningbatch.h"

#include "core/train/imagevariation.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

std::int64_t fixedBatch(const Graph &graph)
{
    std::int64_t fixed = 0;
    for (const ValueInfo &input : graph.inputs) {
        if (!input.shape.empty() && input.shape[0] > 0) {
            fixed = input.shape[0];
        }
    }
    return fixed;
}

std::int64_t batchSize(const Graph &graph, const Dataset &data, std::int64_t asked)
{
    const std::int64_t fixed = fixedBatch(graph);
    if (fixed > data.size()) {
        throw Error({.file = data.path, .item = {}}, "items to fine-tune on",
                    fmt::format("at least {}, the network's batch", fixed), std::to_string(data.size()));
    }
    return std::min(fixed > 0 ? fixed : asked, data.size());
}

void requireImages(const Graph &graph, const Dataset &data)
{
    const std::vector<Tensor> one = data.batch(0, 1);
    const Tensor &first = one.front();
    if (one.size() != 1 || first.rank() != 4 || first.dtype() != DType::Float32) {
        throw Error({.file = graph.sourceFile, .item = "input '" + graph.inputs.front().name + "'"}, "images to shift or flip",
                    "one input, float32 [items, channels, height, width]",
                    one.size() != 1 ? fmt::format("{} inputs", one.size())
                                    : fmt::format("{} {}", nameOf(first.dtype()), toString(first.shape())));
    }
}

TensorMap variedInputs(const Graph &graph, const Dataset &data, std::int64_t begin, std::int64_t end, const TuningRecipe &recipe,
                       std::uint64_t draw)
{
    std::vector<Tensor> tensors = data.batch(begin, end);
    if (recipe.shift > 0 || recipe.flip) {
        Random random(draw);
        tensors.front() = varied(tensors.front(), {.shift = recipe.shift, .flip = recipe.flip}, random);
    }
    TensorMap inputs;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        inputs.emplace(graph.inputs[i].name, std::move(tensors[i]));
    }
    return inputs;
}

} // namespace vsq
