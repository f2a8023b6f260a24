// SPDX-License-Identifier: GPL-3.0-or-later
// A word of the A or B buffer bit by bit: 256 b of codes and 8 b of scale, in the order that A-28 says.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace vsq {

/// 264 b, the least significant byte first.
using BufferBits = std::array<std::uint8_t, 33>;

/// codes: VS of them, of the mode's width, element 0 in the lowest data bits.
BufferBits packWord(std::span<const std::int8_t> codes, std::uint8_t scale, Mode mode, ChipConfig::ScaleByte scaleByte);

/// What a word holds.
struct UnpackedWord {
    std::array<std::int8_t, 64> codes{};
    std::uint8_t scale = 0;
};
UnpackedWord unpackWord(const BufferBits &bits, Mode mode, ChipConfig::ScaleByte scaleByte);

/// Bits 263 .. 0 as hexadecimal digits.
std::string hexOf(const BufferBits &bits);

} // namespace vsq
