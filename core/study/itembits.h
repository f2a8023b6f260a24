// SPDX-License-Identifier: GPL-3.0-or-later
// Right and wrong answers as a bit an item.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// flags: 0 or 1. Bit i % 8 of byte i / 8.
std::string packBits(const std::vector<std::uint8_t> &flags);
/// Empty where the bytes are not those of so many flags.
std::vector<std::uint8_t> unpackBits(std::string_view bytes, std::int64_t count);

} // namespace vsq
