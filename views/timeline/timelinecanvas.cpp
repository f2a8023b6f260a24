// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timelinecanvas.h"

#include "views/icons/icon.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

QString boxName(Timeline::Part part, const TimelineSpan &span)
{
    switch (part) {
    case Timeline::Part::Subtile: return TimelineCanvas::tr("subtile %1").arg(span.index);
    case Timeline::Part::Tile: return TimelineCanvas::tr("m %1, n %2").arg(span.m).arg(span.n);
    case Timeline::Part::Pass: break;
    }
    return TimelineCanvas::tr("k %1").arg(span.index);
}

} // namespace

std::vector<TimelineRow> rowsOf(const Timeline &timeline)
{
    const auto tr = [](const char *text) { return TimelineCanvas::tr(text); };
    std::vector<TimelineRow> rows{
        {tr("Subtiles"), tr("Parts of the product that are resident in the buffers, with their fill and drain"), Role::Reference,
         Timeline::Part::Subtile},
        {tr("Tiles"), tr("16 rows of A by up to 16 columns, all vectors along K"), Role::Sums, Timeline::Part::Tile},
        {tr("Passes"), tr("One vector along K of a tile: the A register stands still"), Role::Weights, Timeline::Part::Pass}};
    const auto add = [&](Activity activity, const QString &name, const QString &definition, Role role) {
        if (timeline.happens(activity)) {
            rows.push_back({name, definition, role, std::nullopt, activity});
        }
    };
    add(Activity::Fill, tr("Fill"), tr("A subtile's first words arrive (A-18)"), Role::Overhead);
    add(Activity::Compute, tr("Products"), tr("Cycles with a product in the lanes"), Role::Sums);
    add(Activity::Drain, tr("Drain"), tr("The last results leave the collector (A-18)"), Role::Overhead);
    add(Activity::StallA, tr("Stalls for A"), tr("A word of A has not arrived"), Role::Stalls);
    add(Activity::StallB, tr("Stalls for B"), tr("A word of B has not arrived"), Role::Stalls);
    add(Activity::StallOutput, tr("Stalls for output"), tr("No room in the output buffer"), Role::Stalls);
    add(Activity::Ppu, tr("Post-processing"), tr("An entry is in its stages, or a word waits for the output port"),
        Role::Outputs);
    add(Activity::ABufferRead, tr("A buffer, read"), tr("All banks at once, at the beginning of a pass"), Role::Weights);
    add(Activity::BBufferRead, tr("B buffer, read"), tr("The word that is broadcast"), Role::Activations);
    add(Activity::CollectorRead, tr("Collector, read"), tr("A sum to be added to, or handed over"), Role::Sums);
    add(Activity::CollectorWrite, tr("Collector, write"), tr("The sum with its new term"), Role::Sums);
    add(Activity::VsqWrite, tr("VSQ buffer, write"), tr("Values of a vector that is not complete"), Role::Scales);
    add(Activity::VsqRead, tr("VSQ buffer, read"), tr("A complete vector, to be quantized"), Role::Scales);
    add(Activity::OutputWrite, tr("Output, write"), tr("Words into the output buffer, or slices on the softmax port"),
        Role::Outputs);
    return rows;
}

TimelineCanvas::TimelineCanvas(QWidget *parent) : CycleCanvas(parent)
{
    setObjectName(QStringLiteral("timeline.canvas"));
    setAccessibleName(tr("Timeline of the layer"));
}

void TimelineCanvas::setTimeline(std::shared_ptr<const LayerTimeline> timeline)
{
    m_timeline = std::move(timeline);
    m_rows = m_timeline ? rowsOf(m_timeline->timeline) : std::vector<TimelineRow>();
    setTotal(m_timeline ? m_timeline->timeline.totalCycles() : 0);
    QStringList names; // for those who do not see it
    for (const TimelineRow &row : m_rows) {
        names.append(row.name);
    }
    setAccessibleDescription(
        m_timeline ? tr("%1 cycles, a row each: %2").arg(m_timeline->timeline.totalCycles()).arg(names.join(QStringLiteral(", ")))
                   : QString());
    rowsChanged();
}

void TimelineCanvas::paintRow(QPainter &painter, int row, const QRect &rect)
{
    const TimelineRow &shown = m_rows[static_cast<std::size_t>(row)];
    if (shown.part) {
        paintBoxes(painter, shown, rect);
    } else {
        paintShares(painter, shown, rect);
    }
}

