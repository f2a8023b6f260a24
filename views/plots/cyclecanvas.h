// SPDX-License-Identifier: GPL-3.0-or-later
// The base of what is drawn against a layer's cycles: rows with names, an axis, the cycle that the chip is at, two rulers A and
// B. Wheel zooms, drag pans, a click goes there, double click shows all; Shift and drag, or the keys A and B, set the rulers.
#pragma once

#include "views/plots/canvasgestures.h"
#include "views/theme/role.h"

#include <QAbstractScrollArea>

#include <optional>

namespace vsq {

class CycleCanvas : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit CycleCanvas(QWidget *parent = nullptr);

    /// Cycles of the layer; 0: nothing to show.
    void setTotal(std::int64_t cycles);
    [[nodiscard]] std::int64_t total() const { return m_total; }
    /// The cycle executed last, -1: none.
    void setNow(std::int64_t cycle);
    /// The first and the one behind the last cycle in view.
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    void setRange(double from, double to);
    void zoom(double factor, double around);
    void showAll();

    [[nodiscard]] std::optional<std::int64_t> rulerA() const { return m_rulerA; }
    [[nodiscard]] std::optional<std::int64_t> rulerB() const { return m_rulerB; }
    void setRulers(std::optional<std::int64_t> a, std::optional<std::int64_t> b);

    /// Where a cycle begins, in pixels of the viewport, and the other way round.
    [[nodiscard]] double xOf(double cycle) const;
    [[nodiscard]] double cycleAt(double x) const;
    /// Of a row that is drawn, without its name.
    [[nodiscard]] QRect rowRect(int row) const;
    [[nodiscard]] int rowAt(int y) const; ///< -1: none

Q_SIGNALS:
    void seekWanted(qint64 cycle);
    void rulersChanged();
    void rangeChanged();

protected:
    [[nodiscard]] virtual int rowCount() const = 0;
    [[nodiscard]] virtual int rowHeight() const = 0;
    [[nodiscard]] virtual QString rowName(int row) const = 0;
    [[nodiscard]] virtual Role rowRole(int row) const = 0;
    virtual void paintRow(QPainter &painter, int row, const QRect &rect) = 0;
    /// Of a cycle in a row, for the tooltip.
    [[nodiscard]] virtual QString describe(int row, std::int64_t cycle) const = 0;
    /// Names or number of rows have changed.
    void rowsChanged();

    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] int left() const { return m_names; }
    [[nodiscard]] double plotWidth() const;
    [[nodiscard]] std::int64_t wholeCycleAt(double x) const;
    void paintAxis(QPainter &painter) const;
    void paintLines(QPainter &painter) const;
    void paintLine(QPainter &painter, double cycle, const QString &label, Role role, Qt::PenStyle style) const;

    std::int64_t m_total = 0;
    std::int64_t m_now = -1;
    double m_from = 0.0;
    double m_to = 1.0;
    std::optional<std::int64_t> m_rulerA;
    std::optional<std::int64_t> m_rulerB;
    std::optional<double> m_pointer; ///< x of mouse or keys
    int m_names = 120;               ///< width of the names
    DragGesture m_drag;
    double m_pressedFrom = 0.0;
    bool m_measuring = false;
};

} // namespace vsq
