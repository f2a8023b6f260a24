// SPDX-License-Identifier: GPL-3.0-or-later
// Which datum of a figure is under a pixel, how to walk from one to the next by key, and its values as words.
#pragma once

#include "views/figure/figurepainter.h"

namespace vsq {

struct FigureHit {
    enum class Kind : std::uint8_t { None, Series, Bars, Heatmap };
    Kind kind = Kind::None;
    int index = -1;  ///< which series, which bars
    int point = -1;  ///< which of its points
    int column = -1; ///< heatmap cell
    int row = -1;
    double x = kUnset; ///< data coordinates of the datum
    double y = kUnset;
    [[nodiscard]] bool isValid() const { return kind != Kind::None; }
    bool operator==(const FigureHit &other) const
    {
        return kind == other.kind && index == other.index && point == other.point && column == other.column && row == other.row;
    }
};

/// Nearest point of a series, bar that the pixel is in, or cell; invalid where there is none.
FigureHit hitAt(const FigureSpec &spec, const FigureAxes &axes, const QPointF &pixel);
/// The neighbour in a direction (-1, 0, 1): along the data, or to another series or row. The first datum from an invalid one.
FigureHit neighbour(const FigureSpec &spec, const FigureHit &hit, int along, int across);
/// Lines of "quantity: value unit".
QStringList describe(const FigureSpec &spec, const FigureHit &hit);
/// A value as the axis would name it: category, whole number, or three significant digits with its unit.
QString axisValue(const FigureAxis &axis, double value);

} // namespace vsq
