// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a heatmap: on the screen and for large maps on paper as a nearest-neighbour image, small maps on paper as vector
// cells (QCPColorMap would go through a smoothed JPEG there).
#pragma once

#include "views/figure/figurestyle.h"

#include <qcustomplot.h>

namespace vsq {

class HeatmapItem : public QCPAbstractItem {
    Q_OBJECT
public:
    HeatmapItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, FigureHeatmap heatmap, FigureStyle style);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1.0; }
    [[nodiscard]] QRgb colorAt(int column, int row) const;

protected:
    void draw(QCPPainter *painter) override;

private:
    void drawCells(QCPPainter *painter, const QRectF &area) const;
    [[nodiscard]] QImage image() const;

    QCPAxis *m_x;
    QCPAxis *m_y;
    FigureHeatmap m_heatmap;
    FigureStyle m_style;
    double m_low;
    double m_high;
    QImage m_image;
};

} // namespace vsq
