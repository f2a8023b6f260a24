// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/barsitem.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// Lines at 45 degrees through the rectangle, at the same phase everywhere so that neighbours join.
void hatch(QCPPainter *painter, const QRectF &rect, double spacing, bool falling)
{
    const double first = falling ? rect.left() - rect.bottom() : rect.left() + rect.top();
    const double last = falling ? rect.right() - rect.top() : rect.right() + rect.bottom();
    for (double c = std::ceil(first / spacing) * spacing; c <= last; c += spacing) {
        // falling: x - y = c, rising: x + y = c.
        const double left = falling ? std::max(rect.left(), c + rect.top()) : std::max(rect.left(), c - rect.bottom());
        const double right = falling ? std::min(rect.right(), c + rect.bottom()) : std::min(rect.right(), c - rect.top());
        if (left < right) {
            painter->drawLine(QLineF(left, falling ? left - c : c - left, right, falling ? right - c : c - right));
        }
    }
}

} // namespace

void fillArea(QCPPainter *painter, const QRectF &rect, Role role, Fill fill, const FigureStyle &style)
{
    if (fill == Fill::Outline) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(style.ink(role), style.dataWidth));
        painter->drawRect(rect);
        return;
    }
    painter->setPen(Qt::NoPen);
    painter->fillRect(rect, style.area(role));
    if (fill == Fill::Solid) {
        return;
    }
    QColor line = style.scheme == Scheme::Light ? QColor(0x1b, 0x1f, 0x26) : QColor(0x12, 0x14, 0x19);
    line.setAlphaF(style.forPaper ? 1.0F : 0.6F);
    painter->setPen(QPen(line, style.forPaper ? 0.4 : 1.0));
    if (fill == Fill::Hatch || fill == Fill::CrossHatch) {
        hatch(painter, rect, style.hatchSpacing, false);
    }
    if (fill == Fill::BackHatch || fill == Fill::CrossHatch) {
        hatch(painter, rect, style.hatchSpacing, true);
    }
}

BarsItem::BarsItem(QCustomPlot *plot, QCPAxis *positions, QCPAxis *values, const FigureBars &bars, std::vector<FigureRange> ends,
                   FigureStyle style)
    : QCPAbstractItem(plot), m_positions(positions), m_values(values), m_bars(bars), m_ends(std::move(ends)),
      m_style(std::move(style))
{
    setClipAxisRect(positions->axisRect());
    setClipToAxisRect(true);
    setSelectable(false);
}

void BarsItem::draw(QCPPainter *painter)
{
    const bool horizontal = m_positions->orientation() == Qt::Vertical;
    const bool log = m_values->scaleType() == QCPAxis::stLogarithmic;
    const double floor = m_values->range().lower;
    painter->setAntialiasing(m_style.forPaper);
    for (std::size_t i = 0; i < m_ends.size(); ++i) {
        FigureRange end = m_ends[i];
        if (!std::isfinite(end.high) || end.low == end.high || (log && end.high <= 0.0)) {
            continue;
        }
        if (log) {
            end.low = std::max(end.low, floor);
        }
        const double p0 = m_positions->coordToPixel(m_bars.from[i]);
        const double p1 = m_positions->coordToPixel(m_bars.to[i]);
        const double v0 = m_values->coordToPixel(end.low);
        const double v1 = m_values->coordToPixel(end.high);
        QRectF rect = horizontal ? QRectF(QPointF(v0, p0), QPointF(v1, p1)).normalized()
                                 : QRectF(QPointF(p0, v0), QPointF(p1, v1)).normalized();
        if (!m_style.forPaper) {
            // Whole pixels along the positions: no ragged gaps between a histogram's bars.
            const double low = std::round(horizontal ? rect.top() : rect.left());
            const double high = std::max(low + 1.0, std::round(horizontal ? rect.bottom() : rect.right()));
            horizontal ? rect.setTop(low) : rect.setLeft(low);
            horizontal ? rect.setBottom(high) : rect.setRight(high);
        }
        fillArea(painter, rect, m_bars.role, m_bars.fill, m_style);
    }
}

} // namespace vsq
