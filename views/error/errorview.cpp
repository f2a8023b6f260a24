// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorview.h"

#include "views/figure/plotview.h"
#include "views/plots/plotgrid.h"
#include "views/plots/provenance.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vsq {

ErrorView::ErrorView(Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_controls(new QWidget(this)), m_operand(new QComboBox(this)),
      m_side(new QComboBox(this)), m_measure(new QPushButton(tr("&Measure Layers"), this)), m_strip(new NumberStrip(this)),
      m_grid(new PlotGrid(this)), m_layers(new PlotView(this)), m_map(new PlotView(this)), m_histogram(new PlotView(this))
{
    setObjectName(QStringLiteral("errorView"));
    setAccessibleName(tr("Error"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_operand->setObjectName(QStringLiteral("errorOperand"));
    m_operand->setAccessibleName(tr("Operand"));
    m_operand->setToolTip(tr("Operand of the open layer: weights (A) or activations (B)"));
    m_operand->addItems({tr("Weights of the layer"), tr("Activations of the layer")});
    m_side->setObjectName(QStringLiteral("errorSide"));
    m_side->setAccessibleName(tr("Values shown"));
    m_side->setToolTip(tr("The tensor as it is, as its codes and scales stand for it, or the difference of the two"));
    m_side->addItems({tr("FP32"), tr("Quantized"), tr("Difference")});
    m_side->setCurrentIndex(2);
    m_measure->setObjectName(QStringLiteral("errorMeasure"));
    m_measure->setToolTip(tr("Run the network once in its formats and compare every layer's result with FP32"));
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(8, 8, 8, 4);
    row->setSpacing(8);
    row->addWidget(m_operand);
    row->addWidget(m_side);
    row->addWidget(m_measure);
    row->addStretch(1);
    m_grid->addPlot(m_layers, QStringLiteral("errorLayers"), workspace, QStringLiteral("error"), 2);
    m_grid->addPlot(m_map, QStringLiteral("errorMap"), workspace, QStringLiteral("error"), 2);
    m_grid->addPlot(m_histogram, QStringLiteral("errorHistogram"), workspace, QStringLiteral("error"), 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_controls);
    layout->addWidget(m_strip);
    layout->addWidget(m_grid, 1);

    connect(m_operand, &QComboBox::currentIndexChanged, this, &ErrorView::redrawTensor);
    connect(m_side, &QComboBox::currentIndexChanged, this, &ErrorView::redrawTensor);
    connect(m_measure, &QPushButton::clicked, workspace, &Workspace::measureLayers);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const std::vector<int> order = layersInOrder(m_workspace->measurements());
        if (hit.point >= 0 && hit.point < static_cast<int>(order.size())) {
            Selection selection;
            selection.layer = order[static_cast<std::size_t>(hit.point)];
            m_workspace->select(selection);
        }
    });
    connect(workspace, &Workspace::measurementsChanged, this, &ErrorView::redrawLayers);
    connect(workspace, &Workspace::selectionChanged, this, &ErrorView::redrawLayers);
    connect(workspace, &Workspace::networkChanged, this, [this] {
        prepareDigest(m_workspace->modelPath());
        redrawLayers();
        redrawTensor();
    });
    connect(workspace, &Workspace::layerOpened, this, &ErrorView::redrawTensor);
    redrawLayers();
    redrawTensor();
}

void ErrorView::redrawLayers()
{
    m_controls->setVisible(!m_workspace->isEmpty());
    m_measure->setVisible(m_workspace->measurements().empty());
    const FigureSpec figure = layersBySqnr(m_workspace->measurements(), m_workspace->selection().layer);
    if (!figure.isEmpty()) {
        m_layers->setFigure(figure);
    } else if (m_workspace->isEmpty()) {
        m_layers->setEmpty(tr("No errors yet"), tr("Open a network to see what its number formats lose in each layer."));
    } else {
        m_layers->setEmpty(tr("Not measured yet"),
                           tr("Choose \u201cMeasure Layers\u201d to compare every layer's result with FP32."));
    }
}

void ErrorView::redrawTensor()
{
    const auto opened = m_workspace->layerData();
    m_map->setVisible(!m_workspace->isEmpty());
    m_workspace->jobs()->cancel(m_job);
    if (!opened) {
        m_histogram->setVisible(false);
        m_strip->setNumbers({});
        m_map->setEmpty(tr("No layer is open"), tr("Double-click a layer in the Network view to see the error of its operands."));
        return;
    }
    const bool weights = m_operand->currentIndex() == 0;
    const QString name = QString::fromStdString(opened->layer.name);
    const QString subject = !weights                    ? tr("activations of %1").arg(name)
                            : opened->layer.aIsConstant ? tr("weights of %1").arg(name)
                                                        : tr("stationary activation of %1").arg(name);
    struct Result {
        std::vector<StripNumber> numbers;
        FigureSpec map;
        FigureSpec histogram;
    };
    auto result = std::make_shared<Result>();
    m_job = m_workspace->jobs()->start(
        tr("Errors of %1").arg(name),
        [result, opened, weights, subject, side = static_cast<TensorSide>(m_side->currentIndex())](const JobContext &job) {
            const std::vector<float> &x = weights ? opened->a : opened->b;
            const QuantizedMatrix &matrix = weights ? opened->qa : opened->qb;
            result->numbers = errorNumbers(x, matrix);
            job.check();
            result->map = tensorMap(x, matrix, side, subject);
            job.check();
            result->histogram = errorHistogram(x, matrix, subject);
        },
        [this, result] {
            m_strip->setNumbers(result->numbers);
            m_map->setFigure(result->map);
            m_histogram->setVisible(true);
            m_histogram->setFigure(result->histogram);
        },
        [this](const QString &error) { m_map->setError(error); });
}

std::vector<FigureSpec> ErrorView::figures() const
{
    std::vector<FigureSpec> figures;
    for (const PlotView *plot : {m_layers, m_map, m_histogram}) {
        if (plot->showsFigure() && !plot->figure().isEmpty() && plot->isVisibleTo(this)) {
            figures.push_back(plot->exportedFigure());
        }
    }
    return figures;
}

} // namespace vsq
