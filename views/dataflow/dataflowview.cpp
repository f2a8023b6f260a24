// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/dataflowview.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/dataflow/breakpointpanel.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/controlbar.h"
#include "views/dataflow/layerbar.h"
#include "views/dataflow/loopnestview.h"
#include "views/dataflow/partselection.h"
#include "views/dataflow/positionbar.h"
#include "views/dataflow/simulationactions.h"
#include "views/dataflow/watchpanel.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QFrame>
#include <QJsonArray>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace vsq {

DataflowView::DataflowView(Workspace *workspace, QWidget *parent)
    : View(QStringLiteral("dataflow"), workspace, parent), m_simulation(workspace->simulation()),
      m_actions(new SimulationActions(
          workspace->simulation(),
          [this](const Command &row, std::function<void()> handler) { return addCommand(row, std::move(handler)); }, this)),
      m_layerBar(new LayerBar(m_actions, this)), m_canvas(new ChipCanvas(this)), m_loopNest(new LoopNestView),
      m_breakpoints(new BreakpointPanel(this)), m_watches(new WatchPanel(workspace->watches(), this)),
      m_positionBar(new PositionBar(this)), m_nestArea(new QScrollArea(this)), m_lists(new QTabWidget(this)),
      m_side(new QSplitter(Qt::Vertical, this)), m_split(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("dataflow"));
    setAccessibleName(tr("Dataflow"));
    setAutoFillBackground(true); // the dock area's lines are not to shine through
    setAccessibleDescription(tr("The chip's blocks with their values, its loop nest, and the controls of the simulation"));
    addCommands();
    auto *controls = new ControlBar(m_actions, this);

    m_nestArea->setObjectName(QStringLiteral("dataflow.loopNest.area"));
    m_nestArea->setWidget(m_loopNest);
    m_nestArea->setWidgetResizable(true);
    m_nestArea->setFrameShape(QFrame::NoFrame);
    m_nestArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nestArea->setFocusPolicy(Qt::NoFocus);
    m_lists->setObjectName(QStringLiteral("dataflow.lists"));
    m_lists->setAccessibleName(tr("Watched values and breakpoints"));
    m_lists->setDocumentMode(true);
    m_lists->addTab(m_watches, tr("Watch"));
    m_lists->addTab(m_breakpoints, tr("Breakpoints"));
    m_side->setObjectName(QStringLiteral("dataflow.side"));
    m_side->addWidget(m_nestArea);
    m_side->addWidget(m_lists);
    m_side->setStretchFactor(0, 0);
    m_side->setStretchFactor(1, 1);
    m_side->setSizes({m_loopNest->sizeHint().height(), 180});
    m_side->setChildrenCollapsible(false);
    m_side->setMinimumWidth(180);
    m_split->setObjectName(QStringLiteral("dataflow.split"));
    m_split->addWidget(m_canvas);
    m_split->addWidget(m_side);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setSizes({640, 300});

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_layerBar);
    column->addWidget(controls);
    column->addWidget(m_split, 1);
    column->addWidget(m_positionBar);

    connectAll();
    takeLayer();
    takeSnapshot();
    takeBreakpoints();
    m_canvas->setSelection(workspace->selection());
    m_watches->setSelection(workspace->selection());
}

