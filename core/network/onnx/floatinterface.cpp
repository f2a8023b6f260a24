// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/floatinterface.h"

#include "core/network/onnx/onnxproto.h"

#include <algorithm>

namespace vsq {

namespace {

bool isOther(DType type)
{
    return type == DType::Float16 || type == DType::BFloat16 || type == DType::Float64;
}

Node castTo(DType type, const std::string &name, const std::string &from, const std::string &to)
{
    return {name, "Cast", {}, {from}, {to}, {{"to", std::int64_t{toOnnx(type)}}}};
}

void renameInputs(Graph &graph, const std::string &from, const std::string &to)
{
    for (Node &node : graph.nodes) {
        std::replace(node.inputs.begin(), node.inputs.end(), from, to);
    }
}

bool makes(const Graph &graph, const std::string &value)
{
    return graph.producerOf(value) != nullptr;
}

} // namespace

Graph withFloatInterface(Graph graph)
{
    std::vector<Node> nodes;
    for (Node &node : graph.nodes) {
        const auto type = node.op == "Cast" && node.domain.empty() ? fromOnnx(static_cast<int>(node.integer("to", 1)))
                                                                   : std::nullopt;
        nodes.push_back(std::move(node));
        if (type && isOther(*type)) {
            const std::string result = nodes.back().outputs.front();
            nodes.back().outputs.front() = result + "/rounded";
            nodes.push_back(castTo(DType::Float32, nodes.back().name + "/back", result + "/rounded", result));
        }
    }
    graph.nodes = std::move(nodes);
    std::vector<Node> last;
    for (const ValueInfo &output : graph.outputs) {
        if (!isOther(output.type)) {
            continue;
        }
        const std::string real = output.name + "/float32";
        const bool isMade = makes(graph, output.name);
        if (isMade) {
            for (Node &node : graph.nodes) {
                std::replace(node.outputs.begin(), node.outputs.end(), output.name, real);
            }
            renameInputs(graph, output.name, real);
            last.push_back(castTo(output.type, output.name + "/cast", real, output.name));
        }
    }
    std::vector<Node> first;
    for (const ValueInfo &input : graph.inputs) {
        if (isOther(input.type)) {
            renameInputs(graph, input.name, input.name + "/float32");
            first.push_back(castTo(DType::Float32, input.name + "/cast", input.name, input.name + "/float32"));
        }
    }
    graph.nodes.insert(graph.nodes.begin(), first.begin(), first.end());
    graph.nodes.insert(graph.nodes.end(), last.begin(), last.end());
    return graph;
}

} // namespace vsq