void TimelineCanvas::paintBoxes(QPainter &painter, const TimelineRow &row, const QRect &rect) const
{
    const Theme &theme = Theme::current();
    const auto first = static_cast<std::int64_t>(std::floor(from()));
    const auto end = static_cast<std::int64_t>(std::ceil(to()));
    const std::vector<TimelineSpan> spans = m_timeline->timeline.spans(*row.part, first, end,
                                                                       static_cast<std::size_t>(std::max(1, rect.width() / 4)));
    const QRectF inner = QRectF(rect).adjusted(0, 3, 0, -4);
    QColor fill = theme.color(row.role);
    if (spans.empty()) { // more than can be told apart
        fill.setAlphaF(0.35F);
        painter.fillRect(inner, fill);
        painter.setPen(theme.color(Role::Text));
        painter.setFont(Theme::small());
        painter.drawText(inner, Qt::AlignCenter, tr("too many to show one by one: zoom in"));
        return;
    }
    painter.setFont(Theme::small());
    for (const TimelineSpan &span : spans) {
        const double x = std::max<double>(rect.left() - 2, xOf(static_cast<double>(span.begin)));
        const double right = std::min<double>(rect.right() + 2, xOf(static_cast<double>(span.end)));
        const QRectF box(x, inner.top(), std::max(1.0, right - x - 1.0), inner.height());
        fill.setAlphaF(span.index % 2 == 0 ? 0.55F : 0.38F); // neighbours are told apart
        painter.fillRect(box, fill);
        const QString name = boxName(*row.part, span);
        if (box.width() >= painter.fontMetrics().horizontalAdvance(name) + 6) {
            painter.setPen(theme.color(Role::Text));
            painter.drawText(box, Qt::AlignCenter, name);
        }
    }
}

void TimelineCanvas::paintShares(QPainter &painter, const TimelineRow &row, const QRect &rect) const
{
    const Theme &theme = Theme::current();
    const QRectF inner = QRectF(rect).adjusted(0, 3, 0, -4);
    const double perPixel = (to() - from()) / rect.width();
    QColor fill = theme.color(row.role);
    const double step = std::max(1.0, 1.0 / perPixel);
    double x = perPixel < 1.0 ? xOf(std::floor(from())) : rect.left();
    for (; x < rect.right(); x += step) {
        const auto begin = static_cast<std::int64_t>(std::floor(cycleAt(x) + 1e-6));
        const auto end = std::max(begin + 1, static_cast<std::int64_t>(std::floor(cycleAt(x + step) + 1e-6)));
        const std::int64_t count = m_timeline->timeline.count(row.activity, begin, end);
        if (count > 0) {
            const double share = std::min(1.0, static_cast<double>(count) / static_cast<double>(end - begin));
            const double height = std::max(1.0, share * inner.height());
            painter.fillRect(QRectF(x, inner.bottom() - height, perPixel < 1.0 && step > 4 ? step - 1 : step, height), fill);
        }
    }
}

QString TimelineCanvas::describe(int row, std::int64_t cycle) const
{
    const TimelineRow &shown = m_rows[static_cast<std::size_t>(row)];
    QString text = tr("cycle %1").arg(number::integer(cycle)) + QLatin1Char('\n') + shown.name + tr(": ") + shown.definition;
    if (shown.part) {
        const auto spans = m_timeline->timeline.spans(*shown.part, cycle, cycle + 1, 1);
        if (!spans.empty() && spans[0].begin <= cycle) {
            text += QLatin1Char('\n')
                    + tr("%1: cycles %2 to %3, %4 in all")
                          .arg(boxName(*shown.part, spans[0]), number::integer(spans[0].begin), number::integer(spans[0].end - 1),
                               number::integer(spans[0].end - spans[0].begin));
        }
        return text;
    }
    const auto width = static_cast<std::int64_t>(std::ceil((to() - from()) / std::max(1, rowRect(row).width())));
    const std::int64_t length = std::clamp<std::int64_t>(width, 1, std::max<std::int64_t>(1, total() - cycle));
    const std::int64_t count = m_timeline->timeline.count(shown.activity, cycle, cycle + length);
    return text + QLatin1Char('\n')
           + (length == 1 ? (count > 0 ? tr("in this cycle: yes") : tr("in this cycle: no"))
                          : tr("%1 of %2 cycles here").arg(number::integer(count), number::integer(length)));
}

void TimelineCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("zoom-fit")), tr("Show all cycles"), this, [this] { showAll(); });
    menu->addAction(tr("Zoom to the rulers"), this,
                    [this] {
                        const auto [low, high] = std::minmax({*rulerA(), *rulerB()});
                        setRange(static_cast<double>(low), static_cast<double>(high));
                    })
        ->setEnabled(rulerA() && rulerB());
    menu->addAction(tr("Remove the rulers"), this, [this] { setRulers({}, {}); })->setEnabled(rulerA() || rulerB());
    menu->popup(event->globalPos());
}

} // namespace vsq
