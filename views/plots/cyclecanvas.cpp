// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/cyclecanvas.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr int kAxis = 24; ///< height
constexpr int kEdge = 8;
constexpr double kFewest = 8.0;      ///< cycles that zooming in leaves
constexpr int kLongestName = 190;    ///< pixels
constexpr double kTickDistance = 90; ///< pixels, at least

/// 1, 2 or 5 times a power of ten, not below.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(1.0, least))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * power >= least) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

} // namespace

CycleCanvas::CycleCanvas(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    connect(&Theme::current(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

double CycleCanvas::plotWidth() const
{
    return std::max(1.0, static_cast<double>(viewport()->width() - left() - kEdge));
}

double CycleCanvas::xOf(double cycle) const
{
    return left() + (cycle - m_from) / (m_to - m_from) * plotWidth();
}

double CycleCanvas::cycleAt(double x) const
{
    return m_from + (x - left()) / plotWidth() * (m_to - m_from);
}

std::int64_t CycleCanvas::wholeCycleAt(double x) const
{
    return std::clamp(static_cast<std::int64_t>(std::floor(cycleAt(x))), std::int64_t{0}, std::max<std::int64_t>(0, m_total - 1));
}

QRect CycleCanvas::rowRect(int row) const
{
    const int top = kAxis + row * rowHeight() - verticalScrollBar()->value();
    return {left(), top, static_cast<int>(plotWidth()), rowHeight()};
}

int CycleCanvas::rowAt(int y) const
{
    const int row = y < kAxis ? -1 : (y - kAxis + verticalScrollBar()->value()) / std::max(1, rowHeight());
    return row < rowCount() ? row : -1;
}

void CycleCanvas::setTotal(std::int64_t cycles)
{
    if (cycles == m_total) {
        return;
    }
    m_total = cycles;
    m_rulerA.reset();
    m_rulerB.reset();
    Q_EMIT rulersChanged();
    showAll();
}

void CycleCanvas::setNow(std::int64_t cycle)
{
    if (cycle != m_now) {
        m_now = cycle;
        // Where the chip steps out of view, the view goes along.
        if (cycle >= 0 && m_total > 0 && !m_drag.isDragging()
            && (static_cast<double>(cycle) < m_from || static_cast<double>(cycle) >= m_to)) {
            const double half = (m_to - m_from) / 2;
            setRange(static_cast<double>(cycle) - half, static_cast<double>(cycle) + half);
        }
        viewport()->update();
    }
}

void CycleCanvas::setRange(double from, double to)
{
    const auto total = static_cast<double>(std::max<std::int64_t>(1, m_total));
    const double length = std::clamp(to - from, std::min(kFewest, total), total);
    const double begin = std::clamp(from, 0.0, total - length);
    if (begin != m_from || begin + length != m_to) {
        m_from = begin;
        m_to = begin + length;
        viewport()->update();
        Q_EMIT rangeChanged();
    }
}

void CycleCanvas::zoom(double factor, double around)
{
    const auto total = static_cast<double>(std::max<std::int64_t>(1, m_total));
    const double length = std::clamp((m_to - m_from) / factor, std::min(kFewest, total), total);
    const double share = (around - m_from) / (m_to - m_from);
    setRange(around - share * length, around - share * length + length);
}

void CycleCanvas::showAll()
{
    setRange(0.0, static_cast<double>(m_total));
    viewport()->update();
}

void CycleCanvas::setRulers(std::optional<std::int64_t> a, std::optional<std::int64_t> b)
{
    if (a != m_rulerA || b != m_rulerB) {
        m_rulerA = a;
        m_rulerB = b;
        viewport()->update();
        Q_EMIT rulersChanged();
    }
}

void CycleCanvas::rowsChanged()
{
    int widest = 0;
    for (int row = 0; row < rowCount(); ++row) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(rowName(row)));
    }
    m_names = std::min(widest, kLongestName) + 3 * kEdge;
    const int hidden = rowCount() * rowHeight() + kAxis - viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, hidden));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
    viewport()->update();
}

void CycleCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    rowsChanged();
}

