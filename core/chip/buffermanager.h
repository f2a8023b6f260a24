// SPDX-License-Identifier: GPL-3.0-or-later
// A buffer with credits, after buffets (Pellauer et al., ASPLOS 2019): filled in order from outside, read and updated
// anywhere in what has been filled, freed in order from its head. Overlaps a subtile's fill with the one before it.
#pragma once

#include <cassert>
#include <cstdint>

namespace vsq {

class BufferManager {
public:
    explicit BufferManager(std::int64_t capacity) : m_capacity(capacity) {}

    [[nodiscard]] std::int64_t capacity() const { return m_capacity; }
    [[nodiscard]] std::int64_t occupied() const { return m_filled - m_freed; }
    /// Words that may still be sent.
    [[nodiscard]] std::int64_t credits() const { return m_capacity - occupied(); }
    /// Words filled since the beginning.
    [[nodiscard]] std::int64_t filled() const { return m_filled; }

    /// Words arrive; they must have credits.
    void fill(std::int64_t words)
    {
        assert(words >= 0 && words <= credits());
        m_filled += words;
    }
    /// Whether the word at an offset from the head is there to be read or updated.
    [[nodiscard]] bool canRead(std::int64_t offset) const { return offset >= 0 && offset < occupied(); }
    /// Entry of the memory in which it lies.
    [[nodiscard]] std::int64_t read(std::int64_t offset) const
    {
        assert(canRead(offset));
        return (m_freed + offset) % m_capacity;
    }
    /// As read(): a word that is there is written in place.
    [[nodiscard]] std::int64_t update(std::int64_t offset) const { return read(offset); }
    /// Words at the head are no longer needed: their credits go back.
    void shrink(std::int64_t words)
    {
        assert(words >= 0 && words <= occupied());
        m_freed += words;
    }

private:
    std::int64_t m_capacity;
    std::int64_t m_filled = 0;
    std::int64_t m_freed = 0;
};

} // namespace vsq
