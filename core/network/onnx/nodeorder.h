// SPDX-License-Identifier: GPL-3.0-or-later
// The order in which a message's nodes can be read: files exist whose nodes are not sorted.
#pragma once

#include "core/network/onnx/onnxproto.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace vsq {

/// Positions of the graph's nodes, each after those whose outputs it or a graph within it uses; nodes that are in order already
/// keep theirs. Those in a cycle come last.
std::vector<int> nodeOrder(const google::protobuf::RepeatedPtrField<onnx::NodeProto> &nodes);
inline std::vector<int> nodeOrder(const onnx::GraphProto &graph)
{
    return nodeOrder(graph.node());
}

/// Names of all values that the graph's nodes and the graphs within them read, and of its outputs.
std::unordered_set<std::string> valuesRead(const onnx::GraphProto &graph);

} // namespace vsq
