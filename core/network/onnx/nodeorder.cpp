// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/nodeorder.h"

#include <functional>
#include <queue>
#include <string_view>
#include <unordered_map>

namespace vsq {

namespace {

/// Calls use(name) for all values that the node and the graphs within it read; the latter's own are among them.
template <typename Use>
void forUses(const onnx::NodeProto &node, const Use &use)
{
    for (const std::string &input : node.input()) {
        use(input);
    }
    for (const onnx::AttributeProto &attribute : node.attribute()) {
        if (!attribute.has_g()) {
            continue;
        }
        for (const onnx::NodeProto &inner : attribute.g().node()) {
            forUses(inner, use);
        }
        for (const onnx::ValueInfoProto &output : attribute.g().output()) {
            use(output.name());
        }
    }
}

} // namespace

std::unordered_set<std::string> valuesRead(const onnx::GraphProto &graph)
{
    std::unordered_set<std::string> names;
    for (const onnx::NodeProto &node : graph.node()) {
        forUses(node, [&](const std::string &name) { names.insert(name); });
    }
    for (const onnx::ValueInfoProto &output : graph.output()) {
        names.insert(output.name());
    }
    return names;
}

std::vector<int> nodeOrder(const google::protobuf::RepeatedPtrField<onnx::NodeProto> &nodes)
{
    const int count = nodes.size();
    std::unordered_map<std::string_view, int> maker;
    for (int i = 0; i < count; ++i) {
        for (const std::string &output : nodes[i].output()) {
            if (!output.empty()) {
                maker.emplace(output, i);
            }
        }
    }
    std::vector<std::vector<int>> users(static_cast<std::size_t>(count));
    std::vector<int> waiting(static_cast<std::size_t>(count), 0);
    for (int i = 0; i < count; ++i) {
        forUses(nodes[i], [&](const std::string &name) {
            if (const auto found = maker.find(name); found != maker.end() && found->second != i) {
                users[static_cast<std::size_t>(found->second)].push_back(i);
                ++waiting[static_cast<std::size_t>(i)];
            }
        });
    }
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (int i = 0; i < count; ++i) {
        if (waiting[static_cast<std::size_t>(i)] == 0) {
            ready.push(i);
        }
    }
    std::vector<int> order;
    while (!ready.empty()) {
        const int at = ready.top();
        ready.pop();
        order.push_back(at);
        for (const int user : users[static_cast<std::size_t>(at)]) {
            if (--waiting[static_cast<std::size_t>(user)] == 0) {
                ready.push(user);
            }
        }
    }
    for (int i = 0; i < count; ++i) {
        if (waiting[static_cast<std::size_t>(i)] > 0) {
            order.push_back(i);
        }
    }
    return order;
}

} // namespace vsq
