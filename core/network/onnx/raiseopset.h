// SPDX-License-Identifier: GPL-3.0-or-later
// A network of an older ONNX opset in the words of a later one.
#pragma once

#include "core/network/graph.h"

namespace vsq {

/// Later opsets have given no operator here another meaning: types and operators of new names were added.
inline constexpr int kLastMeaning = 21;

/// Rewrites the nodes whose form or meaning changed between graph.opset and opset (7 to kLastMeaning): attributes that became
/// inputs, Softmax over everything from its axis on, Upsample, Scatter, GroupNormalization's factors. The network computes what
/// it did before; nodes keep their names and outputs. Throws Error where the graph's opset is the later one, or naming the node
/// whose meaning the later opset cannot express.
void raiseOpset(Graph &graph, int opset);

} // namespace vsq
