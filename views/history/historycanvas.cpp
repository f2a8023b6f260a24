// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historycanvas.h"

#include "views/icons/icon.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/signalname.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr int kRow = 40;
constexpr int kMarkWidth = 9;       ///< pixels an event's mark takes
constexpr double kRoomForText = 34; ///< pixels of a cycle in which its value is written
constexpr std::array kMarked{EventKind::Saturation, EventKind::ZeroScale, EventKind::ScaleRoundedToZero,
                             EventKind::Stall,      EventKind::TileDone,  EventKind::SubtileDone};

QString eventText(EventKind kind)
{
    return coreText(nameOf(kind));
}

} // namespace

EventMark markOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Saturation: return {Role::ErrorPositive, QLatin1Char('S')};
    case EventKind::ZeroScale: return {Role::Scales, QLatin1Char('0')};
    case EventKind::ScaleRoundedToZero: return {Role::Scales, QLatin1Char('r')};
    case EventKind::Stall: return {Role::Stalls, QLatin1Char('w')};
    case EventKind::SubtileDone: return {Role::Outputs, QLatin1Char('#')};
    default: break;
    }
    return {Role::MutedText, QLatin1Char('|')};
}

Role roleOf(ChipSignal::Kind kind)
{
    using Kind = ChipSignal::Kind;
    switch (kind) {
    case Kind::CodeA: return Role::Weights;
    case Kind::CodeB: return Role::Activations;
    case Kind::LaneScale:
    case Kind::ScaleA:
    case Kind::ScaleB: return Role::Scales;
    case Kind::PpuStage: return Role::Outputs;
    default: break;
    }
    return Role::Sums;
}

HistoryCanvas::HistoryCanvas(QWidget *parent) : CycleCanvas(parent)
{
    setObjectName(QStringLiteral("history.canvas"));
    setAccessibleName(tr("Watched values over cycles"));
}

void HistoryCanvas::setWatched(const std::vector<ChipSignal> &watched)
{
    m_watched = watched;
    rowsChanged();
}

void HistoryCanvas::setHistory(std::shared_ptr<const ValueHistory> history)
{
    m_history = std::move(history);
    m_detail.reset();
    viewport()->update();
}

void HistoryCanvas::setDetail(std::shared_ptr<const ValueHistory> detail)
{
    m_detail = std::move(detail);
    viewport()->update();
}

void HistoryCanvas::setBaseline(std::shared_ptr<const ValueHistory> baseline)
{
    m_baseline = std::move(baseline);
    viewport()->update();
}

const ValueHistory *HistoryCanvas::beside() const
{
    return m_baseline && m_baseline->watched() == m_watched ? m_baseline.get() : nullptr;
}

const ValueHistory *HistoryCanvas::best() const
{
    const bool covers = m_detail && m_detail->watched() == m_watched && static_cast<double>(m_detail->from()) <= from()
                        && static_cast<double>(m_detail->to()) >= to();
    if (covers) {
        return m_detail.get();
    }
    return m_history && m_history->watched() == m_watched ? m_history.get() : nullptr;
}

int HistoryCanvas::rowHeight() const
{
    return kRow;
}

QString HistoryCanvas::rowName(int row) const
{
    return row == 0 ? tr("events") : nameOf(m_watched[static_cast<std::size_t>(row - 1)]);
}

Role HistoryCanvas::rowRole(int row) const
{
    return row == 0 ? Role::MutedText : roleOf(m_watched[static_cast<std::size_t>(row - 1)].kind);
}

std::optional<std::int64_t> HistoryCanvas::valueAt(std::size_t signal, std::int64_t cycle) const
{
    const ValueHistory *history = best();
    if (history == nullptr) {
        return std::nullopt;
    }
    const HistorySpan span = history->span(signal, cycle, cycle + 1);
    return span.any ? std::optional(span.last) : std::nullopt;
}

QString HistoryCanvas::valueText(std::size_t signal, std::int64_t cycle) const
{
    const ValueHistory *history = best();
    const HistorySpan span = history == nullptr ? HistorySpan{} : history->span(signal, cycle, cycle + 1);
    if (!span.any) {
        return QStringLiteral("\u2013");
    }
    return span.low == span.high ? number::integer(span.last)
                                 : tr("%1 \u2026 %2").arg(number::integer(span.low), number::integer(span.high));
}

