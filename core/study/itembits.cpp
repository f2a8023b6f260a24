// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/itembits.h"

namespace vsq {

std::string packBits(const std::vector<std::uint8_t> &flags)
{
    std::string bytes((flags.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < flags.size(); ++i) {
        bytes[i / 8] = static_cast<char>(static_cast<unsigned char>(bytes[i / 8]) | (flags[i] != 0 ? 1U << (i % 8) : 0U));
    }
    return bytes;
}

std::vector<std::uint8_t> unpackBits(std::string_view bytes, std::int64_t count)
{
    const auto size = static_cast<std::size_t>(count);
    if (count < 0 || bytes.size() != (size + 7) / 8) {
        return {};
    }
    std::vector<std::uint8_t> flags(size);
    for (std::size_t i = 0; i < size; ++i) {
        flags[i] = static_cast<std::uint8_t>(static_cast<unsigned char>(bytes[i / 8]) >> (i % 8) & 1U);
    }
    return flags;
}

} // namespace vsq
