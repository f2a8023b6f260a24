// SPDX-License-Identifier: GPL-3.0-or-later
// Each memory has one read and one write port, the output buffer a single one (JSSC section III): no port twice a cycle.
#pragma once

#include "core/chip/snapshot.h"

#include <cassert>
#include <cstdint>

namespace vsq {

class PortLedger {
public:
    void newCycle() { m_used = 0; }
    /// Takes the port (of every bank at once); it must be free.
    void use(Memory memory, bool write)
    {
        const auto port = static_cast<std::uint32_t>(memory) * 2 + (write && memory != Memory::OutputBuffer ? 1 : 0);
        assert((m_used & (1U << port)) == 0);
        m_used |= 1U << port;
    }
    [[nodiscard]] bool isFree(Memory memory, bool write) const
    {
        const auto port = static_cast<std::uint32_t>(memory) * 2 + (write && memory != Memory::OutputBuffer ? 1 : 0);
        return (m_used & (1U << port)) == 0;
    }

private:
    std::uint32_t m_used = 0;
};

} // namespace vsq