void HistoryCanvas::paintRow(QPainter &painter, int row, const QRect &rect)
{
    if (best() == nullptr) {
        painter.setPen(Theme::current().color(Role::MutedText));
        painter.setFont(Theme::small());
        painter.drawText(rect, Qt::AlignCenter, tr("reading \u2026"));
        return;
    }
    if (row == 0) {
        paintEvents(painter, rect);
    } else {
        paintTrace(painter, static_cast<std::size_t>(row - 1), rect);
    }
}

void HistoryCanvas::paintEvents(QPainter &painter, const QRect &rect) const
{
    const ValueHistory *history = best();
    painter.setFont(Theme::small());
    for (int x = rect.left(); x < rect.right(); x += kMarkWidth) {
        const auto begin = static_cast<std::int64_t>(std::floor(cycleAt(x)));
        const auto end = std::max(begin + 1, static_cast<std::int64_t>(std::floor(cycleAt(x + kMarkWidth))));
        const std::uint32_t events = history->events(begin, end);
        // What is rare comes first; a letter beside the hue says which it is.
        const auto found = std::find_if(kMarked.begin(), kMarked.end(),
                                        [&](EventKind kind) { return (events >> static_cast<unsigned>(kind) & 1U) != 0; });
        if (found == kMarked.end()) {
            continue;
        }
        const EventMark mark = markOf(*found);
        painter.setPen(Theme::current().ink(mark.role));
        painter.drawText(QRect(x, rect.top(), kMarkWidth, rect.height()), Qt::AlignCenter, mark.letter);
    }
}

void HistoryCanvas::paintTrace(QPainter &painter, std::size_t signal, const QRect &rect) const
{
    const ValueHistory *history = best();
    const auto first = static_cast<std::int64_t>(std::floor(from()));
    const auto end = static_cast<std::int64_t>(std::ceil(to()));
    HistorySpan all = history->span(signal, first, end);
    const Theme &theme = Theme::current();
    if (!all.any) {
        painter.setPen(theme.color(Role::MutedText));
        painter.setFont(Theme::small());
        painter.drawText(rect, Qt::AlignCenter, tr("no value in these cycles"));
        return;
    }
    const QString range = all.low == all.high ? number::integer(all.low)
                                              : tr("%1 \u2026 %2").arg(number::integer(all.low), number::integer(all.high));
    const HistorySpan other = beside() == nullptr ? HistorySpan{} : beside()->span(signal, first, end);
    if (other.any) { // one scale for both
        all.low = std::min(all.low, other.low);
        all.high = std::max(all.high, other.high);
    }
    const double low = static_cast<double>(std::min<std::int64_t>(all.low, 0));
    const double high = std::max(static_cast<double>(std::max<std::int64_t>(all.high, 0)), low + 1.0);
    const QRectF inner = QRectF(rect).adjusted(0, 5, 0, -6);
    const auto yOf = [&](std::int64_t value) {
        return inner.bottom() - (static_cast<double>(value) - low) / (high - low) * inner.height();
    };
    painter.setPen(QPen(theme.color(Role::Grid), 1));
    painter.drawLine(QPointF(rect.left(), yOf(0)), QPointF(rect.right(), yOf(0)));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (other.any) {
        painter.setPen(QPen(theme.color(Role::MutedText), 1));
        paintLine(painter, *beside(), signal, inner, low, high);
    }
    painter.setPen(QPen(theme.ink(roleOf(m_watched[signal].kind)), 1.2));
    paintLine(painter, *history, signal, inner, low, high);
    if (rect.width() / (to() - from()) >= kRoomForText) {
        paintValues(painter, signal, rect);
    }
    painter.setFont(Theme::small());
    painter.setPen(theme.color(Role::MutedText));
    const QRect text = painter.fontMetrics().boundingRect(range).adjusted(-3, 0, 3, 0);
    const QRect place(rect.right() - text.width() - 2, rect.top() + 2, text.width(), text.height());
    QColor back = theme.color(Role::Surface);
    back.setAlphaF(0.85F);
    painter.fillRect(place, back);
    painter.drawText(place, Qt::AlignCenter, range);
}

