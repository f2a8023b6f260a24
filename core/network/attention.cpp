// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/attention.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <unordered_map>

namespace vsq {

namespace {

constexpr int kMostBetween = 12; // operators between a product and the softmax

bool isOneOf(const Node &node, std::initializer_list<std::string_view> names)
{
    return node.domain.empty() && std::find(names.begin(), names.end(), node.op) != names.end();
}

/// Moves elements, or nothing at all.
bool moves(const Node &node)
{
    return isOneOf(node, {"Identity", "Cast", "Dropout", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Transpose"});
}

class Search {
public:
    explicit Search(const Graph &graph) : m_graph(graph)
    {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            for (const std::string &output : graph.nodes[i].outputs) {
                m_producers.emplace(output, i);
            }
            for (const std::string &input : graph.nodes[i].inputs) {
                m_users.emplace(input, i);
            }
        }
    }

    std::optional<Attention> around(std::size_t softmax)
    {
        const Node &node = m_graph.nodes[softmax];
        if (node.op != "Softmax" || !node.domain.empty() || node.inputs.empty() || node.outputs.empty()) {
            return std::nullopt;
        }
        Attention found;
        found.softmax = softmax;
        const auto scores = before(node.inputs[0], found.scale, kMostBetween);
        const auto context = scores ? after(node.outputs[0], kMostBetween) : std::nullopt;
        if (!context) {
            return std::nullopt;
        }
        found.scores = *scores;
        found.context = *context;
        found.factor = found.scale;
        for (const std::string &operand : m_graph.nodes[*scores].inputs) {
            takeOperandScale(operand, found.scale);
        }
        return found;
    }

    /// Whether every use of the value ends in a product. The graph has no cycles.
    bool isOnlyMultiplied(const std::string &value) const
    {
        const auto isValue = [&](const ValueInfo &output) { return output.name == value; };
        const auto [begin, end] = m_users.equal_range(value);
        return begin != end && std::none_of(m_graph.outputs.begin(), m_graph.outputs.end(), isValue)
               && std::all_of(begin, end, [&](const auto &user) {
                      const Node &node = m_graph.nodes[user.second];
                      const bool passes = moves(node) && !node.outputs.empty();
                      return isOneOf(node, {"MatMul", "Einsum", "Gemm"}) || (passes && isOnlyMultiplied(node.outputs[0]));
                  });
    }

private:
    const Node *producer(const std::string &value) const
    {
        const auto found = m_producers.find(value);
        return value.empty() || found == m_producers.end() ? nullptr : &m_graph.nodes[found->second];
    }

    std::optional<double> scalar(const std::string &value) const
    {
        const Tensor *constant = m_graph.constant(value);
        if (constant == nullptr || constant->size() != 1 || constant->dtype() != DType::Float32) {
            return std::nullopt;
        }
        return static_cast<double>(constant->values<float>()[0]);
    }

    bool isProduct(const Node &node) const
    {
        return isOneOf(node, {"MatMul", "Einsum"}) && node.inputs.size() == 2 && m_graph.constant(node.inputs[0]) == nullptr
               && m_graph.constant(node.inputs[1]) == nullptr;
    }

    /// The factor of a Mul or Div by a constant number and the input that it scales.
    std::optional<std::pair<double, std::string>> scaling(const Node &node) const
    {
        if (!isOneOf(node, {"Mul", "Div"}) || node.inputs.size() != 2) {
            return std::nullopt;
        }
        if (const auto right = scalar(node.inputs[1]); right && *right != 0.0) {
            return std::pair(node.op == "Mul" ? *right : 1.0 / *right, node.inputs[0]);
        }
        const auto left = node.op == "Mul" ? scalar(node.inputs[0]) : std::nullopt;
        return left ? std::optional(std::pair(*left, node.inputs[1])) : std::nullopt;
    }

    /// Steps with which a value has been looked at in vain: it need not be again with as many or fewer. Without this the ways
    /// through operators of many inputs multiply.
    using Vain = std::unordered_map<std::string, int>;

    static bool wasVain(const Vain &vain, const std::string &value, int steps)
    {
        const auto found = vain.find(value);
        return found != vain.end() && found->second >= steps;
    }

    /// The product that the softmax's input comes from.
    std::optional<std::size_t> before(const std::string &value, double &scale, int steps)
    {
        if (steps == 0 || wasVain(m_vainBefore, value, steps)) {
            return std::nullopt;
        }
        const auto found = lookBefore(value, scale, steps);
        if (!found) {
            m_vainBefore[value] = steps;
        }
        return found;
    }

    std::optional<std::size_t> lookBefore(const std::string &value, double &scale, int steps)
    {
        const Node *node = producer(value);
        if (node == nullptr || node->inputs.empty()) {
            return std::nullopt;
        }
        if (isProduct(*node)) {
            return static_cast<std::size_t>(node - m_graph.nodes.data());
        }
        if (const auto factor = scaling(*node)) {
            const auto found = before(factor->second, scale, steps - 1);
            scale *= found ? factor->first : 1.0;
            return found;
        }
        std::size_t first = 0;
        std::size_t last = 0; // of the inputs that may lead there
        if (isOneOf(*node, {"Add", "Sub", "Mul", "Max", "Min"})) {
            last = node->inputs.size() - 1;
        } else if (isOneOf(*node, {"Where"}) && node->inputs.size() == 3) {
            first = 1;
            last = 2;
        } else if (!moves(*node) && !isOneOf(*node, {"Clip"})) {
            return std::nullopt;
        }
        for (std::size_t i = first; i <= last; ++i) {
            if (const auto found = before(node->inputs[i], scale, steps - 1)) {
                return found;
            }
        }
        return std::nullopt;
    }

    /// The product that the probabilities go into.
    std::optional<std::size_t> after(const std::string &value, int steps)
    {
        if (steps == 0 || wasVain(m_vainAfter, value, steps)) {
            return std::nullopt;
        }
        const auto found = lookAfter(value, steps);
        if (!found) {
            m_vainAfter[value] = steps;
        }
        return found;
    }

    std::optional<std::size_t> lookAfter(const std::string &value, int steps)
    {
        const auto [begin, end] = m_users.equal_range(value);
        for (auto user = begin; user != end; ++user) {
            const Node &node = m_graph.nodes[user->second];
            if (isProduct(node)) {
                return user->second;
            }
            const bool passes = moves(node) || isOneOf(node, {"Where", "Mul"});
            const auto found = passes && !node.outputs.empty() ? after(node.outputs[0], steps - 1) : std::nullopt;
            if (found) {
                return found;
            }
        }
        return std::nullopt;
    }

    /// Q and K may be scaled before they are multiplied, each by the root.
    void takeOperandScale(const std::string &operand, double &scale) const
    {
        std::string value = operand;
        for (int steps = 0; steps < kMostBetween; ++steps) {
            const Node *node = producer(value);
            if (node == nullptr || node->inputs.empty()) {
                return;
            }
            if (const auto factor = scaling(*node)) {
                scale *= factor->first;
                value = factor->second;
            } else if (isOneOf(*node, {"Identity", "Cast", "Reshape", "Transpose", "Squeeze", "Unsqueeze"})) {
                value = node->inputs[0];
            } else {
                return;
            }
        }
    }

    const Graph &m_graph;
    std::unordered_map<std::string, std::size_t> m_producers;
    std::unordered_multimap<std::string, std::size_t> m_users;
    Vain m_vainBefore;
    Vain m_vainAfter;
};

} // namespace

std::vector<Attention> findAttention(const Graph &graph)
{
    Search search(graph);
    std::vector<Attention> all;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (const auto found = search.around(i)) {
            all.push_back(*found);
        }
    }
    return all;
}

std::set<std::string, std::less<>> attentionSoftmaxes(const Graph &graph)
{
    const Search search(graph);
    std::set<std::string, std::less<>> names;
    for (const Attention &attention : findAttention(graph)) {
        const Node &softmax = graph.nodes[attention.softmax];
        if (search.isOnlyMultiplied(softmax.outputs[0])) {
            names.insert(softmax.name);
        }
    }
    return names;
}

} // namespace vsq