void DataflowView::addCommands()
{
    const auto add = [this](const char *id, int group, const QString &text, const QString &tip, const char *key,
                            const char *iconName, std::function<void()> handler) {
        addCommand({.id = QLatin1String(id),
                    .text = text,
                    .shortcut = QLatin1String(key),
                    .icon = QLatin1String(iconName),
                    .tip = tip,
                    .menu = Menu::Chip,
                    .group = group},
                   std::move(handler));
    };
    add("dataflow.goto", 4, tr("Go to cyc&le\u2026"), tr("Type the cycle to go to."), "Ctrl+G", "goto", [this] {
        Q_EMIT raiseWanted();
        m_positionBar->focusGoTo();
    });
    add("dataflow.breakpoint.toggle", 4, tr("Set or re&move a breakpoint"), tr("On the current line of the loop nest."), "",
        "breakpoint", [this] { m_loopNest->toggleBreakpoint(); });
    add("dataflow.breakpoint.here", 4, tr("Break &here"), tr("Add a breakpoint at the position shown."), "", "",
        [this] { m_breakpoints->add(); });
    add("dataflow.watch.add", 4, tr("&Watch selected"), tr("Watch the values of the selected lane, entry or element."), "",
        "watch", [this] { m_watches->addSelected(); });
    add("dataflow.word.lastwrite", 4, tr("Last write"), tr("Go to the last write of the word that is pointed at or selected."),
        "Alt+Up", "", [this] { goToPointedWord(true); });
    add("dataflow.word.nextread", 4, tr("Next read"), tr("Go to the next read of the word that is pointed at or selected."),
        "Alt+Down", "", [this] { goToPointedWord(false); });
    add("dataflow.event.worst", 3, tr("To the worst error"),
        tr("Go to the sum of the layer that is furthest from FP32, when its last vector is added."), "Ctrl+F7", "",
        [this] { goToWorstError(); });
    m_beside = addCommand({.id = QStringLiteral("dataflow.beside"),
                           .text = tr("Sums beside the baseline"),
                           .shortcut = {},
                           .icon = {},
                           .tip = tr("Show in the collector how far its sums are from those of the baseline."),
                           .menu = Menu::Chip,
                           .group = 6,
                           .checkable = true},
                          [this] { showBeside(); });
    add("dataflow.zoom.in", 5, tr("&Zoom in"), tr("Show the chip larger, with more detail; also + and the wheel."), "", "zoom-in",
        [this] { m_canvas->zoomIn(); });
    add("dataflow.zoom.out", 5, tr("Zoom o&ut"), tr("Show the chip smaller; also \u2212 and the wheel."), "", "zoom-out",
        [this] { m_canvas->zoomOut(); });
    add("dataflow.zoom.fit", 5, tr("&Fit the whole chip"), tr("Show the whole chip; also 0 and a double click."), "", "zoom-fit",
        [this] { m_canvas->fit(); });
    add("dataflow.copy.picture", 6, tr("Copy &picture"), tr("Copy the chip as a picture."), "", "copy",
        [this] { copyPicture(); });
    add("dataflow.copy.values", 6, tr("Copy v&alues"), tr("Copy the values of lanes and collector as a table."), "", "copy",
        [this] { copyValues(); });
}

void DataflowView::connectAll()
{
    connect(m_workspace, &Workspace::layerOpened, this, &DataflowView::takeLayer);
    connect(m_workspace, &Workspace::networkChanged, this, &DataflowView::takeLayer);
    connect(m_workspace, &Workspace::chipConfigChanged, this, &DataflowView::takeLayer);
    connect(m_workspace, &Workspace::selectionChanged, this, [this](const Selection &selection) {
        m_canvas->setSelection(selection);
        m_watches->setSelection(selection);
        showLoopNest();
    });
    connect(m_workspace->runs(), &RunList::comparedChanged, this, &DataflowView::takeBaseline);
    connect(m_workspace->runs()->chip(), &BaselineChip::changed, this, &DataflowView::showBeside);
    connect(m_simulation, &SimulationController::loaded, this, &DataflowView::takeSnapshot);
    connect(m_simulation, &SimulationController::snapshotChanged, this, &DataflowView::takeSnapshot);
    connect(m_simulation, &SimulationController::breakpointsChanged, this, &DataflowView::takeBreakpoints);
    connect(m_simulation, &SimulationController::stoppedAtBreakpoint, this, [this](int index) {
        m_breakpoints->setStopped(index);
        const std::vector<Breakpoint> &list = m_simulation->breakpoints();
        if (index >= 0 && static_cast<std::size_t>(index) < list.size()) {
            const QString why = m_shown ? stopText(list[static_cast<std::size_t>(index)], *m_shown) : QString();
            m_layerBar->setRemark(tr("stopped at breakpoint %1: %2").arg(index + 1).arg(why));
            m_canvas->setNote(tr("Stopped before cycle %1 at breakpoint %2: %3")
                                  .arg(number::integer(m_shown ? m_shown->next.cycle : 0))
                                  .arg(index + 1)
                                  .arg(why));
            int stopped = -1;
            for (std::size_t line = 0; line < m_loopNest->lines().size(); ++line) {
                if (hasBreakpoint(m_loopNest->lines()[line], {list[static_cast<std::size_t>(index)]})) {
                    stopped = static_cast<int>(line);
                }
            }
            m_loopNest->setStoppedLine(stopped);
        }
    });
    connect(m_simulation, &SimulationController::eventNotFound, this, [this](EventKind kind, bool forwards) {
        const QString name = eventName(static_cast<int>(kind));
        m_layerBar->setRemark(forwards ? tr("no %1 after this cycle").arg(name) : tr("no %1 before this cycle").arg(name));
    });
    connect(m_simulation, &SimulationController::failed, this, [this](const QString &text) {
        m_layerBar->setRemark(text);
        showEmptyText();
    });

    connect(m_canvas, &ChipCanvas::selectionWanted, m_workspace, &Workspace::select);
    connect(m_canvas, &ChipCanvas::contextMenuWanted, this, &DataflowView::showMenu);
    connect(m_loopNest, &LoopNestView::breakpointsWanted, m_simulation, &SimulationController::setBreakpoints);
    connect(m_breakpoints, &BreakpointPanel::breakpointsWanted, m_simulation, &SimulationController::setBreakpoints);
    connect(m_breakpoints, &BreakpointPanel::refused, this, [this](const QString &text) {
        m_workspace->raiseMessage(Workspace::Severity::Error, text, tr("The breakpoint stays as it was."),
                                  QStringLiteral("breakpoint"));
    });
    connect(m_positionBar, &PositionBar::seekWanted, m_simulation, &SimulationController::seek);
    connect(m_positionBar, &PositionBar::entered, m_canvas, qOverload<>(&QWidget::setFocus));
    connect(m_layerBar, &LayerBar::productWanted, this,
            [this](int product) { m_workspace->openLayer(m_workspace->openedLayer(), product); });
    connect(m_layerBar, &LayerBar::itemWanted, m_workspace, &Workspace::setItem);
}

