// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/heatmapitem.h"

#include "views/figure/figurerange.h"

#include <cmath>

namespace vsq {

HeatmapItem::HeatmapItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, FigureHeatmap heatmap, FigureStyle style)
    : QCPAbstractItem(plot), m_x(x), m_y(y), m_heatmap(std::move(heatmap)), m_style(std::move(style))
{
    const FigureRange range = rangeOf(m_heatmap);
    m_low = range.low;
    m_high = range.high;
    setClipAxisRect(x->axisRect());
    setClipToAxisRect(true);
    setSelectable(false);
}

QRgb HeatmapItem::colorAt(int column, int row) const
{
    ColorMap::Kind kind = m_heatmap.map;
    if (kind == ColorMap::Kind::Diverging && m_style.scheme == Scheme::Dark) {
        kind = ColorMap::Kind::DivergingDark;
    }
    const double value = m_heatmap.values[static_cast<std::size_t>(row) * m_heatmap.columns + column];
    const double share = (value - m_low) / (m_high - m_low);
    return ColorMap::of(kind).at(m_heatmap.inverted ? 1.0 - share : share);
}

void HeatmapItem::draw(QCPPainter *painter)
{
    const QPointF low(m_x->coordToPixel(m_heatmap.xLow), m_y->coordToPixel(m_heatmap.yLow));
    const QPointF high(m_x->coordToPixel(m_heatmap.xHigh), m_y->coordToPixel(m_heatmap.yHigh));
    const QRectF area = QRectF(low, high).normalized();
    const bool vector = m_style.forPaper && m_heatmap.columns <= m_style.mostVectorCells
                        && m_heatmap.rows <= m_style.mostVectorCells;
    if (vector) {
        drawCells(painter, area);
        return;
    }
    if (m_image.isNull()) {
        m_image = image();
    }
    QImage shown = m_image.mirrored(low.x() > high.x(), low.y() > high.y());
    if (m_style.forPaper) {
        // Readers smooth small images: give them every cell as a block of at least 600 dots per inch.
        const auto times = [](double points, int cells) {
            return std::max(1, static_cast<int>(std::ceil(points / 72.0 * 600.0 / cells)));
        };
        shown = shown.scaled(shown.width() * times(area.width(), shown.width()),
                             shown.height() * times(area.height(), shown.height()), Qt::IgnoreAspectRatio,
                             Qt::FastTransformation);
    }
    painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter->drawImage(area, shown);
}

void HeatmapItem::drawCells(QCPPainter *painter, const QRectF &area) const
{
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    for (int row = 0; row < m_heatmap.rows; ++row) {
        const double y0 = m_y->coordToPixel(m_heatmap.yLow + (m_heatmap.yHigh - m_heatmap.yLow) * row / m_heatmap.rows);
        const double y1 = m_y->coordToPixel(m_heatmap.yLow + (m_heatmap.yHigh - m_heatmap.yLow) * (row + 1) / m_heatmap.rows);
        for (int column = 0; column < m_heatmap.columns;) {
            const QRgb color = colorAt(column, row);
            int end = column + 1;
            while (end < m_heatmap.columns && colorAt(end, row) == color) {
                ++end;
            }
            const double step = (m_heatmap.xHigh - m_heatmap.xLow) / m_heatmap.columns;
            const double x0 = m_x->coordToPixel(m_heatmap.xLow + step * column);
            const double x1 = m_x->coordToPixel(m_heatmap.xLow + step * end);
            QRectF cell = QRectF(QPointF(x0, y0), QPointF(x1, y1)).normalized();
            // Reaches under its later neighbours, or viewers that smooth edges show hairlines between cells.
            cell.setRight(std::min(cell.right() + 0.2, area.right()));
            cell.setTop(std::max(cell.top() - 0.2, area.top()));
            painter->fillRect(cell, QColor::fromRgb(color));
            column = end;
        }
    }
}

QImage HeatmapItem::image() const
{
    QImage image(m_heatmap.columns, m_heatmap.rows, QImage::Format_RGB32);
    for (int row = 0; row < m_heatmap.rows; ++row) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(row));
        for (int column = 0; column < m_heatmap.columns; ++column) {
            line[column] = colorAt(column, row);
        }
    }
    return image;
}

} // namespace vsq
