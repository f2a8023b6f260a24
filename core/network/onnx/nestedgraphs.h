// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs within graphs, counted in a model's bytes: protobuf reads no message that is nested deeper than a hundred levels, and
// does not say why.
#pragma once

#include <string_view>

namespace vsq {

/// A graph, its node, the node's attribute and the graph in it are three levels; this many graphs always fit into protobuf's.
inline constexpr int kMostNestedGraphs = 32;

/// Whether a graph lies within more graphs than that. False for bytes that are no model.
bool graphsNestTooDeep(std::string_view model);

} // namespace vsq
