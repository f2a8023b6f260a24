// SPDX-License-Identifier: GPL-3.0-or-later
// The hash that tells states of the chip apart; the same on every machine.
#pragma once

#include <cstdint>

namespace vsq {

/// FNV-1a, byte by byte.
class StateHasher {
public:
    void add(std::uint64_t word)
    {
        for (int byte = 0; byte < 8; ++byte) {
            m_hash = (m_hash ^ ((word >> (byte * 8)) & 0xff)) * 0x100000001b3ULL;
        }
    }
    void add(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
    void add(std::int32_t value) { add(static_cast<std::uint64_t>(static_cast<std::int64_t>(value))); }
    void add(bool value) { add(static_cast<std::uint64_t>(value)); }
    [[nodiscard]] std::uint64_t value() const { return m_hash; }

private:
    std::uint64_t m_hash = 0xcbf29ce484222325ULL;
};

} // namespace vsq
