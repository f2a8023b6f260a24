// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/history/historyview.h"

#include "core/base/error.h"
#include "views/history/historycanvas.h"
#include "views/plots/numberstrip.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/runlist.h"
#include "views/workspace/selectionsignals.h"
#include "views/workspace/signalname.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/watchlist.h"
#include "views/workspace/workspace.h"

#include <QCompleter>
#include <QLineEdit>
#include <QToolButton>

#include <cmath>

namespace vsq {

namespace {

constexpr std::int64_t kDetail = 1 << 16; ///< cycles that are read again one by one where the whole is coarser

QString signedText(std::int64_t difference)
{
    return (difference >= 0 ? QStringLiteral("+") : QString()) + number::integer(difference);
}

} // namespace

HistoryView::HistoryView(Workspace *workspace, QWidget *parent)
    : StateView(QStringLiteral("history"), tr("History"), tr("What watched values did over the cycles of the open layer"),
                workspace, parent),
      m_signal(new QLineEdit(this)), m_add(makeTool("history.add", "add", tr("Add"), tr("Draw the value that is named"))),
      m_addSelected(makeTool("history.addSelected", "watch", tr("Watch selected"),
                             tr("Draw the values of the selected lane, entry or element"))),
      m_canvas(new HistoryCanvas(this))
{
    m_signal->setObjectName(QStringLiteral("history.signal"));
    m_signal->setAccessibleName(tr("Value to draw"));
    m_signal->setPlaceholderText(tr("collector:5:3, sum:0, tree:0, ppu:2:0 \u2026"));
    m_signal->setToolTip(tr("A value on the chip: collector:ENTRY:LANE, sum:LANE, tree:LANE, p8:LANE, term:LANE, a:LANE:ELEMENT, "
                            "b:ELEMENT, a-scale:LANE, b-scale, product:LANE:ELEMENT, ppu:STAGE:LANE"));
    m_signal->setClearButtonEnabled(true);
    m_signal->setMinimumWidth(200);
    m_signal->setMaximumWidth(360);

    addTools({m_signal, m_add, m_addSelected}, true);
    strip();
    setContent(m_canvas);

    connect(m_signal, &QLineEdit::returnPressed, this, &HistoryView::addTyped);
    connect(m_add, &QToolButton::clicked, this, &HistoryView::addTyped);
    connect(m_addSelected, &QToolButton::clicked, this,
            [this] { m_workspace->watches()->add(signalsFor(m_workspace->selection())); });
    connect(m_canvas, &HistoryCanvas::seekWanted, workspace->simulation(), &SimulationController::seek);
    connect(m_canvas, &HistoryCanvas::rulersChanged, this, &HistoryView::showRulers);
    connect(m_canvas, &HistoryCanvas::rangeChanged, this, &HistoryView::readDetail);
    connect(m_canvas, &HistoryCanvas::removeWanted, this, [this](int signal) {
        m_workspace->watches()->remove(m_workspace->watches()->signalList()[static_cast<std::size_t>(signal)]);
    });
    connect(workspace->watches(), &WatchList::changed, this, &HistoryView::refreshLater);
    connect(workspace->layerChip(), &LayerChip::changed, this, &HistoryView::refreshLater);
    connect(workspace->runs()->chip(), &BaselineChip::changed, this, &HistoryView::refreshLater);
    connect(workspace->runs(), &RunList::changed, this, &HistoryView::refreshLater);
    connect(workspace, &Workspace::networkChanged, this, &HistoryView::refreshLater);
    connect(workspace, &Workspace::layerOpened, this, &HistoryView::refreshLater);
    connect(workspace, &Workspace::selectionChanged, this,
            [this] { m_addSelected->setEnabled(!signalsFor(m_workspace->selection()).empty()); });
    connect(workspace->simulation(), &SimulationController::snapshotChanged, this,
            [this] { refreshWhenSeen(QStringLiteral("position"), [this] { takePosition(); }); });
    m_addSelected->setEnabled(!signalsFor(workspace->selection()).empty());
    addCommand({.id = QStringLiteral("history.all"),
                .text = tr("Show all cycles of the history"),
                .shortcut = {},
                .icon = QStringLiteral("zoom-fit"),
                .tip = tr("Draw the watched values over the whole layer."),
                .menu = Menu::Chip,
                .group = 5},
               [this] {
                   Q_EMIT raiseWanted();
                   m_canvas->showAll();
               });
    refreshLater();
    updateState();
}

QWidget *HistoryView::focusTarget()
{
    return showsContent() ? static_cast<QWidget *>(m_canvas) : m_signal;
}

QJsonObject HistoryView::saveState() const
{
    return {{QStringLiteral("typed"), m_signal->text()}};
}

void HistoryView::restoreState(const QJsonObject &state)
{
    m_signal->setText(state.value(QStringLiteral("typed")).toString());
}

bool HistoryView::isReading() const
{
    const JobQueue &jobs = *m_workspace->jobs();
    return jobs.isRunning(m_job) || jobs.isRunning(m_detailJob) || jobs.isRunning(m_besideJob);
}

void HistoryView::prepareFigures()
{
    if (m_workspace->watches()->signalList().empty() && m_workspace->layerData()) {
        m_workspace->watches()->add({{.kind = ChipSignal::Kind::CollectorEntry, .lane = 0, .entry = 0},
                                     {.kind = ChipSignal::Kind::LaneTree, .lane = 0},
                                     {.kind = ChipSignal::Kind::LaneScale, .lane = 0}});
    }
}

void HistoryView::addTyped()
{
    try {
        m_workspace->watches()->add({chipSignalFromText(m_signal->text().trimmed().toStdString(), m_workspace->chipConfig())});
        m_signal->clear();
        m_workspace->withdrawMessages(QStringLiteral("history"));
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()), {}, QStringLiteral("history"));
    }
}

