// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspectorview.h"

#include "core/data/iteminputs.h"
#include "views/inspector/inspectorfigure.h"
#include "views/inspector/valuehop.h"
#include "views/inspector/vectorplot.h"
#include "views/theme/theme.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/navigator.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QPainter>
#include <QScrollBar>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr int kWhileRunning = 250; ///< milliseconds between two pages

} // namespace

InspectorView::InspectorView(Workspace *workspace, QWidget *parent)
    : View(QStringLiteral("inspector"), workspace, parent), m_text(new QTextBrowser(this)), m_plot(new VectorPlot(this))
{
    setObjectName(QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    setAccessibleDescription(tr("The selected layer, lane, result or vector in full"));
    m_text->setObjectName(QStringLiteral("inspector.text"));
    m_text->setAccessibleName(tr("Inspector"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(Theme::kGrid);
    m_text->setLineWrapMode(QTextEdit::WidgetWidth);
    m_plot->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_plot);
    column->addWidget(m_text, 1);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &InspectorView::refresh);
    connect(workspace, &Workspace::layerOpened, this, &InspectorView::takeLayer);
    connect(workspace, &Workspace::networkChanged, this, &InspectorView::takeLayer);
    connect(workspace, &Workspace::chipConfigChanged, this, &InspectorView::later);
    connect(workspace, &Workspace::selectionChanged, this, &InspectorView::later);
    connect(workspace->layerChip(), &LayerChip::changed, this, &InspectorView::later);
    connect(workspace->runs()->chip(), &BaselineChip::changed, this, &InspectorView::later);
    connect(workspace->runs(), &RunList::comparedChanged, this, &InspectorView::later);
    connect(workspace->navigator(), &Navigator::changed, this, &InspectorView::later);
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, [this] { // another run
            m_workspace->jobs()->cancel(m_hopJob);
            m_record.reset();
            m_trail.clear();
        });
    }
    connect(workspace->simulation(), &SimulationController::snapshotChanged, this, &InspectorView::later);
    connect(workspace->simulation(), &SimulationController::loaded, this, &InspectorView::later);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        m_shown.clear();
        later();
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) { follow(url.toString()); });
    connect(m_plot, &VectorPlot::elementWanted, this, [this](int element) {
        Selection selection = m_workspace->selection();
        selection.element = element;
        m_workspace->select(selection);
    });
    const auto addWay = [this](const char *id, const QString &text, const QString &tip, const char *key, const char *target) {
        addCommand({.id = QLatin1String(id),
                    .text = text,
                    .shortcut = QLatin1String(key),
                    .icon = {},
                    .tip = tip,
                    .menu = Menu::Chip,
                    .group = 7},
                   [this, target] { follow(QLatin1String(target)); });
    };
    addWay("inspector.back", tr("Back to the place before"), tr("Where the chip was before a link was followed."), "Alt+Left",
           "back:");
    addWay("inspector.forward", tr("Forward again"), tr("Where it was gone back from."), "Alt+Right", "forward:");
    takeLayer();
    refresh();
}

void InspectorView::later()
{
    refreshWhenSeen(QStringLiteral("page"), [this] {
        if (!m_timer.isActive()) {
            m_timer.start(m_workspace->simulation()->isRunning() ? kWhileRunning : 0);
        }
    });
}

QString InspectorView::plainText() const
{
    return m_text->toPlainText();
}

std::vector<FigureSpec> InspectorView::figures() const
{
    if (!m_layer) {
        return {};
    }
    FigureSpec spec = inspectorFigure(m_shown);
    spec.id = QStringLiteral("inspector");
    spec.name = QStringLiteral("inspectorPage");
    spec.title = tr("Inspector");
    spec.summary = plainText();
    return {spec};
}

void InspectorView::copyAll() const
{
    QApplication::clipboard()->setText(plainText());
}

std::optional<std::pair<std::int64_t, std::int64_t>> InspectorView::explained() const
{
    const Selection &selection = m_workspace->selection();
    if (selection.m >= 0) {
        return std::pair(selection.m, selection.n);
    }
    const auto snapshot = m_workspace->simulation()->snapshot();
    if (!snapshot || !m_layer || !m_layer->operands || selection.lane < 0 || selection.entry < 0) {
        return std::nullopt;
    }
    return resultAt(*snapshot, *m_layer->operands, selection);
}

void InspectorView::follow(const QString &link)
{
    const QStringList parts = link.split(QLatin1Char(':'));
    Navigator *navigator = m_workspace->navigator();
    if (parts[0] == QLatin1String("back") || parts[0] == QLatin1String("forward")) {
        m_trail.clear();
        parts[0] == QLatin1String("back") ? navigator->back() : navigator->forward();
        return;
    }
    auto place = navigator->here();
    if (!place) {
        return;
    }
    // What is explained stays, wherever the chip has it then.
    if (const auto element = explained()) {
        place->selection.m = element->first;
        place->selection.n = element->second;
    }
    if (parts[0] == QLatin1String("cycle") && parts.size() == 2) {
        place->cycle = parts[1].toLongLong() + 1;
        place->selection.operand = Selection::Operand::None;
        navigator->goTo(*place);
    } else if (parts[0] == QLatin1String("origin") && parts.size() == 2) {
        followOrigin(parts[1].toLongLong());
    } else if (parts.size() == 3) {
        place->selection = place->selection.withoutBlock();
        place->selection.operand = parts[0] == QLatin1String("a") ? Selection::Operand::Weights : Selection::Operand::Activations;
        place->selection.row = parts[1].toLongLong();
        place->selection.vector = parts[2].toLongLong();
        navigator->goTo(*place);
    }
}

