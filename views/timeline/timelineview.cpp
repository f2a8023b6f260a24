// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/timelineview.h"

#include "views/plots/baselinefigure.h"
#include "views/plots/numberstrip.h"
#include "views/theme/number.h"
#include "views/timeline/timelinecanvas.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace vsq {

TimelineView::TimelineView(Workspace *workspace, QWidget *parent)
    : StateView(QStringLiteral("timeline"), tr("Timeline"), tr("What the chip does over the cycles of the open layer"), workspace,
                parent),
      m_canvas(new TimelineCanvas(this)), m_strip(strip())
{
    setContent(m_canvas);

    connect(m_canvas, &TimelineCanvas::seekWanted, workspace->simulation(), &SimulationController::seek);
    connect(m_canvas, &TimelineCanvas::rulersChanged, this, &TimelineView::showStatistics);
    connect(m_canvas, &TimelineCanvas::rangeChanged, this, &TimelineView::showStatistics);
    connect(workspace->layerChip(), &LayerChip::changed, this, &TimelineView::refreshLater);
    connect(workspace, &Workspace::networkChanged, this, &TimelineView::refreshLater);
    connect(workspace->runs(), &RunList::comparedChanged, this, &TimelineView::refreshLater);
    connect(workspace, &Workspace::layerOpened, this, &TimelineView::refreshLater);
    connect(workspace->simulation(), &SimulationController::snapshotChanged, this,
            [this] { refreshWhenSeen(QStringLiteral("position"), [this] { takePosition(); }); });
    addCommand({.id = QStringLiteral("timeline.all"),
                .text = tr("Show all cycles of the timeline"),
                .shortcut = {},
                .icon = QStringLiteral("zoom-fit"),
                .tip = tr("Draw the whole layer."),
                .menu = Menu::Chip,
                .group = 5},
               [this] {
                   Q_EMIT raiseWanted();
                   m_canvas->showAll();
               });
    refreshLater();
    updateState();
}

QWidget *TimelineView::focusTarget()
{
    return shownWidget();
}

void TimelineView::refreshLater()
{
    refreshWhenSeen(QStringLiteral("timeline"), [this] { refresh(); });
}

void TimelineView::refresh()
{
    m_workspace->layerChip()->want();
    const auto chip = m_workspace->layerChip()->chip();
    if (m_made != chip) {
        m_workspace->jobs()->cancel(m_job);
        m_timeline.reset();
        m_canvas->setTimeline({});
        m_made = chip;
        if (chip) {
            auto made = std::make_shared<std::shared_ptr<const LayerTimeline>>();
            m_job = m_workspace->jobs()->start(
                tr("Drawing up the timeline"),
                [made, chip](const JobContext &) {
                    *made = std::make_shared<const LayerTimeline>(LayerTimeline{chip, Timeline(chip->times())});
                },
                [this, made] {
                    m_timeline = *made;
                    m_canvas->setTimeline(m_timeline);
                    takePosition();
                    updateState();
                    showStatistics();
                },
                [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Error, error); });
        }
    }
    takePosition();
    updateState();
    showStatistics();
}

void TimelineView::takePosition()
{
    const auto snapshot = m_workspace->simulation()->snapshot();
    m_canvas->setNow(snapshot ? snapshot->executed.cycle : -1);
}

