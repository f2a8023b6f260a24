// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/graphnames.h"

namespace vsq {

void rename(std::string &name, const Names &names)
{
    if (const auto found = names.find(name); found != names.end()) {
        name = found->second;
    }
}

namespace {

/// Names that the graph gives to values of its own, of those in the map: they are other ones.
std::vector<std::string> ownNames(const onnx::GraphProto &graph, const Names &names)
{
    std::vector<std::string> own;
    const auto add = [&](const std::string &name) {
        if (names.contains(name)) {
            own.push_back(name);
        }
    };
    for (const onnx::ValueInfoProto &input : graph.input()) {
        add(input.name());
    }
    for (const onnx::TensorProto &tensor : graph.initializer()) {
        add(tensor.name());
    }
    for (const onnx::NodeProto &node : graph.node()) {
        for (const std::string &output : node.output()) {
            add(output);
        }
    }
    return own;
}

void renameWithin(onnx::GraphProto &graph, const Names &names)
{
    for (onnx::NodeProto &inner : *graph.mutable_node()) {
        renameUses(inner, names);
    }
    for (onnx::ValueInfoProto &output : *graph.mutable_output()) {
        rename(*output.mutable_name(), names);
    }
}

} // namespace

void renameUses(onnx::NodeProto &node, const Names &names)
{
    for (std::string &input : *node.mutable_input()) {
        rename(input, names);
    }
    for (onnx::AttributeProto &attribute : *node.mutable_attribute()) {
        if (!attribute.has_g()) {
            continue;
        }
        const std::vector<std::string> own = ownNames(attribute.g(), names);
        if (own.empty()) {
            renameWithin(*attribute.mutable_g(), names);
            continue;
        }
        Names visible = names;
        for (const std::string &name : own) {
            visible.erase(name);
        }
        renameWithin(*attribute.mutable_g(), visible);
    }
}

} // namespace vsq