void CycleCanvas::paintAxis(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    painter.setFont(Theme::small());
    const double step = niceStep(kTickDistance / plotWidth() * (m_to - m_from));
    for (double cycle = std::ceil(m_from / step) * step; cycle < m_to; cycle += step) {
        const auto x = xOf(cycle);
        painter.setPen(theme.color(Role::Grid));
        painter.drawLine(QPointF(x, kAxis - 4), QPointF(x, viewport()->height()));
        painter.setPen(theme.color(Role::MutedText));
        const QString text = number::integer(static_cast<qint64>(cycle));
        const int width = painter.fontMetrics().horizontalAdvance(text);
        const double at = std::clamp(x - width / 2.0, static_cast<double>(left()), left() + plotWidth() - width);
        painter.drawText(QRectF(at, 0, width + 1, kAxis - 4), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    painter.setPen(theme.color(Role::MutedText));
    painter.drawText(QRect(kEdge, 0, left() - 2 * kEdge, kAxis - 4), Qt::AlignLeft | Qt::AlignVCenter, tr("cycle"));
    painter.setPen(theme.color(Role::Separator));
    painter.drawLine(0, kAxis, viewport()->width(), kAxis);
}

void CycleCanvas::paintLine(QPainter &painter, double cycle, const QString &label, Role role, Qt::PenStyle style) const
{
    if (cycle < m_from || cycle > m_to) {
        return;
    }
    const Theme &theme = Theme::current();
    const double x = xOf(cycle);
    QPen pen(theme.ink(role), style == Qt::SolidLine ? 1.5 : 1.0, style);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, label.isEmpty() ? kAxis : kAxis - 2), QPointF(x, viewport()->height()));
    if (!label.isEmpty()) {
        painter.setFont(Theme::small());
        const int width = painter.fontMetrics().horizontalAdvance(label) + 8;
        const double at = std::clamp(x - width / 2.0, static_cast<double>(left()), left() + plotWidth() - width);
        const QRectF flag(at, 2, width, kAxis - 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(role));
        painter.drawRoundedRect(flag, 3, 3);
        painter.setPen(Theme::textOn(theme.color(role)));
        painter.drawText(flag, Qt::AlignCenter, label);
    }
}

void CycleCanvas::paintLines(QPainter &painter) const
{
    if (m_rulerA && m_rulerB) {
        const auto [low, high] = std::minmax(*m_rulerA, *m_rulerB);
        QColor shade = Theme::current().color(Role::Accent);
        shade.setAlphaF(0.10F);
        const double x = std::max<double>(left(), xOf(static_cast<double>(low)));
        const double end = std::min(left() + plotWidth(), xOf(static_cast<double>(high)));
        if (end > x) {
            painter.fillRect(QRectF(x, kAxis, end - x, viewport()->height()), shade);
        }
    }
    if (m_pointer && *m_pointer >= left()) {
        paintLine(painter, cycleAt(*m_pointer), {}, Role::MutedText, Qt::DotLine);
    }
    if (m_now >= 0) {
        paintLine(painter, static_cast<double>(m_now) + 0.5, {}, Role::Accent, Qt::SolidLine);
    }
    for (const auto &[ruler, name] : {std::pair(m_rulerA, tr("A")), std::pair(m_rulerB, tr("B"))}) {
        if (ruler) {
            paintLine(painter, static_cast<double>(*ruler), name, Role::Scales, Qt::DashLine);
        }
    }
}

void CycleCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::current().color(Role::Surface));
    if (m_total == 0) {
        return;
    }
    paintAxis(painter);
    const QFont names = font();
    for (int row = 0; row < rowCount(); ++row) {
        const QRect rect = rowRect(row);
        if (rect.bottom() <= kAxis || rect.top() >= viewport()->height()) {
            continue;
        }
        painter.save();
        painter.setClipRect(QRect(0, kAxis + 1, viewport()->width(), viewport()->height()));
        painter.setPen(Theme::current().color(Role::Separator));
        painter.drawLine(0, rect.bottom(), viewport()->width(), rect.bottom());
        painter.fillRect(QRect(kEdge / 2, rect.top() + 6, 3, std::max(2, rect.height() - 12)),
                         Theme::current().color(rowRole(row)));
        painter.setPen(Theme::current().color(Role::Text));
        painter.setFont(names);
        painter.drawText(QRect(kEdge + 4, rect.top(), left() - 2 * kEdge, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(rowName(row), Qt::ElideMiddle, left() - 2 * kEdge - 4));
        painter.setClipRect(
            rect.adjusted(0, 0, 1, 0).intersected(QRect(0, kAxis + 1, viewport()->width(), viewport()->height())));
        paintRow(painter, row, rect);
        painter.restore();
    }
    paintLines(painter);
    if (hasFocus()) {
        paintFocusFrame(painter, viewport()->rect());
    }
}

