// SPDX-License-Identifier: GPL-3.0-or-later
// Draws bars and histograms with solid or hatched areas. Hatching is drawn line by line, so that its spacing is the same on
// screen and paper.
#pragma once

#include "views/figure/figurerange.h"
#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

/// Fills the rectangle as the role and pattern say; also used for legend swatches.
void fillArea(QCPPainter *painter, const QRectF &rect, Role role, Fill fill, const FigureStyle &style);

class BarsItem : public QCPAbstractItem {
    Q_OBJECT
public:
    BarsItem(QCustomPlot *plot, QCPAxis *positions, QCPAxis *values, const FigureBars &bars, std::vector<FigureRange> ends,
             FigureStyle style);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1.0; }

protected:
    void draw(QCPPainter *painter) override;

private:
    QCPAxis *m_positions;
    QCPAxis *m_values;
    FigureBars m_bars;
    std::vector<FigureRange> m_ends;
    FigureStyle m_style;
};

} // namespace vsq
