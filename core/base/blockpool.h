// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of values that come and go with every layer. A thread keeps what it gave back and takes it again for the next layer:
// the C library's allocator searches, splits and joins such blocks each time, which costs a small product more than it computes.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace vsq {

/// Uninitialised, on a cache line's boundary; null where there is no memory. Safe to call from any thread.
void *takeBlock(std::size_t bytes) noexcept;
/// Gives back what takeBlock(bytes) gave, from any thread. A thread keeps 32 MiB at most.
void giveBlock(void *block, std::size_t bytes) noexcept;

/// An array of plain values in such a block, not initialised.
template <typename T>
class BlockArray {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    BlockArray() = default;
    /// Throws std::bad_alloc.
    explicit BlockArray(std::size_t size);

    [[nodiscard]] T *data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] T &operator[](std::size_t i) const { return m_data.get()[i]; }
    [[nodiscard]] T *begin() const { return m_data.get(); }
    [[nodiscard]] T *end() const { return m_data.get() + m_size; }

private:
    struct Give {
        std::size_t bytes = 0;
        void operator()(T *data) const noexcept { giveBlock(data, bytes); }
    };

    std::unique_ptr<T, Give> m_data;
    std::size_t m_size = 0;
};

/// takeBlock(), which throws std::bad_alloc where there is no memory.
void *requireBlock(std::size_t bytes);

template <typename T>
BlockArray<T>::BlockArray(std::size_t size)
    : m_data(static_cast<T *>(requireBlock(size * sizeof(T))), Give{size * sizeof(T)}), m_size(size)
{
}

} // namespace vsq
