// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes of opsets 1 to 6 in the words of opset 7.
#pragma once

#include "core/network/graph.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vsq {

/// What a node needs before it in its new form.
struct EarlyNeeds {
    std::vector<Node> nodes;
    std::vector<std::pair<std::string, Tensor>> constants;
};

/// A value's number of dimensions where it is known.
using RankLookup = std::function<std::optional<std::size_t>(const std::string &value)>;

/// Rewrites what changed until opset 7: broadcasting along an axis, `is_test`, attributes that became inputs, types by name.
/// opset: 1 to 6, of the node. Throws Error (without a file) naming what has no place in opset 7, or whose dimensions must be
/// known.
EarlyNeeds raiseEarlyNode(Node &node, int opset, const RankLookup &rankOf);

} // namespace vsq
