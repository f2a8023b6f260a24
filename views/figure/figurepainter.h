// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a QCustomPlot with what a FigureSpec describes, in a given style. Whatever the plot held before is removed.
#pragma once

#include "views/figure/figurespec.h"
#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class HeatmapItem;

/// The axes that the figure's data live on; owned by the plot.
struct FigureAxes {
    QCPAxis *x = nullptr;
    QCPAxis *y = nullptr;
    QCPAxis *scale = nullptr; ///< of the heatmap's colours, null where there is none
};

FigureAxes buildFigure(QCustomPlot &plot, const FigureSpec &spec, const FigureStyle &style);

QCPScatterStyle scatterStyle(Marker marker, Role role, const FigureStyle &style);
void drawMarker(QCPPainter *painter, const QPointF &at, Marker marker, Role role, const FigureStyle &style);
/// "Supply (V)".
QString axisTitle(const FigureAxis &axis);

} // namespace vsq
