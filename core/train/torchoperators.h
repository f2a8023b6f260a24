// SPDX-License-Identifier: GPL-3.0-or-later
// The operators of a Graph on libtorch tensors: one function each, found by ONNX's operator name.
#pragma once

#include "core/network/graph.h"

#include <torch/torch.h>

#include <vector>

namespace vsq {

struct TorchCall {
    const Node &node;
    std::vector<torch::Tensor> inputs; ///< undefined where an optional input is left out
    bool training = false;

    /// Input i as integers (shapes, axes, indices).
    [[nodiscard]] std::vector<std::int64_t> integers(std::size_t i) const;
};

using TorchOperator = torch::Tensor (*)(const TorchCall &);

/// nullptr where training does not know the operator.
TorchOperator torchOperator(const std::string &op);

} // namespace vsq
