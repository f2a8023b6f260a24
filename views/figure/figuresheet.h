// SPDX-License-Identifier: GPL-3.0-or-later
// Several plots as one figure: (a), (b) ... row by row, plots beside each other on the same scale, and one legend where all have
// the same.
#pragma once

#include "views/figure/figurespec.h"

#include <functional>

class QCPPainter;

namespace vsq {

/// Rows of `columns` panels each. Neighbours of a row with the same quantity along y share its range, and only the first names
/// it. width: points of the whole.
FigureSpec sheetOf(std::vector<FigureSpec> panels, int columns, double width = kDoubleColumn);

/// Draws each panel in its place with its letter; paint draws one at the origin, at its width and height.
void paintSheet(QCPPainter &painter, const FigureSpec &sheet,
                const std::function<void(QCPPainter &painter, const FigureSpec &panel)> &paint);

} // namespace vsq