void DataflowView::setReducedMotion(bool reduced)
{
    m_canvas->setReducedMotion(reduced);
}

QWidget *DataflowView::focusTarget()
{
    return m_canvas;
}

QJsonObject DataflowView::saveState() const
{
    QJsonArray split;
    for (const int size : m_split->sizes()) {
        split.append(size);
    }
    const std::string_view event = nameOf(m_actions->eventKind());
    return {{QStringLiteral("speed"), m_actions->speed()},
            {QStringLiteral("event"), QString::fromUtf8(event.data(), static_cast<qsizetype>(event.size()))},
            {QStringLiteral("split"), split},
            {QStringLiteral("list"), m_lists->currentWidget()->objectName()}};
}

void DataflowView::restoreState(const QJsonObject &state)
{
    if (const QJsonValue speed = state.value(QStringLiteral("speed")); speed.isDouble()) {
        m_actions->setSpeed(speed.toDouble());
    }
    const QString event = state.value(QStringLiteral("event")).toString();
    for (const EventKind kind : {EventKind::Saturation, EventKind::ZeroScale, EventKind::ScaleRoundedToZero, EventKind::Stall,
                                 EventKind::TileDone, EventKind::SubtileDone}) {
        if (event.toStdString() == nameOf(kind)) {
            m_actions->setEventKind(kind);
        }
    }
    QList<int> sizes;
    for (const auto &size : state.value(QStringLiteral("split")).toArray()) {
        sizes.append(size.toInt());
    }
    if (sizes.size() == m_split->count()) {
        m_split->setSizes(sizes);
    }
    for (int i = 0; i < m_lists->count(); ++i) {
        if (m_lists->widget(i)->objectName() == state.value(QStringLiteral("list")).toString()) {
            m_lists->setCurrentIndex(i);
        }
    }
}

void DataflowView::resizeEvent(QResizeEvent *event)
{
    arrangeSide(height() >= m_loopNest->sizeHint().height() + 260);
    QWidget::resizeEvent(event);
}

