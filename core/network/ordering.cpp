// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/ordering.h"

#include <algorithm>
#include <queue>
#include <unordered_map>
#include <unordered_set>

namespace vsq {

namespace {

constexpr std::size_t kOutside = static_cast<std::size_t>(-1); // an input or a constant

void nameNodes(Graph &graph)
{
    std::unordered_set<std::string> taken;
    for (const Node &node : graph.nodes) {
        taken.insert(node.name);
    }
    std::unordered_set<std::string> seen;
    std::unordered_map<std::string, std::size_t> next; // number for a stem: many nodes may have one name
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        Node &node = graph.nodes[i];
        if (!node.name.empty() && seen.insert(node.name).second) {
            continue;
        }
        const std::string stem = node.name.empty() ? node.op : node.name;
        std::size_t &number = next.emplace(stem, 0).first->second;
        number = std::max<std::size_t>(number, node.name.empty() ? i : 2);
        std::string name = stem + "_" + std::to_string(number);
        while (!taken.insert(name).second) {
            name = stem + "_" + std::to_string(++number);
        }
        node.name = name;
        seen.insert(name);
    }
}

std::unordered_map<std::string, std::size_t> sources(const Graph &graph)
{
    std::unordered_map<std::string, std::size_t> source;
    const auto add = [&](const std::string &value, std::size_t at, const std::string &item) {
        const auto [entry, isNew] = source.emplace(value, at);
        if (!isNew) {
            const std::string first = entry->second == kOutside ? "an input or a constant too"
                                                                : graph.nodes[entry->second].describe() + " too";
            throw Error({.file = graph.sourceFile, .item = item}, "value '" + value + "' is made twice", "one source", first);
        }
    };
    for (const ValueInfo &input : graph.inputs) {
        add(input.name, kOutside, "inputs");
    }
    for (const auto &[name, tensor] : graph.constants) {
        add(name, kOutside, "constants");
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const std::string &output : graph.nodes[i].outputs) {
            if (!output.empty()) {
                add(output, i, graph.nodes[i].describe());
            }
        }
    }
    return source;
}

} // namespace

void putInOrder(Graph &graph)
{
    nameNodes(graph);
    const auto source = sources(graph);
    std::vector<std::size_t> waiting(graph.nodes.size(), 0);
    std::vector<std::vector<std::size_t>> users(graph.nodes.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const auto depend = [&](const std::string &input) {
            if (input.empty()) {
                return;
            }
            const auto found = source.find(input);
            if (found == source.end()) {
                throw Error({.file = graph.sourceFile, .item = graph.nodes[i].describe()}, "input '" + input + "'",
                            "the output of a node, an input or a constant", "none of that name");
            }
            if (found->second != kOutside) {
                users[found->second].push_back(i);
                ++waiting[i];
            }
        };
        std::for_each(graph.nodes[i].inputs.begin(), graph.nodes[i].inputs.end(), depend);
        depend(graph.nodes[i].guard);
    }
    for (const ValueInfo &output : graph.outputs) {
        if (source.find(output.name) == source.end()) {
            throw Error({.file = graph.sourceFile, .item = "output '" + output.name + "'"}, "source", "a node that makes it",
                        "none");
        }
    }
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        if (waiting[i] == 0) {
            ready.push(i);
        }
    }
    std::vector<Node> ordered;
    ordered.reserve(graph.nodes.size());
    while (!ready.empty()) {
        const std::size_t at = ready.top();
        ready.pop();
        for (const std::size_t user : users[at]) {
            if (--waiting[user] == 0) {
                ready.push(user);
            }
        }
        ordered.push_back(graph.nodes[at]);
    }
    if (ordered.size() != graph.nodes.size()) {
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i] != 0) {
                throw Error({.file = graph.sourceFile, .item = graph.nodes[i].describe()}, "cycle in the network",
                            "no value that depends on itself",
                            std::to_string(graph.nodes.size() - ordered.size()) + " nodes in or behind a cycle");
            }
        }
    }
    graph.nodes = std::move(ordered);
}

} // namespace vsq
