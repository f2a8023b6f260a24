// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/markitem.h"

#include <cmath>

namespace vsq {

MarkItem::MarkItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, const FigureSpec &spec, FigureStyle style)
    : QCPAbstractItem(plot), m_x(x), m_y(y), m_marks(spec.marks), m_boxes(spec.boxes), m_style(std::move(style)),
      m_overBars(!spec.bars.empty())
{
    setClipAxisRect(x->axisRect());
    setClipToAxisRect(true);
    setSelectable(false);
}

void MarkItem::draw(QCPPainter *painter)
{
    const QRectF area = m_x->axisRect()->rect();
    for (const FigureMark &mark : m_marks) {
        QCPAxis *axis = mark.vertical ? m_x : m_y;
        if (m_x->scaleType() == QCPAxis::stLogarithmic && mark.vertical && mark.at <= 0.0) {
            continue;
        }
        if (std::isfinite(mark.low) && std::isfinite(mark.high)) {
            const double low = axis->coordToPixel(mark.low);
            const double high = axis->coordToPixel(mark.high);
            QColor band = m_style.area(mark.role);
            band.setAlphaF(0.12F);
            const QRectF rect = mark.vertical ? QRectF(QPointF(low, area.top()), QPointF(high, area.bottom()))
                                              : QRectF(QPointF(area.left(), low), QPointF(area.right(), high));
            painter->fillRect(rect.normalized().intersected(area), band);
        }
        const double at = axis->coordToPixel(mark.at);
        if (at < (mark.vertical ? area.left() : area.top()) - 1 || at > (mark.vertical ? area.right() : area.bottom()) + 1) {
            continue;
        }
        painter->setAntialiasing(true);
        const QLineF line = mark.vertical ? QLineF(at, area.top(), at, area.bottom()) : QLineF(area.left(), at, area.right(), at);
        if (m_overBars) {
            // A bar may have the line's hue: a casing sets it off.
            QPen casing = m_style.pen(mark.role, mark.stroke, m_style.dataWidth);
            const double width = m_style.dataWidth + (m_style.forPaper ? 0.8 * m_style.scale : 1.5);
            QList<qreal> dashes = casing.dashPattern(); // in widths of the line
            for (qreal &dash : dashes) {
                dash *= m_style.dataWidth / width;
            }
            casing.setColor(m_style.background);
            casing.setWidthF(width);
            if (!dashes.isEmpty()) {
                casing.setDashPattern(dashes);
            }
            painter->setPen(casing);
            painter->drawLine(line);
        }
        painter->setPen(m_style.pen(mark.role, mark.stroke, m_style.dataWidth));
        painter->drawLine(line);
    }
    for (const FigureBox &box : m_boxes) {
        QRectF rect = QRectF(QPointF(m_x->coordToPixel(box.xLow), m_y->coordToPixel(box.yLow)),
                             QPointF(m_x->coordToPixel(box.xHigh), m_y->coordToPixel(box.yHigh)))
                          .normalized();
        // A cell of less than a few pixels still needs an outline that can be seen.
        const double least = m_style.forPaper ? 3.0 : 7.0;
        if (rect.width() < least) {
            rect.adjust(-(least - rect.width()) / 2, 0, (least - rect.width()) / 2, 0);
        }
        if (rect.height() < least) {
            rect.adjust(0, -(least - rect.height()) / 2, 0, (least - rect.height()) / 2);
        }
        painter->setAntialiasing(true);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_style.background, m_style.dataWidth * 2.5));
        painter->drawRect(rect);
        painter->setPen(QPen(m_style.area(box.role), m_style.dataWidth * 1.2));
        painter->drawRect(rect);
    }
}

} // namespace vsq