void TimelineView::showStatistics()
{
    if (!m_timeline) {
        m_strip->setNumbers({});
        m_canvas->setAccessibleDescription(tr("No layer is drawn"));
        return;
    }
    const bool ruled = m_canvas->rulerA() && m_canvas->rulerB();
    auto from = static_cast<std::int64_t>(std::floor(m_canvas->from()));
    auto to = static_cast<std::int64_t>(std::ceil(m_canvas->to()));
    if (ruled) {
        std::tie(from, to) = std::minmax({*m_canvas->rulerA(), *m_canvas->rulerB()});
    }
    const auto cycles = static_cast<double>(std::max<std::int64_t>(1, to - from));
    const Timeline &timeline = m_timeline->timeline;
    const auto count = [&](std::initializer_list<Activity> kinds) {
        std::int64_t sum = 0;
        for (const Activity kind : kinds) {
            sum += timeline.count(kind, from, to);
        }
        return static_cast<double>(sum);
    };
    const auto share = [&](std::initializer_list<Activity> kinds) { return number::percent(count(kinds) / cycles); };
    std::vector<StripNumber> numbers{
        {number::integer(to - from), ruled ? tr("cycles, A to B") : tr("cycles in view"),
         tr("Drag with Shift, or press A and B, to measure a range of cycles"), Role::Text},
        {share({Activity::Compute}), tr("products"), tr("Cycles with a product over all cycles of the range"), Role::Sums},
        {share({Activity::Fill, Activity::Drain}), tr("fill and drain"), tr("Overhead of subtiles (A-18)"), Role::Overhead},
        {share({Activity::StallA, Activity::StallB, Activity::StallOutput}), tr("stalls"),
         tr("Cycles in which a word or room was awaited"), Role::Stalls},
        {number::significant(count({Activity::ABufferRead}) / cycles), tr("A reads a cycle"),
         tr("Loads of the A register: every AD cycles at best"), Role::Weights},
        {number::significant(count({Activity::CollectorRead}) / cycles), tr("collector reads a cycle"),
         tr("Of its one read port"), Role::Sums},
    };
    if (timeline.happens(Activity::OutputWrite)) {
        numbers.push_back({number::significant(count({Activity::OutputWrite}) / cycles), tr("words out a cycle"),
                           tr("Into the output buffer, or slices on the softmax port"), Role::Outputs});
    }
    for (StripNumber &number : layerBaselineNumbers(*m_workspace->runs(), m_workspace->openedLayer(), {LayerMeasure::Cycles})) {
        numbers.push_back(std::move(number));
    }
    QStringList said;
    for (const StripNumber &number : numbers) {
        said.append(QStringLiteral("%1 %2").arg(number.value, number.label));
    }
    m_canvas->setAccessibleDescription(said.join(QStringLiteral(", ")));
    m_strip->setNumbers(std::move(numbers));
}

void TimelineView::updateState()
{
    if (showMissingLayer(tr("to see where its cycles go"))) {
        return;
    }
    if (m_timeline) {
        showContent();
    } else {
        showState(StatePage::State::Loading, tr("Drawing up the timeline"), {});
    }
}

std::vector<FigureSpec> TimelineView::figures() const
{
    if (!m_timeline || !m_workspace->layerData()) {
        return {};
    }
    FigureSpec spec;
    spec.id = QStringLiteral("timeline");
    spec.name = QStringLiteral("timeline");
    spec.title = tr("Timeline of %1").arg(QString::fromStdString(m_workspace->layerData()->layer.name));
    const auto from = static_cast<std::int64_t>(std::floor(m_canvas->from()));
    const auto to = static_cast<std::int64_t>(std::ceil(m_canvas->to()));
    std::vector<TimelineRow> rows = m_canvas->rows();
    std::erase_if(rows, [](const TimelineRow &row) { return row.part.has_value(); });
    constexpr std::int64_t kColumns = 400;
    const std::int64_t columns = std::clamp<std::int64_t>(to - from, 1, kColumns);
    FigureHeatmap &map = spec.heatmap;
    map.columns = static_cast<int>(columns);
    map.rows = static_cast<int>(rows.size());
    map.xLow = static_cast<double>(from);
    map.xHigh = static_cast<double>(to);
    map.yLow = -0.5;
    map.yHigh = static_cast<double>(rows.size()) - 0.5;
    map.low = 0.0;
    map.high = 1.0;
    map.label = tr("share of cycles");
    for (const TimelineRow &row : rows) {
        spec.y.categories.append(row.name);
        for (std::int64_t i = 0; i < columns; ++i) {
            const std::int64_t begin = from + (to - from) * i / columns;
            const std::int64_t end = from + (to - from) * (i + 1) / columns;
            map.values.push_back(static_cast<float>(static_cast<double>(m_timeline->timeline.count(row.activity, begin, end))
                                                    / static_cast<double>(std::max<std::int64_t>(1, end - begin))));
        }
    }
    spec.x = {.label = tr("cycle"), .unit = {}, .integers = true, .categories = {}};
    spec.y.reversed = true;
    spec.width = kDoubleColumn;
    spec.height = 60 + 14.0 * static_cast<double>(rows.size());
    spec.summary = tr("What the chip does in the cycles %1 to %2 of %3: %4")
                       .arg(from)
                       .arg(to)
                       .arg(QString::fromStdString(m_workspace->layerData()->layer.name),
                            spec.y.categories.join(QStringLiteral(", ")));
    return {spec};
}

} // namespace vsq
