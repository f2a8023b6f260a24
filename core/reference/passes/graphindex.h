// SPDX-License-Identifier: GPL-3.0-or-later
// Who makes and who uses each value of a graph; nodes are marked as dead and taken out together.
#pragma once

#include "core/network/graph.h"

#include <optional>
#include <unordered_map>

namespace vsq {

class GraphIndex {
public:
    explicit GraphIndex(Graph &graph);

    /// The node that makes the value if it has this operator, else null.
    [[nodiscard]] Node *producer(const std::string &value, std::string_view op) const;
    [[nodiscard]] Node *producer(const std::string &value) const;
    /// The one node that uses the value, if exactly one does (as one of its inputs, once) and the value is no output.
    [[nodiscard]] Node *onlyUser(const std::string &value) const;
    /// The value of a constant with one element, as a float.
    [[nodiscard]] std::optional<float> scalar(const std::string &value) const;
    /// For a node of two inputs: the other input's name.
    [[nodiscard]] static std::string otherInput(const Node &node, const std::string &one);
    /// The node of two inputs has a constant of about this value; returns the other input, else an empty string.
    [[nodiscard]] std::string besideScalar(const Node *node, std::string_view op, float value) const;

    /// Whether the node has as many inputs as patterns look at: a file may have left some out.
    [[nodiscard]] static bool isWhole(const Node &node);

    void kill(Node *node) { m_dead[static_cast<std::size_t>(node - m_graph.nodes.data())] = true; }
    [[nodiscard]] bool isDead(const Node &node) const { return m_dead[static_cast<std::size_t>(&node - m_graph.nodes.data())]; }
    /// Takes the dead nodes out of the graph. The index is of no use after that.
    void sweep();

private:
    Graph &m_graph;
    std::unordered_map<std::string, std::size_t> m_producers;
    std::unordered_multimap<std::string, std::size_t> m_users;
    std::unordered_map<std::string, bool> m_outputs;
    std::vector<bool> m_dead;
};

} // namespace vsq
