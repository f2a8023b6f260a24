// SPDX-License-Identifier: GPL-3.0-or-later
// Finds attention, softmax(scale Q K^T + mask) V, among a network's operators.
#pragma once

#include "core/network/graph.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace vsq {

/// Indices into Graph::nodes.
struct Attention {
    std::size_t scores = 0; ///< the product Q K^T
    std::size_t softmax = 0;
    std::size_t context = 0; ///< the product of the probabilities with V
    double scale = 1.0;      ///< all constant factors between Q, K and the softmax, wherever the exporter put them
    double factor = 1.0;     ///< those of them that stand between Q K^T and the softmax
};

/// In order of their softmax. Masks (Add, Where), casts, dropouts and reshapes may stand between; Q K^T and P V are MatMul or
/// Einsum of two values that are no constants.
std::vector<Attention> findAttention(const Graph &graph);

/// Names of attention's Softmax nodes whose result goes into products and nowhere else, so that a unit between the two products
/// can compute them.
std::set<std::string, std::less<>> attentionSoftmaxes(const Graph &graph);

} // namespace vsq
