// SPDX-License-Identifier: GPL-3.0-or-later
// Small networks and data for the tests of study.
#pragma once

#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/network/graphbuilder.h"
#include "core/network/lowering.h"

#include <memory>

namespace vsq::test {

/// The network's layer of that name, an empty one where there is none.
inline Layer layerOf(const Graph &graph, const std::string &name)
{
    for (const Layer &layer : lower(graph)) {
        if (layer.name == name) {
            return layer;
        }
    }
    return {};
}

inline std::shared_ptr<const Graph> smallTransformer()
{
    VisionTransformerShape shape;
    shape.imageSize = 8;
    shape.width = 64;
    shape.heads = 1;
    shape.blocks = 2;
    shape.hidden = 128;
    return std::make_shared<const Graph>(buildVisionTransformer(shape, 5));
}

inline std::shared_ptr<const Graph> smallResidual()
{
    ResidualNetworkShape shape;
    shape.imageSize = 8;
    shape.stageChannels = {16, 32};
    shape.blocksPerStage = 1;
    return std::make_shared<const Graph>(buildResidualNetwork(shape, 5));
}

/// y = x W^T with W [classes, k]: one product.
inline std::shared_ptr<const Graph> oneProduct(std::int64_t k, std::int64_t classes)
{
    GraphBuilder builder("one-product", 3);
    const std::string x = builder.input("x", DType::Float32, {-1, k}, {"batch"});
    const std::string y = builder.node("Gemm", "fc", {x, builder.normal("fc.weight", {classes, k}, 0.5)},
                                       {{"transB", std::int64_t{1}}});
    builder.output(y, "y", {-1, classes}, {"batch"});
    return std::make_shared<const Graph>(builder.take());
}

inline Tensor randomTensor(const Shape &shape, std::uint64_t seed)
{
    Random random(seed);
    Tensor tensor(DType::Float32, shape);
    for (float &value : tensor.mutableValues<float>()) {
        value = static_cast<float>(random.normal());
    }
    return tensor;
}

/// Random images of very different brightness, random labels.
inline Dataset images(std::int64_t count, std::int64_t size, std::int64_t classes)
{
    Dataset data;
    data.path = "images";
    Tensor x = randomTensor({count, 1, size, size}, 11);
    auto values = x.mutableValues<float>();
    Random random(12);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto gain = static_cast<float>(0.01 + 10 * random.uniform());
        for (std::int64_t j = 0; j < size * size; ++j) {
            values[static_cast<std::size_t>(i * size * size + j)] *= gain;
        }
        data.labels.push_back(random.between(0, classes - 1));
    }
    data.inputs.push_back(x);
    return data;
}

} // namespace vsq::test
