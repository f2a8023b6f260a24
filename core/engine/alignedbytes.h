// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes on a cache line's boundary, so that no vector load crosses two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>

namespace vsq {

class AlignedBytes {
public:
    AlignedBytes() = default;
    /// Uninitialised.
    explicit AlignedBytes(std::size_t size) : m_data(static_cast<std::uint8_t *>(::operator new(size, kAlignment))), m_size(size)
    {
    }

    [[nodiscard]] std::uint8_t *data() { return m_data.get(); }
    [[nodiscard]] const std::uint8_t *data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static constexpr std::align_val_t kAlignment{64};
    struct Free {
        void operator()(std::uint8_t *data) const { ::operator delete(data, kAlignment); }
    };
    std::unique_ptr<std::uint8_t, Free> m_data;
    std::size_t m_size = 0;
};

} // namespace vsq
