// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a list of nodes a network: every value has one source, and no value depends on itself.
#pragma once

#include "core/network/graph.h"

namespace vsq {

/// Gives every node a name of its own, checks that each value has exactly one source and that every input has one, and
/// sorts the nodes topologically (nodes already in order keep theirs). Throws Error naming nodes and values.
void putInOrder(Graph &graph);

} // namespace vsq
