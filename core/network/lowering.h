// SPDX-License-Identifier: GPL-3.0-or-later
// Which matrix products a network consists of, with their roles on the chip (spec sections 1 and 8): A is the weights or
// the stationary activation, B the activations, C = A B^T is features x tokens.
#pragma once

#include "core/network/graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

/// Where a product's result goes, which decides the format that it leaves the chip in.
enum class OutputUse : std::uint8_t {
    NextLayer, ///< another product on the chip reads it, through operators of the host too
    Softmax,   ///< an attention's scores: the softmax, past constant factors and a mask
    Host,      ///< the network's result
};

/// One row of `vsq info` and of the Network view. M, N, K are of one product; count of them are alike (heads, groups,
/// images of the batch).
struct Layer {
    std::string name; ///< node name
    std::string op;
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    std::int64_t count = 1;
    std::int64_t macs = 0; ///< m * n * k * count
    bool onChip = true;
    std::string reason;       ///< why there, one sentence
    std::size_t node = 0;     ///< index into Graph::nodes
    bool aIsConstant = false; ///< A is weights (false: the stationary activation)

    // Convolution's geometry (0 where the layer is none): K = channels * kernelHeight * kernelWidth.
    std::int64_t channels = 0;
    std::int64_t kernelHeight = 0;
    std::int64_t kernelWidth = 0;
    std::int64_t outputHeight = 0;
    std::int64_t outputWidth = 0;

    OutputUse use = OutputUse::Host;
    std::string consumer;       ///< NextLayer: the first product on the chip that reads the result
    double softmaxFactor = 0.0; ///< Softmax: the constant factor between the scores and the softmax
};

/// The matrix products of a graph in execution order; dimensions of the inputs that are unknown (the batch) count as 1.
/// Conv: A = filters [C_out / group, K], N = output pixels, count = groups. MatMul(X, Y) of two activations: A = Y^T,
/// B = X, count = the product of the leading dimensions (heads). Gemm and MatMul with weights: A = the weights.
/// Products that the chip cannot run are listed with onChip = false and the reason.
std::vector<Layer> lower(const Graph &graph);

/// An operator that the host computes in FP32.
struct HostOperator {
    std::string name;
    std::string op;
    std::string reason; ///< one sentence
    std::size_t node = 0;
};

/// All operators that are no matrix product on the chip, in execution order.
std::vector<HostOperator> hostOperators(const Graph &graph);

} // namespace vsq
