// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a layer the chip is: the subtile, the loop indices of JSSC's output-stationary nest, the phase.
#pragma once

#include <cstdint>
#include <string_view>

namespace vsq {

enum class Phase : std::uint8_t {
    Fill,    ///< before a subtile's first cycle of products (A-18); indices are those of its first product
    Compute, ///< one iteration of the innermost loop a cycle
    Drain,   ///< after it; indices are those of its last product
    Stall,   ///< a needed word has not arrived, or there is no room for a result; indices are those of the product to come
    Done,    ///< after the last cycle of the layer; indices are those of its last product
};

/// "fill", "compute", "drain", "stall", "done".
std::string_view nameOf(Phase phase);

struct Position {
    std::int64_t cycle = 0; ///< 0 .. totalCycles; state is that BEFORE this cycle is executed
    Phase phase = Phase::Fill;
    std::int64_t subtile = 0; ///< index in the plan
    std::int64_t m = 0;       ///< first row of A of the running tile, in the whole matrix (a multiple of 16)
    std::int64_t n = 0;       ///< first column of the running tile, in the whole matrix (A-29: padded columns)
    std::int64_t k = 0;       ///< vector index along K
    std::int64_t a = 0;       ///< collector entry / column within the tile: 0 .. columns-1
    std::int64_t columns = 0; ///< AD': columns of the running tile (16, or fewer in the last tile along N)
    std::int64_t tile = 0;    ///< ordinal of the tile in the layer
    bool operator==(const Position &) const = default;
};

} // namespace vsq
