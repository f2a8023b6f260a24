// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace vsq {

namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0; ///< bytes; 0: the first byte begins no UTF-8 sequence
};

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
CodePoint decode(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(0);
    if (first < 0x80U) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xF0U && first < 0xF5U   ? 4
                               : first >= 0xE0U && first < 0xF0U ? 3
                               : first >= 0xC2U && first < 0xE0U ? 2
                                                                 : 0;
    if (length == 0 || text.size() < length) {
        return {};
    }
    std::uint32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        value = value << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800U) || (length == 4 && value < 0x10000U);
    return overlong || (value >= 0xD800U && value < 0xE000U) || value > 0x10FFFFU ? CodePoint{} : CodePoint{value, length};
}

bool movesTerminal(std::uint32_t c)
{
    const bool control = c < 0x20U || (c >= 0x7FU && c < 0xA0U) || c == 0x2028U || c == 0x2029U;
    const bool direction = c == 0x061CU || c == 0x200EU || c == 0x200FU || (c >= 0x202AU && c <= 0x202EU)
                           || (c >= 0x2066U && c <= 0x2069U);
    return control || direction;
}

std::string escaped(std::uint32_t c)
{
    switch (c) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return fmt::format("\\u{:04x}", c);
    }
}

bool isPlain(char c)
{
    return c >= 0x20 && c != 0x7F; // char is signed or not: bytes from 0x80 on are decoded either way
}

std::string escapedText(std::string_view text, bool lines)
{
    const auto plain = [&](char c) { return (isPlain(c) && static_cast<unsigned char>(c) < 0x80U) || (lines && c == '\n'); };
    if (std::all_of(text.begin(), text.end(), plain)) {
        return std::string(text);
    }
    std::string result;
    result.reserve(text.size() + 16);
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (c.length == 0) {
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
        } else if (movesTerminal(c.value) && !(lines && c.value == '\n')) {
            result += escaped(c.value);
        } else {
            result += text.substr(0, c.length);
        }
        text.remove_prefix(std::max<std::size_t>(c.length, 1));
    }
    return result;
}

} // namespace

std::string printable(std::string_view text)
{
    return escapedText(text, false);
}

std::string printableLines(std::string_view text)
{
    return escapedText(text, true);
}

std::string validUtf8(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = decode(text);
        result += c.length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, c.length);
        text.remove_prefix(std::max<std::size_t>(c.length, 1));
    }
    return result;
}

} // namespace vsq
