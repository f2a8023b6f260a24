// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainableparameters.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vsq {

namespace {

enum class Kind : std::uint8_t { None, Weight, Other };

/// What an operator's input is, if it is a constant.
Kind kindOf(const Node &node, std::size_t input)
{
    const auto is = [&](std::initializer_list<const char *> names) {
        return std::find(names.begin(), names.end(), node.op) != names.end();
    };
    if (is({"Conv", "ConvTranspose", "Gemm", "MatMul", "Einsum"})) {
        return input < 2 || node.op == "Einsum" ? Kind::Weight : Kind::Other;
    }
    if (is({"BatchNormalization", "LayerNormalization", "InstanceNormalization", "GroupNormalization"})) {
        return input == 1 || input == 2 ? Kind::Other : Kind::None;
    }
    if (is({"Add", "Mul", "Sum"})) {
        return Kind::Other;
    }
    const bool table = node.op == "Gather" && input == 0;
    const bool slope = is({"PRelu", "BiasGelu", "FastGelu"}) && input == 1;
    return table || slope ? Kind::Other : Kind::None;
}

/// A mask that pushes scores out of the softmax is no weight.
bool isMask(const Tensor &tensor)
{
    constexpr float kLargest = 1000.0F;
    const auto values = tensor.values<float>();
    return std::any_of(values.begin(), values.end(), [](float v) { return !(std::fabs(v) < kLargest); });
}

} // namespace

std::vector<TrainableParameter> trainableParameters(const Graph &graph)
{
    std::map<std::string, TrainableParameter> found;
    for (const Node &node : graph.nodes) {
        for (std::size_t i = 0; i < node.inputs.size(); ++i) {
            const Kind kind = kindOf(node, i);
            const Tensor *tensor = kind == Kind::None ? nullptr : graph.constant(node.inputs[i]);
            if (tensor == nullptr || !isFloating(tensor->dtype()) || tensor->size() < 2) {
                continue;
            }
            if (tensor->dtype() != DType::Float32) {
                throw Error({.file = graph.sourceFile, .item = node.describe()}, "weights '" + node.inputs[i] + "' to fine-tune",
                            "float32", std::string(nameOf(tensor->dtype())));
            }
            if (kind == Kind::Other && isMask(*tensor)) {
                continue;
            }
            auto [entry, isNew] = found.try_emplace(node.inputs[i],
                                                    TrainableParameter{node.inputs[i], node.name, kind == Kind::Weight});
            entry->second.isWeight = entry->second.isWeight || (!isNew && kind == Kind::Weight);
        }
    }
    if (found.empty()) {
        throw Error({.file = graph.sourceFile, .item = {}}, "network to fine-tune", "weights as constants", "none");
    }
    std::vector<TrainableParameter> parameters;
    for (auto &[name, parameter] : found) {
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

std::set<std::string, std::less<>> weightsOf(const std::vector<TrainableParameter> &parameters)
{
    std::set<std::string, std::less<>> names;
    for (const TrainableParameter &parameter : parameters) {
        if (parameter.isWeight) {
            names.insert(parameter.name);
        }
    }
    return names;
}

} // namespace vsq
