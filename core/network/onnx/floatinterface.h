// SPDX-License-Identifier: GPL-3.0-or-later
// A graph as a valid file where its inputs and outputs are of other floating types than what it computes in.
#pragma once

#include "core/network/graph.h"

namespace vsq {

/// Everything here is float32, whatever the file said that a graph was read from. Inputs and outputs that are float16, bfloat16
/// or float64 keep their types: a Cast stands behind or before them. A Cast to such a type becomes two, there and back, so that
/// it rounds as before. Graphs that have none of it stay as they are.
Graph withFloatInterface(Graph graph);

} // namespace vsq
