// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorview.h"

#include "core/data/iteminputs.h"
#include "views/error/budgetfigure.h"
#include "views/figure/plotview.h"
#include "views/plots/baselinefigure.h"
#include "views/plots/sensitivityfigure.h"
#include "views/theme/choice.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

ErrorView::ErrorView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("error"), tr("Error"), workspace, parent),
      m_page(makeChoice(this, "errorPage", tr("Shown beside the layers"), tr("What stands beside the ranking of the layers"),
                        {tr("Operands of the layer"), tr("Error budget"), tr("Ranges of rows"), tr("Crest factor"),
                         tr("Along the network"), tr("One layer at a time"), tr("Errors of channels")})),
      m_operand(makeChoice(this, "errorOperand", tr("Operand"), tr("Which operand: weights (A) or activations (B)"),
                           {tr("Weights"), tr("Activations")})),
      m_side(makeChoice(this, "errorSide", tr("Values shown"),
                        tr("The tensor as it is, as its codes and scales stand for it, or the difference of the two"),
                        {tr("FP32"), tr("Quantized"), tr("Difference")})),
      m_subject(makeChoice(this, "errorSubject", tr("Budget of"),
                           tr("Of the network at its output, or of the selected layer on FP32's operands"),
                           {tr("Budget of the network"), tr("Budget of the layer")})),
      m_measure(new QPushButton(tr("&Measure layers"), this)), m_start(new QPushButton(this)), m_source(new QLabel(this)),
      m_layers(addPlot(QStringLiteral("errorLayers"), 2)), m_map(addPlot(QStringLiteral("errorMap"), 2)),
      m_histogram(addPlot(QStringLiteral("errorHistogram"), 2)), m_figure(addPlot(QStringLiteral("errorFigure"), 4))
{
    m_side->setCurrentIndex(2);
    m_measure->setObjectName(QStringLiteral("errorMeasure"));
    m_measure->setToolTip(tr("Run the network once in its formats and compare every layer's result with FP32"));
    m_start->setObjectName(QStringLiteral("errorStart"));
    m_source->setObjectName(QStringLiteral("errorSource"));
    m_source->setFont(Theme::small());
    m_source->setForegroundRole(QPalette::PlaceholderText);
    addControls({m_page, m_operand, m_side, m_subject, m_measure, m_start, m_source});
    layOut(new QVBoxLayout(this));
    connectAll();
    redrawLayers();
    redrawPage();
}

void ErrorView::connectAll()
{
    const auto layersLater = [this] { refreshWhenSeen(QStringLiteral("layers"), [this] { redrawLayers(); }); };
    const auto pageLater = [this] { refreshWhenSeen(QStringLiteral("page"), [this] { redrawPage(); }); };
    for (QComboBox *box : {m_page, m_operand, m_side, m_subject}) {
        connect(box, &QComboBox::currentIndexChanged, this, pageLater);
    }
    connect(m_measure, &QPushButton::clicked, m_workspace, &Workspace::measureLayers);
    connect(m_start, &QPushButton::clicked, this, &ErrorView::startPage);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const std::vector<int> order = layersInOrder(m_workspace->measurements());
        const int row = hit.isValid() ? qRound(hit.y) : -1; // a mark's row is its bar's
        if (row >= 0 && row < static_cast<int>(order.size())) {
            selectLayer(order[static_cast<std::size_t>(row)]);
        }
    });
    connect(m_figure, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::None) {
            return;
        }
        const auto at = static_cast<std::size_t>(std::max(0, hit.point));
        if (page() == Ranges && m_vectors && at < m_vectors->statistics.ranges.size()) {
            selectLayer(m_vectors->statistics.ranges[at].layer);
        } else if (page() == Crest && m_vectors && hit.index < 2) {
            const int own = hit.index == 1 ? m_workspace->selection().layer : -1;
            const std::vector<VectorPoint> points = pointsOf(m_vectors->statistics, side(), own);
            if (at < points.size()) {
                selectVector(points[at]);
            }
        } else if (const auto opened = m_workspace->layerData(); page() == Channels && m_channels && opened) {
            const std::vector<int> rows = rowsByError(*m_channels);
            if (at < rows.size()) {
                selectVector({.layer = m_workspace->selection().layer, .side = side(), .row = rows[at]});
            }
        } else if (page() == Parting && m_partings) {
            const auto place = static_cast<std::size_t>(std::max(0.0, hit.x + 0.5));
            if (place < m_partings->size()) {
                selectLayer((*m_partings)[place].layer);
            }
        } else if (const auto ranking = m_workspace->laboratory()->ranking(); page() == Sensitivity && ranking) {
            const auto order = sensitivityOrder(ranking->sensitivity, SensitivityMeasure::Noise);
            const std::string &name = ranking->sensitivity.layers[order[std::min(at, order.size() - 1)]].layer.name;
            const auto &layers = m_workspace->layers();
            const auto layer = std::find_if(layers.begin(), layers.end(), [&](const Layer &each) { return each.name == name; });
            selectLayer(layer == layers.end() ? -1 : static_cast<int>(layer - layers.begin()));
        }
    });
    connect(m_workspace, &Workspace::measurementsChanged, this, layersLater);
    connect(m_workspace->runs(), &RunList::comparedChanged, this, layersLater);
    connect(m_workspace, &Workspace::selectionChanged, this, [this, layersLater, pageLater] {
        layersLater();
        if (page() != Tensor) {
            pageLater();
        }
    });
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(m_workspace, signal, this, [this, layersLater, pageLater] {
            forget();
            layersLater();
            pageLater();
        });
    }
    connect(m_workspace, &Workspace::layerOpened, this, pageLater);
    connect(m_workspace->laboratory(), &Laboratory::changed, this, [this, pageLater](Laboratory::Question question) {
        if ((question == Laboratory::Question::Budget && page() == Budget)
            || (question == Laboratory::Question::Sensitivity && page() == Sensitivity)) {
            pageLater();
        }
    });
}

