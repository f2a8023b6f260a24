// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorview.h"

#include "views/figure/plotview.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vsq {

ErrorView::ErrorView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("error"), tr("Error"), workspace, parent), m_operand(new QComboBox(this)),
      m_side(new QComboBox(this)), m_measure(new QPushButton(tr("&Measure Layers"), this)),
      m_layers(addPlot(QStringLiteral("errorLayers"), 2)), m_map(addPlot(QStringLiteral("errorMap"), 2)),
      m_histogram(addPlot(QStringLiteral("errorHistogram"), 2))
{
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
    addControls({m_operand, m_side, m_measure});
    layOut(new QVBoxLayout(this));

    const auto layersLater = [this] { refreshWhenSeen(QStringLiteral("layers"), [this] { redrawLayers(); }); };
    const auto tensorLater = [this] { refreshWhenSeen(QStringLiteral("tensor"), [this] { redrawTensor(); }); };
    connect(m_operand, &QComboBox::currentIndexChanged, this, tensorLater);
    connect(m_side, &QComboBox::currentIndexChanged, this, tensorLater);
    connect(m_measure, &QPushButton::clicked, workspace, &Workspace::measureLayers);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const std::vector<int> order = layersInOrder(m_workspace->measurements());
        if (hit.point >= 0 && hit.point < static_cast<int>(order.size())) {
            selectLayer(order[static_cast<std::size_t>(hit.point)]);
        }
    });
    connect(workspace, &Workspace::measurementsChanged, this, layersLater);
    connect(workspace, &Workspace::selectionChanged, this, layersLater);
    connect(workspace, &Workspace::networkChanged, this, layersLater);
    connect(workspace, &Workspace::networkChanged, this, tensorLater);
    connect(workspace, &Workspace::layerOpened, this, tensorLater);
    layersLater();
    tensorLater();
}

void ErrorView::redrawLayers()
{
    controls()->setVisible(!m_workspace->isEmpty());
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
        strip()->setNumbers({});
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
            strip()->setNumbers(result->numbers);
            m_map->setFigure(result->map);
            m_histogram->setVisible(true);
            m_histogram->setFigure(result->histogram);
        },
        [this](const QString &error) { m_map->setError(error); });
}

void ErrorView::prepareFigures()
{
    if (m_workspace->measurements().empty()) {
        m_workspace->measureLayers();
    }
}

} // namespace vsq
