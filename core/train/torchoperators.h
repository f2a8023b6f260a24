// SPDX-License-Identifier: GPL-3.0-or-later
// The operators of a Graph on libtorch tensors: one function each, found by ONNX's operator name.
#pragma once

#include "core/network/graph.h"

#include <torch/torch.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace vsq {

struct TorchCall {
    const Node &node;
    std::vector<torch::Tensor> inputs; ///< undefined where an optional input is left out
    bool training = false;
    int opset = 17;

    [[nodiscard]] bool has(std::size_t i) const { return i < inputs.size() && inputs[i].defined(); }
    /// Input i as integers (shapes, axes, indices).
    [[nodiscard]] std::vector<std::int64_t> integers(std::size_t i) const;
    /// Of input i where it is there, else of the attribute (as older opsets have it), else the default.
    [[nodiscard]] std::vector<std::int64_t> integers(std::size_t i, const char *attribute,
                                                     std::vector<std::int64_t> otherwise = {}) const;
    /// The one number of input i where it is there, else of the attribute, else the default.
    [[nodiscard]] double number(std::size_t i, const char *attribute, double otherwise) const;
    /// An axis in 0..rank-1 from an attribute that may count from the end.
    [[nodiscard]] std::int64_t axis(std::int64_t otherwise) const;
};

using TorchOutputs = std::vector<torch::Tensor>;
using TorchOperator = TorchOutputs (*)(const TorchCall &);
using TorchOperators = std::unordered_map<std::string, TorchOperator>;

/// nullptr where training does not know the operator.
TorchOperator torchOperator(const Node &node);

/// Before and after each spatial dimension, as ONNX writes pads; auto_pad worked out from the input's size.
std::vector<std::int64_t> padsOf(const Node &node, const torch::Tensor &x, const std::vector<std::int64_t> &kernel);
/// The input with those pads around it, for what libtorch pads on both sides alike.
torch::Tensor padded(const torch::Tensor &x, const std::vector<std::int64_t> &pads, double value);

// The families.
void addProducts(TorchOperators &table);
void addElementwise(TorchOperators &table);
void addMovement(TorchOperators &table);
void addWindows(TorchOperators &table);

} // namespace vsq
