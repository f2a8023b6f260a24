// SPDX-License-Identifier: GPL-3.0-or-later
// Names out of files as they may go to a terminal: nothing in them moves the cursor, colours text or forges a line.
#pragma once

#include <string>
#include <string_view>

namespace vsq {

/// Control characters (C0, DEL, C1), line and paragraph separators and marks that turn the direction of writing as \n, \t, \r or
/// \u001b, bytes that are no UTF-8 as \xff; everything else as it is. One line.
std::string printable(std::string_view text);
/// The same, line feeds kept. What it writes for characters within a JSON text is JSON's own way.
std::string printableLines(std::string_view text);

/// Bytes that are no UTF-8 as U+FFFD, for names that go into JSON and databases.
std::string validUtf8(std::string_view text);

} // namespace vsq