void InspectorView::followOrigin(std::int64_t k)
{
    const auto element = explained();
    if (!element || !m_layer) {
        return;
    }
    m_workspace->jobs()->cancel(m_hopJob);
    HopSource source;
    source.graph = m_workspace->graph();
    source.layers = m_workspace->layers();
    source.inputs = itemInputs(*source.graph, m_workspace->data().get(), m_workspace->item());
    source.format = m_workspace->format();
    for (std::size_t i = 0; i < source.layers.size(); ++i) {
        if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
            source.layerFormats.emplace(source.layers[i].name, m_workspace->layerFormat(static_cast<int>(i)));
        }
    }
    source.config = m_workspace->chipConfig();
    source.record = m_record;
    source.recorded = m_recorded;
    auto hop = std::make_shared<ValueHop>();
    m_trail = tr("Looking for what made b[%1, %2] \u2026").arg(element->second).arg(k);
    m_hopJob = m_workspace->jobs()->start(
        tr("Following a value to the layer before"),
        [hop, source, layer = m_layer->layer.name, product = m_layer->index, n = element->second, k](const JobContext &job) {
            *hop = hopBefore(source, layer, product, n, k, job);
        },
        [this, hop] { takeHop(*hop); },
        [this](const QString &error) {
            m_trail.clear();
            later();
            m_workspace->raiseMessage(Workspace::Severity::Error, error);
        });
    later();
}

void InspectorView::takeHop(const ValueHop &hop)
{
    m_record = hop.record;
    m_recorded = hop.recorded;
    m_trail = hopText(hop);
    later();
    if (!hop.origin.product || hop.cycle < 0) {
        return;
    }
    const ProductPosition &at = *hop.origin.product;
    const std::vector<Layer> &layers = m_workspace->layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name == at.layer) {
            ChipPlace place{static_cast<int>(i), static_cast<int>(at.product), hop.cycle + 1, {}};
            place.selection.layer = place.layer;
            place.selection.lane = hop.lane;
            place.selection.entry = hop.entry;
            place.selection.m = at.m;
            place.selection.n = at.n;
            m_workspace->navigator()->goTo(place);
            return;
        }
    }
}

void InspectorView::showEmpty(const QString &heading, const QString &sentence)
{
    InspectorText text;
    text.title(heading);
    text.sentence(sentence);
    m_plot->hide();
    m_shown = text.html();
    m_text->setHtml(m_shown);
}

void InspectorView::refresh()
{
    if (m_workspace->isEmpty()) {
        showEmpty(
            tr("Nothing to inspect"),
            tr("Open a network or a sample, then double-click a layer and click a part of the chip to see it here in full."));
        return;
    }
    if (!m_layer) {
        showEmpty(tr("Nothing to inspect"),
                  tr("Double-click a layer in the Network view, then click a part of the chip to see it here in full."));
        return;
    }
    InspectorInput in;
    in.layer = m_layer.get();
    const std::shared_ptr<const Snapshot> snapshot = m_workspace->simulation()->snapshot();
    in.snapshot = snapshot.get();
    m_workspace->layerChip()->want();
    in.chip = m_workspace->layerChip()->chip().get();
    in.chipIsComing = in.chip == nullptr && m_workspace->layerChip()->problem().isEmpty();
    in.canGoBack = m_workspace->navigator()->canGoBack();
    in.canGoForward = m_workspace->navigator()->canGoForward();
    in.trail = m_trail;
    in.config = m_workspace->chipConfig();
    in.selection = m_workspace->selection();
    in.errors = m_errors;
    in.tokens = m_workspace->tokens();
    takeWord();
    in.wordTimes = m_wordTimes.get();
    const RunList &runs = *m_workspace->runs();
    in.compared = runs.compared(m_workspace->openedLayer());
    in.baseline = in.compared == nullptr ? QString() : runs.baselineRun()->name;
    runs.chip()->want();
    in.baselineChip = runs.chip()->chip().get();

    const VectorDetail detail = vectorDetail(*m_layer, in.selection.operand, in.selection.row, in.selection.vector);
    m_plot->setVector(detail, in.selection.element);
    m_plot->setVisible(detail.valid);

    const QString html = inspectorHtml(in);
    if (html == m_shown) {
        return;
    }
    // The same thing with other numbers stays where it was scrolled to.
    Selection thing = in.selection;
    thing.element = m_selected.element;
    const int scrolled = thing == m_selected ? m_text->verticalScrollBar()->value() : 0;
    m_selected = in.selection;
    m_shown = html;
    m_text->setHtml(html);
    m_text->verticalScrollBar()->setValue(scrolled);
}

} // namespace vsq
