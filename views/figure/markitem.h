// SPDX-License-Identifier: GPL-3.0-or-later
// Draws reference lines with their bands, and the outlines of what is selected.
#pragma once

#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class MarkItem : public QCPAbstractItem {
    Q_OBJECT
public:
    MarkItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, const FigureSpec &spec, FigureStyle style);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1.0; }

protected:
    void draw(QCPPainter *painter) override;

private:
    QCPAxis *m_x;
    QCPAxis *m_y;
    std::vector<FigureMark> m_marks;
    std::vector<FigureBox> m_boxes;
    FigureStyle m_style;
    bool m_overBars;
};

} // namespace vsq
