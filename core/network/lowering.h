// SPDX-License-Identifier: GPL-3.0-or-later
// Which matrix products a network consists of, with their roles on the chip (spec sections 1 and 8): A is the weights or
// the stationary activation, B the activations, C = A B^T is features x tokens.
#pragma once

#include "core/network/graph.h"

namespace vsq {

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
    std::string reason;    ///< why there, one sentence
    std::size_t node = 0;  ///< index into Graph::nodes

    // Convolution's geometry (0 where the layer is none): K = channels * kernelHeight * kernelWidth.
    std::int64_t channels = 0;
    std::int64_t kernelHeight = 0;
    std::int64_t kernelWidth = 0;
    std::int64_t outputHeight = 0;
    std::int64_t outputWidth = 0;
};

/// The layers of a graph in execution order; unknown batch dimensions count as 1.
std::vector<Layer> lower(const Graph &graph);

} // namespace vsq
