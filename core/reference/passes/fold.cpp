// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/passes/fold.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace vsq {

Graph foldForInference(Graph graph, const JobContext &job)
{
    removeIdentities(graph);
    foldConstants(graph, job);
    job.check();
    foldBatchNorms(graph);
    job.check();
    recognizeGelu(graph);
    recognizeLayerNorm(graph);
    removeUnused(graph);
    return graph;
}

void removeIdentities(Graph &graph)
{
    std::unordered_set<std::string> outputs;
    for (const ValueInfo &output : graph.outputs) {
        outputs.insert(output.name);
    }
    std::unordered_map<std::string, std::string> same;
    std::vector<Node> kept;
    for (Node &node : graph.nodes) {
        for (std::string &input : node.inputs) {
            if (const auto found = same.find(input); found != same.end()) {
                input = found->second;
            }
        }
        if (const auto found = same.find(node.guard); found != same.end()) {
            node.guard = found->second;
        }
        const bool passes = node.domain.empty() && node.guard.empty() && !node.inputs.empty() && !node.outputs.empty()
                            && (node.op == "Identity"
                                || (node.op == "Dropout" && node.outputs.size() == 1 && node.inputs.size() < 3));
        if (passes && !outputs.contains(node.outputs[0])) {
            same.emplace(node.outputs[0], node.inputs[0]);
            graph.values.erase(node.outputs[0]);
        } else {
            kept.push_back(std::move(node));
        }
    }
    graph.nodes = std::move(kept);
}

void removeUnused(Graph &graph)
{
    std::unordered_set<std::string> needed;
    for (const ValueInfo &output : graph.outputs) {
        needed.insert(output.name);
    }
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        const bool used = std::any_of(node->outputs.begin(), node->outputs.end(),
                                      [&](const std::string &v) { return needed.contains(v); });
        if (used) {
            needed.insert(node->inputs.begin(), node->inputs.end());
            needed.insert(node->guard);
            kept.push_back(std::move(*node));
        } else {
            for (const std::string &output : node->outputs) {
                graph.values.erase(output);
            }
        }
    }
    std::reverse(kept.begin(), kept.end());
    graph.nodes = std::move(kept);
    std::erase_if(graph.constants, [&](const auto &entry) { return !needed.contains(entry.first); });
}

} // namespace vsq
