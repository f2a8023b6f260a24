// SPDX-License-Identifier: GPL-3.0-or-later
// The hash that tells states of the chip apart; the same on all machines of one byte order.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

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
    /// A word at once, for what is hashed while the chip steps.
    void mix(std::uint64_t word)
    {
        m_hash = (m_hash ^ word) * 0x9e3779b97f4a7c15ULL;
        m_hash ^= m_hash >> 32;
    }
    template <typename T, std::size_t N>
    void mix(const std::array<T, N> &values)
    {
        static_assert(sizeof(T) * N % sizeof(std::uint64_t) == 0);
        for (std::size_t i = 0; i < N; i += sizeof(std::uint64_t) / sizeof(T)) {
            std::uint64_t word = 0;
            std::memcpy(&word, &values[i], sizeof word);
            mix(word);
        }
    }
    [[nodiscard]] std::uint64_t value() const { return m_hash; }

private:
    std::uint64_t m_hash = 0xcbf29ce484222325ULL;
};

} // namespace vsq
