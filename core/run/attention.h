// SPDX-License-Identifier: GPL-3.0-or-later
// Which softmaxes of a network are attention's: those that the chip's approximate unit can compute between two products.
#pragma once

#include "core/network/graph.h"

#include <set>
#include <string>

namespace vsq {

/// Names of the Softmax nodes whose result goes into a matrix product and nowhere else (Reshape, Transpose, Cast and the like
/// in between). A classifier's last softmax is none of them: it leaves the chip.
std::set<std::string, std::less<>> attentionSoftmaxes(const Graph &graph);

} // namespace vsq
