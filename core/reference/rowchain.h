// SPDX-License-Identifier: GPL-3.0-or-later
// Operators between two products (bias, residual, activation, normalization, softmax) in one pass over the rows of
// their tensor, while a row is in the cache: node by node each would go through the memory again.
#pragma once

#include "core/network/graph.h"
#include "core/reference/product.h"

#include <optional>
#include <span>
#include <vector>

namespace vsq {

enum class RowRole : std::uint8_t {
    None,
    Through, ///< value by value, with operands that broadcast
    End,     ///< rows as a whole: softmax, layer normalization
};

/// What a node can be in a chain whose value comes in by the input `through`; a shape may still rule it out.
RowRole rowRoleOf(const Node &node, std::size_t through);

/// A node of a chain with its inputs. The chain's value comes from the node before by inputs[through], which is empty
/// then; for the first node `through` is open and all inputs are there.
struct RowLink {
    const Node *node = nullptr;
    std::size_t through = 0;
    std::vector<Tensor> inputs;
};

/// The last node's first output: what the nodes one by one would give, to the bit. Empty where types or shapes are
/// others than chains are for (also wrong ones); the links are then as they were.
std::optional<Tensor> runRowChain(std::span<RowLink> links, int opset, ProductBackend &backend);

} // namespace vsq
