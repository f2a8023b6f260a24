// SPDX-License-Identifier: GPL-3.0-or-later
// A row of swatches and names above a plot, for stacks whose parts have no line end to be named at. Wraps.
#pragma once

#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class SwatchLegend : public QCPLayoutElement {
    Q_OBJECT
public:
    SwatchLegend(QCustomPlot *plot, const FigureSpec &spec, FigureStyle style);

    void update(UpdatePhase phase) override;

protected:
    void draw(QCPPainter *painter) override;

private:
    struct Entry {
        QString name;
        Role role;
        Fill fill = Fill::Solid;
        Marker marker = Marker::None;
        Stroke stroke = Stroke::None;
        bool isArea = true;
        QRectF rect; ///< relative to the element
    };
    /// Places the entries; returns the height. most: what they may take of a plot on the screen; what does not fit has no rect.
    double flow(double width, double most);

    std::vector<Entry> m_entries;
    QRectF m_more; ///< where "…" stands for the others
    FigureStyle m_style;
};

} // namespace vsq
