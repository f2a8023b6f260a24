// SPDX-License-Identifier: GPL-3.0-or-later
// Who reads the result of each of a network's products.
#pragma once

#include "core/network/lowering.h"

#include <vector>

namespace vsq {

/// Sets use, consumer and softmaxFactor of the graph's layers, which are in execution order. Operators of the host (bias,
/// ReLU, normalization, additions of other branches) are looked through; where several products read a result, the first one
/// in execution order counts.
void findUses(const Graph &graph, std::vector<Layer> &layers);

} // namespace vsq
