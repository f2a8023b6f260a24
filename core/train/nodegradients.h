// SPDX-License-Identifier: GPL-3.0-or-later
// What a node's inputs have to do with its outputs: the products of the outputs' gradients with the node's Jacobian, by
// libtorch. The values are whatever computed them, so that the chip's integers are differentiated as the ideal product.
#pragma once

#include "core/network/graph.h"

#include <vector>

namespace vsq {

struct GradientCall {
    const Node &node;
    int opset = 17;
    std::vector<Tensor> inputs;          ///< as the gradients see them: of products with quantized weights those
    std::vector<Tensor> outputs;         ///< as they were computed
    std::vector<Tensor> outputGradients; ///< empty tensors ([0]) where there is none
    std::vector<bool> wanted;            ///< of the inputs
};

/// Whether nodeGradients() knows the operator.
bool isDifferentiable(const Node &node);
/// Whether the operator's outputs do not change with its inputs a little: shapes, comparisons, integers.
bool isConstantAlmostEverywhere(const Node &node);

/// One float32 tensor of the input's shape for each wanted input, empty ([0]) for others. Throws Error naming the node where it
/// is not differentiable.
std::vector<Tensor> nodeGradients(const GradientCall &call);

} // namespace vsq
