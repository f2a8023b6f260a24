// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/printable.h"

namespace vsq {

namespace {

std::string join(const Place &place, const std::string &what, const std::string &expected, const std::string &found)
{
    std::string text;
    for (const std::string &part : {place.file, place.item}) {
        if (!part.empty()) {
            text += part + ": ";
        }
    }
    text += what;
    if (!expected.empty()) {
        text += ": expected " + expected;
        if (!found.empty()) {
            text += ", found " + found;
        }
    } else if (!found.empty()) {
        text += ": found " + found;
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
