// SPDX-License-Identifier: GPL-3.0-or-later
// How a figure is drawn: on the screen in the theme's colours and the application's font, on paper always black on white
// in 8-point type with lines as journals want them. One unit is one pixel on the screen and one point on paper.
#pragma once

#include "views/figure/figurespec.h"

#include <QFont>
#include <QPen>

namespace vsq {

struct FigureStyle {
    Scheme scheme = Scheme::Light;
    QColor background = Qt::white;
    QFont font; ///< axis labels and names of lines
    QFont tickFont;
    double axisWidth = 1.0;
    double dataWidth = 1.5;
    double gridWidth = 1.0;
    double markerSize = 6.0;
    double padding = 8.0; ///< around the figure
    double hatchSpacing = 6.0;
    bool forPaper = false;
    double scale = 1.0;        ///< of distances on paper: the type over 8 points
    int mostVectorCells = 128; ///< a heatmap with more columns or rows than this goes to paper as an image
    bool localNumbers = true;  ///< the user's locale; files are in the C locale

    static FigureStyle screen();
    /// preset: of figurePresets().
    static FigureStyle paper(const QString &preset = {});

    [[nodiscard]] QColor area(Role role) const { return colorOf(role, scheme); }
    [[nodiscard]] QColor ink(Role role) const { return inkOf(role, scheme); }
    [[nodiscard]] QPen pen(Role role, Stroke stroke, double width) const;
};

} // namespace vsq
