// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/bufferword.h"

#include <fmt/format.h>

#include <cassert>

namespace vsq {

namespace {

constexpr std::size_t kDataBytes = 32;

/// First byte of the codes, byte of the scale.
constexpr std::size_t dataAt(ChipConfig::ScaleByte scaleByte)
{
    return scaleByte == ChipConfig::ScaleByte::High ? 0 : 1;
}
constexpr std::size_t scaleAt(ChipConfig::ScaleByte scaleByte)
{
    return scaleByte == ChipConfig::ScaleByte::High ? kDataBytes : 0;
}

} // namespace

BufferBits packWord(std::span<const std::int8_t> codes, std::uint8_t scale, Mode mode, ChipConfig::ScaleByte scaleByte)
{
    assert(codes.size() >= static_cast<std::size_t>(vectorSize(mode)));
    BufferBits bits{};
    const std::size_t data = dataAt(scaleByte);
    for (std::size_t byte = 0; byte < kDataBytes; ++byte) {
        bits[data + byte] = mode == Mode::Int8
                                ? static_cast<std::uint8_t>(codes[byte])
                                : static_cast<std::uint8_t>((codes[2 * byte] & 15) | ((codes[2 * byte + 1] & 15) << 4));
    }
    bits[scaleAt(scaleByte)] = scale;
    return bits;
}

UnpackedWord unpackWord(const BufferBits &bits, Mode mode, ChipConfig::ScaleByte scaleByte)
{
    UnpackedWord word;
    const std::size_t data = dataAt(scaleByte);
    const auto signedNibble = [](int nibble) { return static_cast<std::int8_t>(nibble >= 8 ? nibble - 16 : nibble); };
    for (std::size_t byte = 0; byte < kDataBytes; ++byte) {
        const std::uint8_t value = bits[data + byte];
        if (mode == Mode::Int8) {
            word.codes[byte] = static_cast<std::int8_t>(value);
        } else {
            word.codes[2 * byte] = signedNibble(value & 15);
            word.codes[2 * byte + 1] = signedNibble(value >> 4);
        }
    }
    word.scale = bits[scaleAt(scaleByte)];
    return word;
}

std::string hexOf(const BufferBits &bits)
{
    std::string text;
    for (auto byte = bits.rbegin(); byte != bits.rend(); ++byte) {
        text += fmt::format("{:02x}", *byte);
    }
    return text;
}

} // namespace vsq
