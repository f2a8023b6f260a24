// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes of a network's intermediate values, by ONNX's own shape inference.
#pragma once

#include "core/network/graph.h"

namespace vsq {

using ValueMap = std::map<std::string, ValueInfo, std::less<>>;

/// What can be known of the values that nodes make, with graph.values (what a file states) as a help. Unknown dimensions of
/// the inputs stay unknown, or count as `unknownAs` where that is 0 or more. Never fails: what cannot be inferred is left out.
ValueMap inferShapes(const Graph &graph, std::int64_t unknownAs = -1);

/// The graph with its inputs' shapes set ("--shape input=1,128") and all others inferred anew. An open
/// dimension with a name gets the same size wherever the inputs have that name. Throws Error for an input that the graph has
/// not, another rank, or a dimension that contradicts a known one.
Graph withInputShapes(Graph graph, const std::map<std::string, Shape> &shapes);

} // namespace vsq