void HistoryView::refreshLater()
{
    refreshWhenSeen(QStringLiteral("history"), [this] { refresh(); });
}

void HistoryView::refresh()
{
    m_workspace->layerChip()->want();
    const std::vector<ChipSignal> &watched = m_workspace->watches()->signalList();
    m_canvas->setWatched(watched);
    const auto chip = m_workspace->layerChip()->chip();
    if (!chip || watched.empty()) {
        m_workspace->jobs()->cancel(m_job);
        m_history.reset();
        m_read.reset();
        m_canvas->setHistory({});
    } else {
        m_canvas->setTotal(chip->context().schedule().totalCycles());
        if (m_read != chip || !m_history || m_history->watched() != watched) {
            read();
        }
        takePosition();
    }
    readBaseline();
    updateState();
    showRulers();
}

void HistoryView::read()
{
    const auto chip = m_workspace->layerChip()->chip();
    m_workspace->jobs()->cancel(m_job);
    if (m_read != chip) {
        m_history.reset();
        m_canvas->setHistory({});
    }
    m_read = chip;
    auto result = std::make_shared<std::shared_ptr<const ValueHistory>>();
    m_job = m_workspace->jobs()->start(
        tr("Reading %n value(s) over the layer", nullptr, static_cast<int>(m_workspace->watches()->signalList().size())),
        [result, chip, watched = m_workspace->watches()->signalList()](const JobContext &job) {
            *result = std::make_shared<const ValueHistory>(chip->context(), watched, 0, chip->context().schedule().totalCycles(),
                                                           job);
        },
        [this, result] {
            m_history = *result;
            m_canvas->setHistory(m_history);
            readDetail();
            showRulers();
        },
        [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Error, error); });
}

/// Of a layer too long to keep every cycle, what is in view is read again cycle by cycle.
void HistoryView::readDetail()
{
    const auto chip = m_workspace->layerChip()->chip();
    if (!m_history || !chip || m_history->resolution() == 1 || m_canvas->to() - m_canvas->from() > static_cast<double>(kDetail)) {
        return;
    }
    m_workspace->jobs()->cancel(m_detailJob);
    const auto middle = static_cast<std::int64_t>((m_canvas->from() + m_canvas->to()) / 2);
    auto result = std::make_shared<std::shared_ptr<const ValueHistory>>();
    m_detailJob = m_workspace->jobs()->start(
        tr("Reading the cycles in view"),
        [result, chip, middle, watched = m_workspace->watches()->signalList()](const JobContext &job) {
            *result = std::make_shared<const ValueHistory>(chip->context(), watched, middle - kDetail, middle + kDetail, job);
        },
        [this, result] { m_canvas->setDetail(*result); }, {});
}

