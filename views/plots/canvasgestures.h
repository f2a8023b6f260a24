// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvases that are zoomed and panned by hand have in common: a notch of the wheel, what is a drag and what a click, the
// frame of the one that has the keys.
#pragma once

#include <QPointF>

#include <optional>

class QPainter;
class QRect;

namespace vsq {

/// Factor for a wheel's angle delta: a quarter larger with each notch.
double wheelZoom(double angleDelta);
inline constexpr double kZoomStep = 1.25;

/// A pressed button: moved far enough, it drags, else its release is a click.
class DragGesture {
public:
    void press(const QPointF &at);
    /// The way since the press where it drags; nothing while it may still become a click.
    std::optional<QPointF> moved(const QPointF &to);
    /// The way since the last call of this or press().
    [[nodiscard]] QPointF step(const QPointF &to);
    [[nodiscard]] bool isDragging() const { return m_dragging; }
    /// True where it was a click.
    bool release();
    /// Whatever is released next is no click.
    void refuseClick() { m_dragging = true; }

private:
    QPointF m_pressed;
    QPointF m_last;
    bool m_dragging = false;
};

void paintFocusFrame(QPainter &painter, const QRect &rect);

} // namespace vsq
