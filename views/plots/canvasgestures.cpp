// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/canvasgestures.h"

#include "views/theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <cmath>
#include <utility>

namespace vsq {

double wheelZoom(double angleDelta)
{
    return std::pow(kZoomStep, angleDelta / 120.0);
}

void DragGesture::press(const QPointF &at)
{
    m_pressed = m_last = at;
    m_dragging = false;
}

std::optional<QPointF> DragGesture::moved(const QPointF &to)
{
    m_dragging = m_dragging || (to - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    return m_dragging ? std::optional(to - m_pressed) : std::nullopt;
}

QPointF DragGesture::step(const QPointF &to)
{
    return to - std::exchange(m_last, to);
}

bool DragGesture::release()
{
    return !std::exchange(m_dragging, false);
}

void paintFocusFrame(QPainter &painter, const QRect &rect)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(Theme::current().color(Role::Accent), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

} // namespace vsq
