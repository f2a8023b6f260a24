// SPDX-License-Identifier: GPL-3.0-or-later
// A network of one node, run in FP32.
#pragma once

#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/reference/executor.h"

#include <cmath>
#include <limits>

namespace vsq::test {

/// Inputs in the node's order; those whose name starts with 'w' become constants. Result: the node's outputs.
inline std::vector<Tensor> runNode(const std::string &op, const std::vector<std::pair<std::string, Tensor>> &inputs,
                                   const AttributeMap &attributes = {}, std::size_t outputs = 1, int opset = 17,
                                   ProductBackend *backend = nullptr)
{
    auto graph = std::make_shared<Graph>();
    graph->opset = opset;
    Node node{"node", op, {}, {}, {}, attributes};
    TensorMap given;
    for (const auto &[name, tensor] : inputs) {
        node.inputs.push_back(name);
        if (name.empty()) {
            continue;
        }
        if (name[0] == 'w') {
            graph->constants.insert_or_assign(name, tensor);
        } else if (given.emplace(name, tensor).second) {
            graph->inputs.push_back({name, tensor.dtype(), tensor.shape(), {}});
        }
    }
    for (std::size_t i = 0; i < outputs; ++i) {
        node.outputs.push_back("y" + std::to_string(i));
        graph->outputs.push_back({node.outputs.back(), DType::Float32, {}, {}});
    }
    graph->nodes.push_back(node);
    const auto own = makeFloatBackend();
    const TensorMap result = Executor(graph).run(given, backend != nullptr ? *backend : *own);
    std::vector<Tensor> values;
    for (const std::string &name : node.outputs) {
        values.push_back(result.at(name));
    }
    return values;
}

inline Tensor randomTensor(Random &random, Shape shape)
{
    Tensor tensor(DType::Float32, std::move(shape));
    for (float &value : tensor.mutableValues<float>()) {
        value = static_cast<float>(random.normal());
    }
    return tensor;
}

inline std::vector<float> floatsOf(const Tensor &tensor)
{
    const auto values = tensor.values<float>();
    return {values.begin(), values.end()};
}

/// Largest |a - b| / (1 + |b|); infinite when the shapes differ.
inline double largestError(const Tensor &a, const Tensor &b)
{
    if (a.shape() != b.shape()) {
        return std::numeric_limits<double>::infinity();
    }
    const Tensor x = a.toFloat();
    const Tensor y = b.toFloat();
    double worst = 0.0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(a.size()); ++i) {
        const auto p = static_cast<double>(x.values<float>()[i]);
        const auto q = static_cast<double>(y.values<float>()[i]);
        if (p != q && !(std::isnan(p) && std::isnan(q))) {
            const double error = std::fabs(p - q) / (1.0 + std::fabs(q));
            worst = std::isnan(error) ? std::numeric_limits<double>::infinity() : std::max(worst, error);
        }
    }
    return worst;
}

} // namespace vsq::test
