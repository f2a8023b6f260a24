// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks that a network repeats, as the names of its layers tell: "encoder.layer.0.attention.query" and its neighbours are
// the block "encoder.layer.0".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace vsq {

/// The layers [first, first + count) of the list.
struct LayerBlock {
    std::string name;
    std::size_t first = 0;
    std::size_t count = 0;
};

/// names: of the layers, in the network's order. Only what is repeated counts: two blocks or more that differ in a number, of two
/// neighbouring layers or more each. Blocks do not overlap; where numbers nest, the outermost that is repeated counts.
std::vector<LayerBlock> repeatedBlocks(const std::vector<std::string> &names);

} // namespace vsq
