// SPDX-License-Identifier: GPL-3.0-or-later
// The crosshair on the datum under the pointer, with its values beside it. Lives on a buffered layer of its own, so that
// moving it repaints nothing else.
#pragma once

#include "views/figure/figurehit.h"

namespace vsq {

class CrosshairItem : public QCPAbstractItem {
    Q_OBJECT
public:
    CrosshairItem(QCustomPlot *plot, const FigureAxes &axes);

    double selectTest(const QPointF &, bool, QVariant * = nullptr) const override { return -1.0; }
    void show(const FigureSpec &spec, const FigureHit &hit);
    [[nodiscard]] const QStringList &lines() const { return m_lines; }

protected:
    void draw(QCPPainter *painter) override;

private:
    FigureAxes m_axes;
    FigureHit m_hit;
    QStringList m_lines;
};

} // namespace vsq
