// SPDX-License-Identifier: GPL-3.0-or-later
// What can be wrong with a node whatever its operands are.
#pragma once

#include "core/network/operators/operatortable.h"

namespace vsq {

/// Number of inputs and outputs, names, kinds and ranges of the attributes. Throws Error naming file, node, attribute, expected
/// and found. A node whose operator is not in the table is not looked at.
void checkNode(const Graph &graph, const Node &node);

/// The node's entry after checkNode(); throws Error where the operator is not supported.
const OperatorSpec &supported(const Graph &graph, const Node &node);

} // namespace vsq
