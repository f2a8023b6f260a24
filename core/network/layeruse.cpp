// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/layeruse.h"

#include "core/network/attention.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

namespace vsq {

namespace {

constexpr int kLongestWay = 4; ///< operators between the scores and their softmax
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

class Users {
public:
    explicit Users(const Graph &graph) : m_graph(graph)
    {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            for (const std::string &input : graph.nodes[i].inputs) {
                if (!input.empty()) {
                    m_users.emplace(input, i);
                }
            }
        }
    }

    [[nodiscard]] auto of(const std::string &value) const { return m_users.equal_range(value); }

    /// The one node that uses the value, null where none or several do.
    [[nodiscard]] const Node *only(const std::string &value) const
    {
        const auto [begin, end] = m_users.equal_range(value);
        const bool same = begin != end
                          && std::all_of(begin, end, [first = begin](const auto &user) { return user.second == first->second; });
        return same ? &m_graph.nodes[begin->second] : nullptr;
    }

private:
    const Graph &m_graph;
    std::unordered_multimap<std::string, std::size_t> m_users;
};

/// The one element of a constant.
std::optional<double> scalar(const Graph &graph, const std::string &value)
{
    const Tensor *constant = graph.constant(value);
    return constant != nullptr && constant->size() == 1 ? std::optional<double>(constant->toFloat().values<float>()[0])
                                                        : std::nullopt;
}

/// The factor on a node's results before a Softmax that takes them and nothing else does, past Mul, Div and Add of constants
/// and masks; nothing where no Softmax follows.
std::optional<double> factorBeforeSoftmax(const Graph &graph, const Users &users, const Node &scores)
{
    double factor = 1.0;
    std::string value = scores.outputs.front();
    for (int i = 0; i < kLongestWay; ++i) {
        const Node *next = users.only(value);
        if (next == nullptr) {
            return std::nullopt;
        }
        if (next->op == "Softmax") {
            return factor;
        }
        const bool binary = next->inputs.size() == 2;
        if (binary && (next->op == "Mul" || (next->op == "Div" && next->inputs[0] == value))) {
            const auto by = scalar(graph, next->inputs[next->inputs[0] == value ? 1 : 0]);
            if (!by) {
                return std::nullopt;
            }
            factor *= next->op == "Mul" ? *by : 1.0 / *by;
        } else if (!(binary && next->op == "Add")) { // a mask is the host's
            return std::nullopt;
        }
        if (next->outputs.empty()) {
            return std::nullopt;
        }
        value = next->outputs.front();
    }
    return std::nullopt;
}

/// By node: the layer on the chip (its index among the layers) that reads a value of the node first.
std::vector<std::size_t> firstReaders(const Graph &graph, const Users &users, const std::vector<Layer> &layers)
{
    std::unordered_map<std::size_t, std::size_t> layerOfNode;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].onChip) {
            layerOfNode.emplace(layers[i].node, i);
        }
    }
    std::vector<std::size_t> first(graph.nodes.size(), kNone);
    for (std::size_t i = graph.nodes.size(); i-- > 0;) { // users come after what they use
        for (const std::string &output : graph.nodes[i].outputs) {
            const auto [begin, end] = users.of(output);
            for (auto user = begin; user != end; ++user) {
                const auto found = layerOfNode.find(user->second);
                first[i] = std::min(first[i], found == layerOfNode.end() ? first[user->second] : found->second);
            }
        }
    }
    return first;
}

} // namespace

void findUses(const Graph &graph, std::vector<Layer> &layers)
{
    const Users users(graph);
    const std::vector<std::size_t> readers = firstReaders(graph, users, layers);
    std::set<std::size_t> scores;
    for (const Attention &attention : findAttention(graph)) {
        scores.insert(attention.scores);
    }
    for (Layer &layer : layers) {
        const std::size_t reader = readers[layer.node];
        layer.use = reader == kNone ? OutputUse::Host : OutputUse::NextLayer;
        layer.consumer = reader == kNone ? std::string() : layers[reader].name;
        const auto factor = scores.contains(layer.node) ? factorBeforeSoftmax(graph, users, graph.nodes[layer.node])
                                                        : std::nullopt;
        if (factor && *factor > 0.0) {
            layer.use = OutputUse::Softmax;
            layer.softmaxFactor = *factor;
        }
    }
}

} // namespace vsq