void DataflowView::arrangeSide(bool tall)
{
    const bool isTall = m_side->indexOf(m_nestArea) >= 0;
    if (tall == isTall) {
        return;
    }
    if (tall) {
        m_side->insertWidget(0, m_nestArea);
        m_nestArea->show();
        m_side->setSizes({m_loopNest->sizeHint().height(), m_side->height() - m_loopNest->sizeHint().height()});
    } else {
        m_lists->insertTab(0, m_nestArea, tr("Loop nest"));
        m_lists->setCurrentIndex(0);
    }
}

void DataflowView::takeLayer()
{
    const std::shared_ptr<const LayerData> layer = m_workspace->layerData();
    const std::shared_ptr<const Dataset> items = m_workspace->data();
    m_layerBar->setLayer(layer.get(), m_workspace->item(), items ? items->size() : 0);
    m_canvas->setLayer(layer, m_workspace->chipConfig());
    m_canvas->setTokens(m_workspace->tokens());
    m_layerBar->setTokens(items ? items->tokens(m_workspace->item()) : std::vector<std::string>());
    if (layer && layer->operands) {
        const Operands &operands = *layer->operands;
        m_breakpoints->setEnds(std::max(operands.m(), operands.n()), std::max(operands.m(), operands.n()), operands.a.vectors,
                               kCollectorEntries);
    } else {
        m_breakpoints->setEnds(0, 0, 0, 0);
    }
    takeBaseline();
    showEmptyText();
    takeSnapshot();
}

void DataflowView::showEmptyText()
{
    if (m_workspace->isEmpty()) {
        m_canvas->setEmptyText(
            tr("No network is open"),
            tr("Open a network or a sample, then double-click one of its layers to watch the chip compute it."));
    } else if (!m_workspace->layerData()) {
        m_canvas->setEmptyText(tr("No layer is on the chip"),
                               tr("Double-click a layer in the Network view to watch the chip compute it."));
    } else if (!m_workspace->layerData()->operands) {
        m_canvas->setEmptyText(
            tr("This format does not run on the chip"),
            tr("The chip computes VSQ, INT4 and INT8. Choose one of them for this layer in the Network view."));
    } else if (!m_workspace->chipProblem().isEmpty()) {
        m_canvas->setEmptyText(tr("The chip, as it is set, cannot run this layer"),
                               m_workspace->chipProblem() + QLatin1Char('\n')
                                   + tr("Undo takes the last change of the settings back."));
    } else {
        m_canvas->setEmptyText(tr("Loading the layer"), tr("The chip's buffers are being filled."));
    }
}

void DataflowView::takeSnapshot()
{
    m_before = std::exchange(m_shown, m_simulation->snapshot());
    if (m_before == m_shown) {
        m_before.reset();
    }
    m_canvas->setSnapshot(m_shown, !m_simulation->isRunning());
    showBeside();
    m_positionBar->setSnapshot(m_shown);
    m_watches->model()->setSnapshot(m_shown);
    m_loopNest->setStoppedLine(-1);
    remarkEvents();
    if (m_shown) {
        const Position &next = m_shown->next;
        Breakpoint here;
        here.m = next.m;
        here.n = next.n;
        here.k = next.k;
        here.a = next.a;
        m_breakpoints->setProposal(here);
    }
    showLoopNest();
}

void DataflowView::remarkEvents()
{
    QString remark;
    if (m_shown && !m_shown->events.empty()) {
        const Event &first = m_shown->events.front();
        remark = eventName(static_cast<int>(first.kind));
        if (first.lane >= 0) {
            remark += tr(", lane %1").arg(first.lane);
        }
        if (m_shown->events.size() > 1) {
            remark += tr(" and %1 more").arg(m_shown->events.size() - 1);
        }
    }
    m_layerBar->setRemark(remark);
}

void DataflowView::showLoopNest()
{
    LoopNestInput input;
    const std::shared_ptr<const LayerData> layer = m_workspace->layerData();
    input.operands = layer && layer->operands ? layer->operands.get() : nullptr;
    input.fill = m_canvas->scene().fill;
    input.snapshot = m_shown.get();
    input.before = m_before.get();
    input.lane = std::max(0, m_workspace->selection().lane);
    m_loopNest->setLines(loopNest(input));
}

void DataflowView::takeBreakpoints()
{
    m_loopNest->setBreakpoints(m_simulation->breakpoints());
    m_breakpoints->setBreakpoints(m_simulation->breakpoints());
}

} // namespace vsq
