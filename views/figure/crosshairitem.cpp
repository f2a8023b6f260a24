// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/crosshairitem.h"

#include "views/theme/theme.h"

#include <algorithm>

namespace vsq {

CrosshairItem::CrosshairItem(QCustomPlot *plot, const FigureAxes &axes) : QCPAbstractItem(plot), m_axes(axes)
{
    setLayer(QStringLiteral("overlay"));
    setClipAxisRect(axes.x->axisRect());
    setClipToAxisRect(false);
    setSelectable(false);
}

void CrosshairItem::show(const FigureSpec &spec, const FigureHit &hit)
{
    m_hit = hit;
    m_lines = describe(spec, hit);
}

void CrosshairItem::draw(QCPPainter *painter)
{
    if (!m_hit.isValid()) {
        return;
    }
    const Theme &theme = Theme::current();
    const QRectF area = m_axes.x->axisRect()->rect();
    const QPointF at(m_axes.x->coordToPixel(m_hit.x), m_axes.y->coordToPixel(m_hit.y));
    QColor line = theme.color(Role::MutedText);
    line.setAlphaF(0.7F);
    painter->setAntialiasing(false);
    painter->setPen(QPen(line, 1.0));
    if (at.x() >= area.left() && at.x() <= area.right()) {
        painter->drawLine(QLineF(at.x(), area.top(), at.x(), area.bottom()));
    }
    if (at.y() >= area.top() && at.y() <= area.bottom()) {
        painter->drawLine(QLineF(area.left(), at.y(), area.right(), at.y()));
    }
    if (m_lines.isEmpty()) {
        return;
    }
    const QFont font = Theme::small();
    const QFontMetricsF metrics(font);
    double width = 0.0;
    for (const QString &text : m_lines) {
        width = std::max(width, metrics.horizontalAdvance(text));
    }
    QRectF box(0, 0, width + 16, metrics.height() * static_cast<double>(m_lines.size()) + 8);
    // On the side of the pointer where there is room.
    box.moveLeft(at.x() + 12 + box.width() < parentPlot()->width() ? at.x() + 12 : at.x() - 12 - box.width());
    box.moveTop(at.y() - 12 - box.height() > 0 ? at.y() - 12 - box.height() : at.y() + 12);
    box.moveLeft(std::max(0.0, box.left()));
    box.moveBottom(std::min(box.bottom(), static_cast<double>(parentPlot()->height()) - 1));
    painter->setAntialiasing(true);
    painter->setPen(QPen(theme.color(Role::Separator), 1.0));
    painter->setBrush(theme.color(Role::Raised));
    painter->drawRoundedRect(box, 4, 4);
    painter->setFont(font);
    painter->setPen(theme.color(Role::Text));
    painter->drawText(box.adjusted(8, 4, 0, -4), Qt::AlignLeft | Qt::AlignVCenter, m_lines.join(QLatin1Char('\n')));
}

} // namespace vsq
