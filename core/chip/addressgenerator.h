// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of a buffer as a programmed nest of counters: base + sum of index * stride, innermost loop last.
#pragma once

#include "core/chip/plan.h"

#include <cstdint>
#include <vector>

namespace vsq {

class AddressGenerator {
public:
    struct Loop {
        std::int64_t count = 1;
        std::int64_t stride = 0; ///< 0: the address stays while the loop turns (temporal reuse)
    };

    AddressGenerator(std::int64_t base, std::vector<Loop> loops);

    /// Iterations in all.
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// Address of an iteration, 0 <= iteration < size().
    [[nodiscard]] std::int64_t at(std::int64_t iteration) const;

private:
    std::int64_t m_base;
    std::vector<Loop> m_loops;
    std::int64_t m_size = 1;
};

/// Entry of every A bank that pass `pass` of a tile of rows reads: vectors of one tile of rows lie side by side.
AddressGenerator aAddresses(const Subtile &subtile, std::int64_t m, int lanes);
/// Entry of the B buffer in each cycle of a tile: vectors of a column lie side by side; k outside, columns inside.
AddressGenerator bAddresses(const Subtile &subtile, const Tile &tile);

} // namespace vsq
