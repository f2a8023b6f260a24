// SPDX-License-Identifier: GPL-3.0-or-later
// Bars of many layers on a page: a network repeats its blocks, and "encoder.layer.0.fc" to "encoder.layer.11.fc" become one row
// "encoder.layer.*.fc (x12)" when there is no room for each. The table beside the figure keeps every row.
#pragma once

#include "views/figure/figurespec.h"

namespace vsq {

/// most: rows that fit. Unchanged where they do, where rows may not be folded (FigureSpec::fold), or where no names are alike.
FigureSpec foldRows(const FigureSpec &spec, int most);

} // namespace vsq
