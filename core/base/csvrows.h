// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of comma-separated values with quoted fields (RFC 4180): data sets of texts, sizes of layers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct CsvRow {
    std::int64_t line = 0; ///< of the file, 1-based, where the row begins
    std::vector<std::string> fields;
};

enum class CsvBlanks : std::uint8_t {
    Keep,  ///< of a field as they are
    Strip, ///< around fields and their quotes; what looks like a space (no-break spaces, U+FEFF, ...) is one
};

/// A field in double quotes may hold commas, line ends and doubled double quotes. Lines end with LF, CRLF or CR; empty lines are
/// passed over, a byte order mark too. Throws Error naming the file (source) and the line for a quote that does not end, or
/// text after one that did.
std::vector<CsvRow> csvRows(std::string_view text, const std::string &source, CsvBlanks blanks = CsvBlanks::Keep);

} // namespace vsq