void HistoryView::readBaseline()
{
    const auto chip = m_workspace->layerChip()->chip();
    const std::vector<ChipSignal> &watched = m_workspace->watches()->signalList();
    BaselineChip *baseline = m_workspace->runs()->chip();
    baseline->want();
    auto other = baseline->chip();
    if (!chip || watched.empty()
        || (other && other->context().schedule().totalCycles() != chip->context().schedule().totalCycles())) {
        other.reset(); // other cycles do other work
    }
    if (m_besideRead == other && m_besideSignals == watched) {
        return;
    }
    m_workspace->jobs()->cancel(m_besideJob);
    m_beside.reset();
    m_canvas->setBaseline({});
    m_besideRead = other;
    m_besideSignals = watched;
    if (!other) {
        return;
    }
    auto result = std::make_shared<std::shared_ptr<const ValueHistory>>();
    m_besideJob = m_workspace->jobs()->start(
        tr("Reading %n value(s) of the baseline", nullptr, static_cast<int>(watched.size())),
        [result, other, watched](const JobContext &job) {
            *result = std::make_shared<const ValueHistory>(other->context(), watched, 0,
                                                           other->context().schedule().totalCycles(), job);
        },
        [this, result] {
            m_beside = *result;
            m_canvas->setBaseline(m_beside);
            showRulers();
        },
        [](const QString &) {}); // a value that the baseline's chip has not
}

void HistoryView::takePosition()
{
    const auto snapshot = m_workspace->simulation()->snapshot();
    m_canvas->setNow(snapshot ? snapshot->executed.cycle : -1);
    showRulers();
}

void HistoryView::showRulers()
{
    const auto text = [](const std::optional<std::int64_t> &cycle) {
        return cycle ? number::integer(*cycle) : QStringLiteral("\u2013");
    };
    const auto a = m_canvas->rulerA();
    const auto b = m_canvas->rulerB();
    std::vector<StripNumber> numbers{
        {text(a), tr("ruler A"), tr("A cycle: the key A, or where a drag with Shift begins"), Role::Text},
        {text(b), tr("ruler B"), tr("A cycle: the key B, or where a drag with Shift ends"), Role::Text},
        {a && b ? number::integer(*b - *a) : QStringLiteral("\u2013"), tr("B \u2212 A, cycles"), tr("Cycles between the rulers"),
         Role::Text}};
    const std::vector<ChipSignal> &watched = m_workspace->watches()->signalList();
    if (m_workspace->runs()->isOfOpenNetwork()) {
        // At the cycle shown, of the first value: now minus the baseline.
        const auto snapshot = m_workspace->simulation()->snapshot();
        const std::int64_t cycle = snapshot ? snapshot->executed.cycle : -1;
        const auto now = watched.empty() || cycle < 0 ? std::nullopt : m_canvas->valueAt(0, cycle);
        const auto before = now && m_beside && m_beside->watched() == watched ? m_beside->at(0, cycle) : std::nullopt;
        numbers.push_back({now && before ? signedText(*now - *before) : QStringLiteral("\u2013"),
                           watched.empty() ? tr("from the baseline") : tr("%1 from the baseline").arg(nameOf(watched.front())),
                           m_besideRead ? tr("In the cycle shown, now minus %1; its values are the grey lines")
                                              .arg(m_workspace->runs()->baselineRun()->name)
                                        : tr("%1 takes other cycles for this layer: no value stands beside another")
                                              .arg(m_workspace->runs()->baselineRun()->name),
                           Role::MutedText});
    }
    for (std::size_t i = 0; i < watched.size() && i < 4 && (a || b); ++i) {
        const auto at = [&](const std::optional<std::int64_t> &cycle) {
            return cycle ? m_canvas->valueAt(i, *cycle) : std::nullopt;
        };
        const auto first = at(a);
        const auto second = at(b);
        const QString value = first && second ? signedText(*second - *first)
                              : first         ? number::integer(*first)
                              : second        ? number::integer(*second)
                                              : QStringLiteral("\u2013");
        numbers.push_back({value, nameOf(watched[i]) + (first && second ? tr(", B \u2212 A") : QString()),
                           tr("The value at the ruler, or its difference between the two"), roleOf(watched[i].kind)});
    }
    QStringList said;
    for (std::size_t i = 0; i < watched.size(); ++i) {
        const auto snapshot = m_workspace->simulation()->snapshot();
        const auto value = snapshot ? m_canvas->valueAt(i, snapshot->executed.cycle) : std::nullopt;
        said.append(value ? tr("%1: %2").arg(nameOf(watched[i]), number::integer(*value)) : nameOf(watched[i]));
    }
    m_canvas->setAccessibleDescription(said.isEmpty() ? tr("Nothing is watched") : said.join(QStringLiteral(", ")));
    strip()->setNumbers(std::move(numbers));
}

