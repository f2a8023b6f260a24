// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/addressgenerator.h"

#include <cassert>
#include <utility>

namespace vsq {

AddressGenerator::AddressGenerator(std::int64_t base, std::vector<Loop> loops) : m_base(base), m_loops(std::move(loops))
{
    for (const Loop &loop : m_loops) {
        assert(loop.count > 0);
        m_size *= loop.count;
    }
}

std::int64_t AddressGenerator::at(std::int64_t iteration) const
{
    assert(iteration >= 0 && iteration < m_size);
    std::int64_t address = m_base;
    for (auto loop = m_loops.rbegin(); loop != m_loops.rend(); ++loop) {
        address += iteration % loop->count * loop->stride;
        iteration /= loop->count;
    }
    return address;
}

AddressGenerator aAddresses(const Subtile &subtile, std::int64_t m, int lanes)
{
    return {(m - subtile.mBegin) / lanes * subtile.vectors(), {{subtile.vectors(), 1}}};
}

AddressGenerator bAddresses(const Subtile &subtile, const Tile &tile)
{
    return {(tile.n - subtile.nBegin) * subtile.vectors(), {{subtile.vectors(), 1}, {tile.columns, subtile.vectors()}}};
}

} // namespace vsq
