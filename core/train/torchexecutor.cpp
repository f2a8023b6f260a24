// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torchexecutor.h"

#include "core/train/torchoperators.h"

#include <algorithm>
#include <set>

namespace vsq {

TorchExecutor::TorchExecutor(const Graph &graph) : m_graph(graph)
{
    std::set<std::string> statistics;
    for (const Node &node : m_graph.nodes) {
        if (torchOperator(node) == nullptr) {
            throw Error({.file = m_graph.sourceFile, .item = node.describe()}, "training does not know this operator");
        }
        if (node.op == "BatchNormalization") {
            statistics.insert(node.inputs.begin() + 3, node.inputs.end());
        }
    }
    for (const auto &[name, tensor] : m_graph.constants) {
        torch::Tensor value = toTorch(tensor);
        if (tensor.dtype() != DType::Float32) {
            m_constants.emplace(name, value);
        } else if (statistics.contains(name)) {
            m_buffers.emplace(name, value);
        } else if (tensor.rank() == 0) {
            m_constants.emplace(name, value); // a factor of the formula (1/sqrt d), not a weight
        } else {
            m_parameters.emplace(name, value.requires_grad_());
        }
    }
}

std::vector<torch::Tensor> TorchExecutor::run(const std::vector<torch::Tensor> &inputs, bool training)
{
    std::unordered_map<std::string, torch::Tensor> values;
    for (std::size_t i = 0; i < m_graph.inputs.size(); ++i) {
        values[m_graph.inputs[i].name] = inputs.at(i);
    }
    for (const auto *group : {&m_parameters, &m_buffers, &m_constants}) {
        values.insert(group->begin(), group->end());
    }
    for (const Node &node : m_graph.nodes) {
        TorchCall call{node, {}, training, m_graph.opset};
        for (const std::string &input : node.inputs) {
            call.inputs.push_back(input.empty() ? torch::Tensor() : values.at(input));
        }
        TorchOutputs results = torchOperator(node)(call);
        for (std::size_t i = 0; i < std::min(results.size(), node.outputs.size()); ++i) {
            values[node.outputs[i]] = std::move(results[i]);
        }
    }
    std::vector<torch::Tensor> outputs;
    for (const ValueInfo &output : m_graph.outputs) {
        outputs.push_back(values.at(output.name));
    }
    return outputs;
}

Graph TorchExecutor::trainedGraph() const
{
    Graph graph = m_graph;
    for (const auto *group : {&m_parameters, &m_buffers}) {
        for (const auto &[name, tensor] : *group) {
            graph.constants.insert_or_assign(name, fromTorch(tensor));
        }
    }
    return graph;
}

} // namespace vsq
