// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/printable.h"

namespace vsq {

namespace {

/// Names come out of files, and may be as long as those: the middle of a long one is left out.
std::string shortened(const std::string &text, std::size_t most)
{
    if (text.size() <= most) {
        return text;
    }
    const auto isInside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; }; // a letter
    std::size_t end = most / 2;
    std::size_t begin = text.size() - most / 2;
    while (end > 0 && isInside(end)) {
        --end;
    }
    while (begin < text.size() && isInside(begin)) {
        ++begin;
    }
    return text.substr(0, end) + "..." + text.substr(begin);
}

std::string join(const Place &place, const std::string &what, const std::string &expected, const std::string &found)
{
    constexpr std::size_t kLongestName = 400;
    constexpr std::size_t kLongestList = 4000;
    std::string text;
    for (const std::string &part : {place.file, shortened(place.item, kLongestName)}) {
        if (!part.empty()) {
            text += part + ": ";
        }
    }
    text += shortened(what, kLongestList);
    if (!expected.empty()) {
        text += ": expected " + shortened(expected, kLongestList);
        if (!found.empty()) {
            text += ", found " + shortened(found, kLongestList);
        }
    } else if (!found.empty()) {
        text += ": found " + shortened(found, kLongestList);
    }
    return printable(text); // names come out of files
}

} // namespace

Error::Error(Place place, std::string what, std::string expected, std::string found)
    : std::runtime_error(join(place, what, expected, found)), m_place(std::move(place)), m_problem(std::move(what)),
      m_expected(std::move(expected)), m_found(std::move(found))
{
}

} // namespace vsq
