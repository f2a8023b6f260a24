// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that a network computes from shapes alone and that are known as soon as the shapes are: exporters ask them
// which branch to take (torch.squeeze: if this dimension is 1).
#pragma once

#include "core/network/graph.h"

#include <optional>

namespace vsq {

/// The value as a tensor of its type (int64 or bool) where all its elements follow from constants and known dimensions of
/// what the graph has so far.
std::optional<Tensor> valueFromShapes(const Graph &graph, const std::string &value);

} // namespace vsq
