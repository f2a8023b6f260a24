// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a Graph operator by operator on libtorch tensors, so that autograd differentiates whatever network was built or
// imported. Float constants are the parameters, batch-norm statistics the buffers.
#pragma once

#include "core/network/graph.h"
#include "core/train/torchconvert.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace vsq {

class TorchExecutor {
public:
    /// Throws Error naming the node when the graph has an operator that training does not know.
    explicit TorchExecutor(const Graph &graph);

    /// inputs in the order of graph.inputs; the graph's outputs come back in order. In training, batch norm uses the
    /// batch's statistics and updates its running ones.
    std::vector<torch::Tensor> run(const std::vector<torch::Tensor> &inputs, bool training);

    /// What the optimiser changes, by constant name.
    [[nodiscard]] const std::map<std::string, torch::Tensor> &parameters() const { return m_parameters; }
    [[nodiscard]] const std::map<std::string, torch::Tensor> &buffers() const { return m_buffers; }
    /// The graph with the constants' present values.
    [[nodiscard]] Graph trainedGraph() const;

private:
    Graph m_graph;
    std::map<std::string, torch::Tensor> m_parameters;
    std::map<std::string, torch::Tensor> m_buffers;   ///< running means and variances
    std::map<std::string, torch::Tensor> m_constants; ///< integers: shapes and indices
};

} // namespace vsq