ErrorView::Page ErrorView::page() const
{
    return static_cast<Page>(m_page->currentIndex());
}

OperandSide ErrorView::side() const
{
    return m_operand->currentIndex() == 0 ? OperandSide::Weights : OperandSide::Activations;
}

std::map<std::string, NumberFormat> ErrorView::ownFormats() const
{
    std::map<std::string, NumberFormat> own;
    for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
        if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
            own[m_workspace->layers()[i].name] = m_workspace->layerFormat(static_cast<int>(i));
        }
    }
    return own;
}

void ErrorView::forget()
{
    m_workspace->jobs()->cancel(m_pageJob);
    m_vectors.reset();
    m_partings.reset();
    m_channels.reset();
}

void ErrorView::redrawLayers()
{
    controls()->setVisible(!m_workspace->isEmpty());
    m_measure->setVisible(m_workspace->measurements().empty());
    FigureSpec figure = layersBySqnr(m_workspace->measurements(), m_workspace->selection().layer);
    if (!figure.isEmpty()) {
        addBaseline(figure, *m_workspace->runs(), layersInOrder(m_workspace->measurements()), LayerMeasure::Sqnr);
        m_layers->setFigure(figure);
    } else if (m_workspace->isEmpty()) {
        m_layers->setEmpty(tr("No errors yet"), tr("Open a network to see what its number formats lose in each layer."));
    } else {
        m_layers->setEmpty(tr("Not measured yet"),
                           tr("Choose \u201cMeasure layers\u201d to compare every layer's result with FP32."));
    }
}

void ErrorView::redrawPage()
{
    const bool open = !m_workspace->isEmpty();
    const Page shown = page();
    m_operand->setVisible(shown == Tensor || shown == Ranges || shown == Crest || shown == Channels);
    m_side->setVisible(shown == Tensor);
    m_subject->setVisible(shown == Budget);
    m_start->setVisible(false);
    const bool ofRun = shown == Parting || shown == Tensor || shown == Channels; // the opened layer has those of the run itself
    m_source->setText(ofRun                                               ? tr("Activations: of the quantized run")
                      : shown == Budget && m_subject->currentIndex() == 0 ? tr("Activations: of the run with each set of stages")
                                                                          : tr("Activations: of an FP32 run"));
    m_source->setVisible(open);
    m_map->setVisible(open && shown == Tensor);
    m_histogram->setVisible(open && shown == Tensor);
    m_figure->setVisible(open && shown != Tensor);
    if (shown != Tensor) {
        strip()->setNumbers({});
    }
    switch (shown) {
    case Tensor: redrawTensor(); break;
    case Budget: redrawBudget(); break;
    case Ranges:
    case Crest: redrawVectors(); break;
    case Parting: redrawParting(); break;
    case Sensitivity: redrawSensitivity(); break;
    case Channels: redrawChannels(); break;
    }
}

void ErrorView::startPage()
{
    Laboratory *laboratory = m_workspace->laboratory();
    switch (page()) {
    case Tensor:
    case Channels: return;
    case Budget:
        laboratory->isWorking(Laboratory::Question::Budget) ? laboratory->cancel(Laboratory::Question::Budget)
                                                            : laboratory->budget();
        return;
    case Sensitivity:
        if (laboratory->isWorking(Laboratory::Question::Sensitivity)) {
            laboratory->cancel(Laboratory::Question::Sensitivity);
        } else {
            laboratory->rankLayers(m_workspace->format(), SensitiveSide::Both, kItemsOfSensitivity);
        }
        return;
    case Ranges:
    case Crest:
    case Parting:
        if (m_workspace->jobs()->isRunning(m_pageJob)) {
            m_workspace->jobs()->cancel(m_pageJob);
        } else {
            page() == Parting ? computeParting() : computeVectors();
        }
        redrawPage();
        return;
    }
}

void ErrorView::selectVector(const VectorPoint &point)
{
    Selection selection;
    selection.layer = point.layer;
    selection.operand = point.side;
    selection.row = point.row;
    selection.vector = point.vector;
    m_workspace->select(selection);
}

void ErrorView::prepareFigures()
{
    if (m_workspace->measurements().empty()) {
        m_workspace->measureLayers();
    }
}

} // namespace vsq