void HistoryView::updateState()
{
    const auto chip = m_workspace->layerChip()->chip();
    if (!showMissingLayer(tr("to see what its values did over time"))) {
        if (m_workspace->watches()->signalList().empty()) {
            StateView::showState(
                StatePage::State::Empty, tr("Nothing is watched"),
                tr("Select a lane or a collector entry of the chip and press Watch selected, or type collector:0:0 above."));
        } else if (!chip) {
            showState(StatePage::State::Loading, tr("Laying the layer out"), tr("Its schedule is being made."));
        } else {
            showContent();
        }
    }
    m_add->setEnabled(m_workspace->layerData() != nullptr);
    m_signal->setEnabled(m_workspace->layerData() != nullptr);
}

FigureSpec HistoryView::figureOf(std::size_t signal) const
{
    const ChipSignal &watched = m_workspace->watches()->signalList()[signal];
    FigureSpec spec;
    spec.id = QStringLiteral("history-") + QString::fromStdString(toText(watched)).replace(QLatin1Char(':'), QLatin1Char('-'));
    spec.name = spec.id;
    spec.title = nameOf(watched);
    spec.x = {.label = tr("cycle"), .unit = {}, .integers = true, .categories = {}};
    spec.y = {.label = nameOf(watched), .unit = {}, .integers = true, .categories = {}};
    spec.width = kDoubleColumn;
    FigureSeries series;
    series.name = nameOf(watched);
    series.role = roleOf(watched.kind);
    series.steps = true;
    series.labelled = false;
    // As the screen has it: each cycle, or the extremes of as many stretches as a figure can show.
    constexpr std::int64_t kPoints = 2000;
    const auto from = static_cast<std::int64_t>(std::floor(m_canvas->from()));
    const auto to = static_cast<std::int64_t>(std::ceil(m_canvas->to()));
    const std::int64_t stretch = std::max<std::int64_t>(m_history->resolution(), (to - from + kPoints - 1) / kPoints);
    for (std::int64_t cycle = from; cycle < to; cycle += stretch) {
        const HistorySpan span = m_history->span(signal, cycle, std::min(to, cycle + stretch));
        series.x.push_back(static_cast<double>(cycle));
        series.y.push_back(span.any ? static_cast<double>(span.last) : kUnset);
        if (stretch > 1) {
            series.low.push_back(span.any ? static_cast<double>(span.low) : kUnset);
            series.high.push_back(span.any ? static_cast<double>(span.high) : kUnset);
        }
    }
    spec.series.push_back(std::move(series));
    if (m_beside && m_beside->watched() == m_history->watched()) {
        FigureSeries before;
        before.name = tr("baseline: %1").arg(m_workspace->runs()->baselineRun()->name);
        before.role = Role::MutedText;
        before.stroke = Stroke::Dash;
        before.steps = true;
        before.labelled = false;
        for (std::int64_t cycle = from; cycle < to; cycle += stretch) {
            const HistorySpan span = m_beside->span(signal, cycle, std::min(to, cycle + stretch));
            before.x.push_back(static_cast<double>(cycle));
            before.y.push_back(span.any ? static_cast<double>(span.last) : kUnset);
        }
        spec.series.push_back(std::move(before));
    }
    for (const auto &[ruler, name] : {std::pair(m_canvas->rulerA(), tr("A")), std::pair(m_canvas->rulerB(), tr("B"))}) {
        if (ruler) {
            spec.marks.push_back({.text = name, .at = static_cast<double>(*ruler), .vertical = true, .role = Role::Scales});
        }
    }
    spec.summary = tr("%1 over the cycles %2 to %3 of %4")
                       .arg(nameOf(watched))
                       .arg(from)
                       .arg(to)
                       .arg(QString::fromStdString(m_workspace->layerData()->layer.name));
    return spec;
}

std::vector<FigureSpec> HistoryView::figures() const
{
    std::vector<FigureSpec> all;
    if (m_history && m_workspace->layerData() && m_history->watched() == m_workspace->watches()->signalList()) {
        for (std::size_t i = 0; i < m_history->watched().size(); ++i) {
            all.push_back(figureOf(i));
        }
    }
    return all;
}

} // namespace vsq
