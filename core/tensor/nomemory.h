// SPDX-License-Identifier: GPL-3.0-or-later
// That there is no memory for a tensor, and how much it would have been.
#pragma once

#include <cstddef>
#include <new>
#include <string>

namespace vsq {

class NoMemory : public std::bad_alloc {
public:
    explicit NoMemory(std::size_t bytes) : m_text(std::to_string(bytes) + " bytes") {}
    [[nodiscard]] const char *what() const noexcept override { return m_text.c_str(); }

private:
    std::string m_text;
};

/// "memory for 16 bytes" after a NoMemory, "memory for it" after what knows no size.
inline std::string memoryFor(const std::bad_alloc &error)
{
    const auto *known = dynamic_cast<const NoMemory *>(&error);
    return std::string("memory for ") + (known == nullptr ? "it" : known->what());
}

} // namespace vsq