bool CycleCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_total > 0) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = rowAt(help->pos().y());
        const QString text = row < 0                    ? QString()
                             : help->pos().x() < left() ? rowName(row)
                                                        : describe(row, wholeCycleAt(help->pos().x()));
        QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void CycleCanvas::wheelEvent(QWheelEvent *event)
{
    if (m_total == 0) {
        return;
    }
    const QPoint turned = event->angleDelta();
    if (std::abs(turned.x()) > std::abs(turned.y())) {
        const double by = -turned.x() / 120.0 * (m_to - m_from) / 10;
        setRange(m_from + by, m_to + by);
    } else {
        zoom(wheelZoom(turned.y()), cycleAt(event->position().x()));
    }
    event->accept();
}

void CycleCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_total > 0) {
        m_drag.press(event->position());
        m_pressedFrom = m_from;
        m_measuring = event->modifiers().testFlag(Qt::ShiftModifier) && event->pos().x() >= left();
        if (m_measuring) {
            setRulers(wholeCycleAt(event->pos().x()), std::nullopt);
        }
    }
}

void CycleCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->pos().x();
    viewport()->update();
    if (!event->buttons().testFlag(Qt::LeftButton) || m_total == 0) {
        return;
    }
    if (m_measuring) {
        setRulers(m_rulerA, wholeCycleAt(event->pos().x()));
        return;
    }
    if (const auto way = m_drag.moved(event->position())) {
        const double by = -way->x() / plotWidth() * (m_to - m_from);
        setRange(m_pressedFrom + by, m_pressedFrom + by + (m_to - m_from));
    }
}

void CycleCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isClick = m_drag.release() && !m_measuring;
    m_measuring = false;
    if (event->button() == Qt::LeftButton && isClick && m_total > 0 && event->pos().x() >= left()) {
        Q_EMIT seekWanted(wholeCycleAt(event->pos().x()) + 1); // so that this cycle is the one executed last
    }
}

void CycleCanvas::mouseDoubleClickEvent(QMouseEvent *)
{
    showAll();
    m_drag.refuseClick(); // of the second release
}

void CycleCanvas::keyPressEvent(QKeyEvent *event)
{
    if (m_total == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const double x = m_pointer.value_or(m_now >= 0 ? xOf(static_cast<double>(m_now) + 0.5) : left() + plotWidth() / 2);
    const double step = event->modifiers().testFlag(Qt::ControlModifier) ? plotWidth() / (m_to - m_from) : 8.0;
    const double page = (m_to - m_from) * 0.8;
    switch (event->key()) {
    case Qt::Key_Left: m_pointer = std::max<double>(left(), x - step); break;
    case Qt::Key_Right: m_pointer = std::min(left() + plotWidth() - 1, x + step); break;
    case Qt::Key_Up: verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub); break;
    case Qt::Key_Down: verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd); break;
    case Qt::Key_PageUp: setRange(m_from - page, m_to - page); break;
    case Qt::Key_PageDown: setRange(m_from + page, m_to + page); break;
    case Qt::Key_Home: setRange(0, m_to - m_from); break;
    case Qt::Key_End: setRange(static_cast<double>(m_total) - (m_to - m_from), static_cast<double>(m_total)); break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(kZoomStep * kZoomStep, cycleAt(x)); break;
    case Qt::Key_Minus: zoom(1.0 / (kZoomStep * kZoomStep), cycleAt(x)); break;
    case Qt::Key_0: showAll(); break;
    case Qt::Key_A: setRulers(wholeCycleAt(x), m_rulerB); break;
    case Qt::Key_B: setRulers(m_rulerA, wholeCycleAt(x)); break;
    case Qt::Key_Escape: setRulers({}, {}); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT seekWanted(wholeCycleAt(x) + 1); break;
    default: QAbstractScrollArea::keyPressEvent(event); return;
    }
    viewport()->update();
}

} // namespace vsq