void HistoryCanvas::paintLine(QPainter &painter, const ValueHistory &history, std::size_t signal, const QRectF &inner, double low,
                              double high) const
{
    const auto yOf = [&](std::int64_t value) {
        return inner.bottom() - (static_cast<double>(value) - low) / (high - low) * inner.height();
    };
    const auto first = static_cast<std::int64_t>(std::floor(from()));
    bool joins = false; // to the value before
    double before = 0.0;
    const double perPixel = (to() - from()) / inner.width();
    const double step = perPixel < 1.0 ? 1.0 / perPixel : 1.0; // pixels
    double x = perPixel < 1.0 ? xOf(static_cast<double>(first)) : inner.left();
    while (x < inner.right()) {
        const auto begin = static_cast<std::int64_t>(std::floor(cycleAt(x + step * 0.001) + 1e-9));
        const auto next = perPixel < 1.0 ? begin + 1
                                         : std::max(begin + 1, static_cast<std::int64_t>(std::floor(cycleAt(x + step))));
        const HistorySpan span = history.span(signal, begin, next);
        if (span.any) {
            const double last = yOf(span.last);
            const double from = joins ? before : last;
            const double top = std::min({yOf(span.high), from, last});
            const double bottom = std::max({yOf(span.low), from, last});
            painter.drawLine(QPointF(x, top), QPointF(x, bottom));
            painter.drawLine(QPointF(x, last), QPointF(x + step, last));
            before = last;
        }
        joins = span.any;
        x += step;
    }
}

/// Each cycle's value, where it differs from the one before.
void HistoryCanvas::paintValues(QPainter &painter, std::size_t signal, const QRect &rect) const
{
    painter.setFont(Theme::monospace(0.8));
    painter.setPen(Theme::current().color(Role::Text));
    std::optional<std::int64_t> before;
    for (auto cycle = static_cast<std::int64_t>(std::floor(from())); static_cast<double>(cycle) < to(); ++cycle) {
        const std::optional<std::int64_t> value = best()->at(signal, cycle);
        if (value && value != before) {
            painter.drawText(QRectF(xOf(static_cast<double>(cycle)) + 3, rect.top() + 1, 200, rect.height() - 2),
                             Qt::AlignLeft | Qt::AlignTop, number::integer(*value));
        }
        before = value;
    }
}

QString HistoryCanvas::describe(int row, std::int64_t cycle) const
{
    const QString head = tr("cycle %1").arg(number::integer(cycle));
    if (row > 0) {
        const auto signal = static_cast<std::size_t>(row - 1);
        QString said = head + QLatin1Char('\n') + tr("%1: %2").arg(rowName(row), valueText(signal, cycle));
        const auto before = beside() == nullptr ? std::nullopt : beside()->at(signal, cycle);
        if (before) {
            said += QLatin1Char('\n') + tr("baseline: %1").arg(number::integer(*before));
        }
        return said;
    }
    const ValueHistory *history = best();
    if (history == nullptr) {
        return head;
    }
    const auto width = static_cast<std::int64_t>(std::ceil((to() - from()) / std::max(1, rowRect(0).width()) * kMarkWidth));
    const std::uint32_t events = history->events(cycle, cycle + std::max<std::int64_t>(1, width));
    QStringList names;
    for (int kind = 0; kind <= static_cast<int>(EventKind::LayerDone); ++kind) {
        if ((events >> static_cast<unsigned>(kind) & 1U) != 0) {
            names.append(eventText(static_cast<EventKind>(kind)));
        }
    }
    return head + QLatin1Char('\n') + (names.isEmpty() ? tr("no event") : names.join(QStringLiteral(", ")));
}

void HistoryCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const int row = rowAt(event->pos().y());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("zoom-fit")), tr("Show all cycles"), this, [this] { showAll(); });
    menu->addAction(tr("Remove the rulers"), this, [this] { setRulers({}, {}); })->setEnabled(rulerA() || rulerB());
    if (row > 0) {
        menu->addAction(icon(QStringLiteral("remove")), tr("Stop watching %1").arg(rowName(row)), this,
                        [this, row] { Q_EMIT removeWanted(row - 1); });
    }
    menu->popup(event->globalPos());
}

} // namespace vsq
