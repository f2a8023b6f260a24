// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/graphindex.h"

#include "core/network/operators/operatortable.h"

#include <cmath>

namespace vsq {

bool GraphIndex::isWhole(const Node &node)
{
    const OperatorSpec *spec = operatorTable().find(node);
    return spec != nullptr && node.inputs.size() >= spec->inputs.least && !node.inputs.empty() && !node.outputs.empty();
}

GraphIndex::GraphIndex(Graph &graph) : m_graph(graph), m_dead(graph.nodes.size(), false)
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const std::string &output : graph.nodes[i].outputs) {
            m_producers.emplace(output, i);
        }
        for (const std::string &input : graph.nodes[i].inputs) {
            m_users.emplace(input, i);
        }
    }
    for (const ValueInfo &output : graph.outputs) {
        m_outputs.emplace(output.name, true);
    }
}

Node *GraphIndex::producer(const std::string &value) const
{
    const auto found = m_producers.find(value);
    return value.empty() || found == m_producers.end() ? nullptr : &m_graph.nodes[found->second];
}

Node *GraphIndex::producer(const std::string &value, std::string_view op) const
{
    Node *node = producer(value);
    return node != nullptr && node->op == op && node->domain.empty() && isWhole(*node) ? node : nullptr;
}

Node *GraphIndex::onlyUser(const std::string &value) const
{
    if (m_outputs.contains(value) || m_users.count(value) != 1) {
        return nullptr;
    }
    Node *user = &m_graph.nodes[m_users.find(value)->second];
    return isWhole(*user) ? user : nullptr;
}

std::optional<float> GraphIndex::scalar(const std::string &value) const
{
    const Tensor *constant = m_graph.constant(value);
    if (constant == nullptr || constant->size() != 1) {
        return std::nullopt;
    }
    return constant->toFloat().values<float>()[0];
}

std::string GraphIndex::otherInput(const Node &node, const std::string &one)
{
    return node.inputs[0] == one ? node.inputs[1] : node.inputs[0];
}

std::string GraphIndex::besideScalar(const Node *node, std::string_view op, float value) const
{
    if (node == nullptr || node->op != op || !node->domain.empty() || node->inputs.size() != 2) {
        return {};
    }
    constexpr float kTolerance = 1e-3F; // exporters write 0.7071 as well as 0.70710678
    const bool ordered = op == "Div" || op == "Sub" || op == "Pow";
    for (std::size_t i = ordered ? 1 : 0; i < 2; ++i) {
        const auto found = scalar(node->inputs[i]);
        if (found && std::fabs(*found - value) <= kTolerance * std::fabs(value)) {
            return node->inputs[1 - i];
        }
    }
    return {};
}

void GraphIndex::sweep()
{
    std::vector<Node> alive;
    for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
        if (!m_dead[i]) {
            alive.push_back(std::move(m_graph.nodes[i]));
        }
    }
    m_graph.nodes = std::move(alive);
}

} // namespace vsq
