// SPDX-License-Identifier: GPL-3.0-or-later
// A figure's data as a table: CSV (RFC 4180, C locale, every digit) for files, TSV for the clipboard.
#pragma once

#include "views/figure/figurespec.h"

#include <string>

namespace vsq {

/// Columns: part ("series", "bars", "mark", "heatmap"), name, x, x_end, y, low, high. Bars reach from x to x_end and are y
/// long; of a mark only its own axis is set; a heatmap has a row a cell, x and y its column and row in axis units (centre),
/// low the value. Empty where a column does not apply. A picture has the table that its maker gave it.
std::string figureTable(const FigureSpec &spec, char separator);

} // namespace vsq
