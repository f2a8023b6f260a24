// SPDX-License-Identifier: GPL-3.0-or-later
// Which constants of a network fine-tuning changes: weights and biases of its products, scales and shifts of its
// normalizations, tables of embeddings and what is added or multiplied element by element. Not statistics, masks and the
// numbers of a formula.
#pragma once

#include "core/network/graph.h"

#include <set>
#include <string>
#include <vector>

namespace vsq {

struct TrainableParameter {
    std::string name;     ///< of the constant
    std::string node;     ///< the first that reads it
    bool isWeight = true; ///< an operand of a matrix product or a convolution: what pruning and weight decay look at
};

/// By name, in order. Throws Error where a parameter is no float32, or there is none.
std::vector<TrainableParameter> trainableParameters(const Graph &graph);
/// Names of those that are operands of products.
std::set<std::string, std::less<>> weightsOf(const std::vector<TrainableParameter> &parameters);

} // namespace vsq
