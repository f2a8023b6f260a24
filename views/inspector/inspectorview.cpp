// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspectorview.h"

#include "core/base/error.h"
#include "views/figure/figurestyle.h"
#include "views/inspector/vectorplot.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QTextBrowser>
#include <QTextDocument>
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

void InspectorView::takeLayer()
{
    m_layer = m_workspace->layerData();
    m_errors = {};
    m_workspace->jobs()->cancel(m_job);
    if (m_layer) {
        // Millions of values of a large layer: not on this thread.
        auto errors = std::make_shared<LayerErrors>();
        m_job = m_workspace->jobs()->start(
            tr("Comparing the operands of %1 with FP32").arg(QString::fromStdString(m_layer->layer.name)),
            [errors, layer = m_layer](const JobContext &job) {
                errors->sqnrA = operandSqnr(layer->a, layer->qa);
                job.check();
                errors->sqnrB = operandSqnr(layer->b, layer->qb);
            },
            [this, errors] {
                m_errors = *errors;
                later();
            },
            {});
    }
    later();
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
    FigureSpec spec;
    spec.id = QStringLiteral("inspector");
    spec.name = QStringLiteral("inspectorPage");
    spec.title = tr("Inspector");
    spec.summary = plainText();
    for (const QString &line : plainText().split(QLatin1Char('\n'))) {
        QStringList cells = line.split(QLatin1Char('\t'));
        for (QString &cell : cells) {
            cell = cell.trimmed();
        }
        if (cells != QStringList{QString()}) {
            spec.picture.table.push_back(cells);
        }
    }
    // A document of its own in paper's colours and type; shared, since the figure may outlive the page.
    auto document = std::make_shared<QTextDocument>();
    document->setDefaultFont(FigureStyle::paper().font);
    document->setDocumentMargin(2);
    document->setPlainText(plainText());
    document->setTextWidth(kSingleColumn);
    spec.width = kSingleColumn;
    spec.height = std::ceil(document->size().height());
    spec.picture.paint = [document](QPainter &painter, const QSizeF &size) {
        painter.save();
        const double scale = std::min(size.width() / kSingleColumn, size.height() / document->size().height());
        painter.scale(scale, scale);
        document->drawContents(&painter);
        painter.restore();
    };
    return {spec};
}

void InspectorView::copyAll() const
{
    QApplication::clipboard()->setText(plainText());
}

const OpenedChip *InspectorView::chipOf(const Snapshot *snapshot)
{
    if (snapshot == nullptr || !m_layer->operands) {
        return nullptr;
    }
    const ChipConfig &config = m_workspace->chipConfig();
    if (!m_chip || &m_chip->data() != m_layer.get() || !(m_chipConfig == config) || m_chipOutput != snapshot->output) {
        m_chipConfig = config;
        m_chipOutput = snapshot->output;
        try {
            m_chip = std::make_shared<const OpenedChip>(m_layer, config, snapshot->output);
        } catch (const Error &) {
            m_chip.reset(); // the page says so
        }
    }
    return m_chip.get();
}

void InspectorView::follow(const QString &link)
{
    const QStringList parts = link.split(QLatin1Char(':'));
    if (parts[0] == QLatin1String("back") || parts[0] == QLatin1String("forward")) {
        const bool back = parts[0] == QLatin1String("back");
        if (back ? m_at > 0 : m_at + 1 < m_visited.size()) {
            if (back && m_at == m_visited.size()) {
                m_visited.push_back(here());
            }
            goTo(back ? m_at - 1 : m_at + 1);
        }
        return;
    }
    m_visited.resize(std::min(m_at, m_visited.size()));
    m_visited.push_back(here());
    m_at = m_visited.size();
    if (parts[0] == QLatin1String("cycle") && parts.size() == 2) {
        m_workspace->simulation()->seek(parts[1].toLongLong() + 1);
    } else if (parts.size() == 3) {
        Selection selection = m_workspace->selection();
        selection.operand = parts[0] == QLatin1String("a") ? Selection::Operand::Weights : Selection::Operand::Activations;
        selection.row = parts[1].toLongLong();
        selection.vector = parts[2].toLongLong();
        m_workspace->select(selection);
    }
}

InspectorView::Visited InspectorView::here() const
{
    const auto snapshot = m_workspace->simulation()->snapshot();
    return {snapshot ? snapshot->next.cycle : 0, m_workspace->selection()};
}

void InspectorView::goTo(std::size_t place)
{
    m_at = place;
    m_workspace->select(m_visited[place].selection);
    m_workspace->simulation()->seek(m_visited[place].cycle);
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
    in.chip = chipOf(snapshot.get());
    in.config = m_workspace->chipConfig();
    in.selection = m_workspace->selection();
    in.errors = m_errors;

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
