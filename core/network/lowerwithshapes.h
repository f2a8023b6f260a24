// SPDX-License-Identifier: GPL-3.0-or-later
// lower() for graphs whose shapes cannot all be inferred from the file.
#pragma once

#include "core/network/lowering.h"
#include "core/network/shapeinference.h"

namespace vsq {

/// As lower(); `known` gives shapes of values that inference leaves open.
std::vector<Layer> lowerWithShapes(const Graph &graph, const ValueMap &known);

} // namespace vsq
