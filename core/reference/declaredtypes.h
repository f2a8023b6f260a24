// SPDX-License-Identifier: GPL-3.0-or-later
// Results in the types that a network declares: everything is computed in float32.
#pragma once

#include "core/network/graph.h"
#include "core/tensor/tensormap.h"

namespace vsq {

/// The outputs with float32 values in the graph's declared floating types (float64 has float32's values). bfloat16, which .npy
/// has no name for, stays float32 with bfloat16's values.
TensorMap asDeclared(const Graph &graph, TensorMap outputs);

} // namespace vsq
