// SPDX-License-Identifier: GPL-3.0-or-later
// Memory of packed weights. A network's are some hundred blocks that live as long as it runs: cut from large pieces in huge
// pages they cost the system a few page faults in place of tens of thousands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace vsq {

class WeightBytes {
public:
    WeightBytes() = default;
    /// Uninitialised, on a cache line's boundary. Safe to call from any thread. Throws std::bad_alloc.
    explicit WeightBytes(std::size_t size);

    [[nodiscard]] std::uint8_t *data() { return m_data.get(); }
    [[nodiscard]] const std::uint8_t *data() const { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::shared_ptr<std::uint8_t> m_data; ///< keeps its piece
    std::size_t m_size = 0;
};

} // namespace vsq
