// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scales/scalesview.h"

#include "core/data/iteminputs.h"
#include "views/figure/plotview.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layeropening.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace vsq {

ScalesView::ScalesView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("scales"), tr("Scales"), workspace, parent), m_scope(new QComboBox(this)),
      m_unit(new QComboBox(this)), m_logScale(new QCheckBox(tr("Log scale"), this)),
      m_logCounts(new QCheckBox(tr("Log counts"), this)), m_compare(new QCheckBox(tr("Formats side by side"), this)),
      m_histogram(addPlot(QStringLiteral("scalesHistogram"), 3)), m_map(addPlot(QStringLiteral("scalesMap"), 2)),
      m_vector(addPlot(QStringLiteral("scalesVector"), 2)), m_sqnr(addPlot(QStringLiteral("scalesCompare"), 3)),
      m_underflow(addPlot(QStringLiteral("scalesUnderflow"), 2))
{
    buildControls();
    layOut(new QVBoxLayout(this));

    connect(m_map, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Heatmap && scope() != AllWeights) {
            select(hit.row, hit.column, -1);
        }
    });
    connect(m_vector, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const Selection &selection = m_workspace->selection();
        if (hit.kind == FigureHit::Kind::Series) {
            select(selection.row, selection.vector, hit.point);
        }
    });
    connect(workspace, &Workspace::networkChanged, this, [this] {
        m_all.reset();
        later();
    });
    connect(workspace, &Workspace::layerOpened, this, [this] {
        if (scope() != AllWeights) {
            later();
        }
    });
    connect(workspace->runs(), &RunList::changed, this, [this] {
        if (scope() != AllWeights) {
            later();
        }
    });
    connect(workspace, &Workspace::formatsChanged, this, [this] {
        m_all.reset();
        if (scope() == AllWeights) {
            later();
        }
    });
    connect(workspace, &Workspace::selectionChanged, this, [this](const Selection &selection) {
        // Another view selected a vector of the operand that is not shown: go there.
        const Scope wanted = selection.operand == Selection::Operand::Activations ? LayerActivations : LayerWeights;
        if (selection.operand != Selection::Operand::None && scope() != AllWeights && scope() != wanted) {
            m_scope->setCurrentIndex(wanted);
            return;
        }
        refreshWhenSeen(QStringLiteral("selection"), [this] { redraw(); });
    });
    later();
}

void ScalesView::later()
{
    refreshWhenSeen(QStringLiteral("scales"), [this] { recompute(); });
}

void ScalesView::buildControls()
{
    m_scope->setObjectName(QStringLiteral("scalesScope"));
    m_scope->setAccessibleName(tr("Scales of"));
    m_scope->setToolTip(tr("Which scales: of the open layer's weights (operand A) or activations (operand B), or of the "
                           "weights of all layers"));
    m_scope->addItem(tr("Weights of the layer"));
    m_scope->addItem(tr("Activations of the layer"));
    m_scope->addItem(tr("Weights of all layers"));
    m_unit->setObjectName(QStringLiteral("scalesUnit"));
    m_unit->setAccessibleName(tr("Unit of the scales"));
    m_unit->setToolTip(tr("Integer: the scale as the chip stores it, in units of the coarse scale \u03b3. Real: s = max|x| / "
                          "largest code"));
    m_unit->addItem(tr("Integer"));
    m_unit->addItem(tr("Real"));
    m_logScale->setObjectName(QStringLiteral("scalesLogScale"));
    m_logScale->setToolTip(tr("Real scales on a logarithmic axis"));
    m_logScale->setEnabled(false);
    m_logCounts->setObjectName(QStringLiteral("scalesLogCounts"));
    m_logCounts->setToolTip(tr("Numbers of vectors on a logarithmic axis: rare scales become visible"));
    m_compare->setObjectName(QStringLiteral("scalesFormats"));
    m_compare->setToolTip(
        tr("The operand in every format and under every rule: signal to noise, worst block, values that become 0, "
           "as it is and rotated"));
    addControls({m_scope, m_unit, m_logScale, m_logCounts, m_compare});
    connect(m_compare, &QCheckBox::toggled, this, &ScalesView::later);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ScalesView::later);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_logScale->setEnabled(index == 1);
        redraw();
    });
    connect(m_logScale, &QCheckBox::toggled, this, &ScalesView::redraw);
    connect(m_logCounts, &QCheckBox::toggled, this, &ScalesView::redraw);
}

ScalesView::Scope ScalesView::scope() const
{
    return static_cast<Scope>(m_scope->currentIndex());
}

OperandRole ScalesView::role() const
{
    // The stationary activation of a product of two has its scales like any activation.
    const bool weights = scope() == AllWeights || (scope() == LayerWeights && (!m_data || m_data->layer.aIsConstant));
    return weights ? OperandRole::Weights : OperandRole::Activations;
}

QString ScalesView::subject() const
{
    if (scope() == AllWeights) {
        return tr("weights of all layers");
    }
    const QString name = m_data ? QString::fromStdString(m_data->layer.name) : QString();
    if (scope() == LayerWeights) {
        return role() == OperandRole::Weights ? tr("weights of %1").arg(name) : tr("stationary activation of %1").arg(name);
    }
    return tr("activations of %1").arg(name);
}

bool ScalesView::isComparing() const
{
    return m_compare->isChecked() && scope() != AllWeights;
}

void ScalesView::compare()
{
    for (PlotView *plot : {m_histogram, m_map, m_vector}) {
        plot->setVisible(false);
    }
    strip()->setNumbers({});
    m_sqnr->setVisible(true);
    if (m_compared) {
        drawComparison();
        return;
    }
    m_underflow->setVisible(false);
    m_sqnr->setLoading(tr("Quantizing the %1 in every format").arg(subject()));
    auto result = std::make_shared<std::vector<ComparedFormat>>();
    m_job = m_workspace->jobs()->start(
        tr("Formats of %1").arg(QString::fromStdString(m_data->layer.name)),
        [result, data = m_data, weights = scope() == LayerWeights,
         constant = role() == OperandRole::Weights](const JobContext &job) {
            const QuantizedMatrix &matrix = weights ? data->qa : data->qb;
            std::vector<OperandFormat> formats = everyRule();
            if (std::find(formats.begin(), formats.end(), matrix.format) == formats.end()) {
                formats.insert(formats.begin(), matrix.format);
            }
            // What the layer's format prepares is prepared already.
            const int rotation = data->format.preparation.isNone() ? 64 : 0;
            *result = compareFormats(weights ? data->a.data() : data->b.data(), matrix.rows, matrix.columns, matrix.segments,
                                     formats, !constant, rotation, job);
        },
        [this, result] {
            m_compared = result;
            if (isComparing()) {
                drawComparison();
            }
        },
        [this](const QString &error) { m_sqnr->setError(error); });
}

void ScalesView::drawComparison()
{
    m_underflow->setVisible(true);
    m_sqnr->setFigure(comparedSqnr(*m_compared, scope() == LayerWeights ? m_data->qa.format : m_data->qb.format, subject()));
    m_underflow->setFigure(comparedUnderflow(*m_compared, subject()));
}

void ScalesView::showNothing()
{
    m_histogram->setVisible(true);
    controls()->setVisible(false);
    strip()->setNumbers({});
    m_map->setVisible(false);
    m_vector->setVisible(false);
    if (m_workspace->isEmpty()) {
        m_histogram->setEmpty(tr("No scales yet"),
                              tr("Open a network, then double-click one of its layers to see the scales of its weights and "
                                 "activations."));
    } else {
        controls()->setVisible(true);
        m_histogram->setEmpty(tr("No layer is open"),
                              tr("Double-click a layer in the Network view, or choose the weights of all layers above."));
    }
}

void ScalesView::recompute()
{
    m_workspace->jobs()->cancel(m_job);
    m_statistics.reset();
    m_baseline.reset();
    m_compared.reset();
    m_data = m_workspace->layerData();
    m_compare->setEnabled(scope() != AllWeights);
    m_sqnr->setVisible(false);
    m_underflow->setVisible(false);
    if (m_workspace->isEmpty() || (scope() != AllWeights && !m_data)) {
        showNothing();
        return;
    }
    controls()->setVisible(true);
    if (isComparing()) {
        compare();
        return;
    }
    m_histogram->setVisible(true);
    if (scope() == AllWeights && m_all) {
        redraw();
        return;
    }
    m_histogram->setLoading(tr("Looking at the scales"), {});
    m_map->setVisible(false);
    m_vector->setVisible(false);
    const auto failed = [this](const QString &error) { m_histogram->setError(error); };
    if (scope() == AllWeights) {
        std::vector<NumberFormat> formats;
        for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
            formats.push_back(m_workspace->layerFormat(static_cast<int>(i)));
        }
        auto result = std::make_shared<WeightScales>();
        m_job = m_workspace->jobs()->start(
            tr("Scales of all weights"),
            [result, graph = m_workspace->graph(), data = m_workspace->data(), item = m_workspace->item(),
             layers = m_workspace->layers(), formats = std::move(formats),
             chip = m_workspace->chipConfig()](const JobContext &job) {
                *result = weightScales(graph, itemInputs(*graph, data.get(), item), layers, formats, job, chip);
            },
            [this, result] {
                m_all = result;
                redraw();
            },
            failed);
        return;
    }
    auto result = std::make_shared<ScaleStatistics>();
    auto before = std::make_shared<std::shared_ptr<const ScaleStatistics>>();
    const RunList &runs = *m_workspace->runs();
    std::optional<LayerOpening> baseline;
    if (runs.isOfOpenNetwork()) {
        baseline = openingIn(*m_workspace, *runs.baselineRun());
    }
    m_job = m_workspace->jobs()->start(
        tr("Scales of %1").arg(QString::fromStdString(m_data->layer.name)),
        [result, before, baseline, data = m_data, which = scope(), operand = role()](const JobContext &job) {
            const auto of = [&](const LayerData &layer) {
                return which == LayerWeights ? scaleStatistics(layer.a.data(), layer.qa, operand)
                                             : scaleStatistics(layer.b.data(), layer.qb, operand);
            };
            *result = of(*data);
            job.check();
            if (!baseline) {
                return;
            }
            try {
                *before = std::make_shared<const ScaleStatistics>(of(baseline->open(job)));
            } catch (const Error &) { // a run that its chip cannot make has nothing to lay over
            }
        },
        [this, result, before] {
            m_statistics = result;
            m_baseline = *before;
            redraw();
        },
        failed);
}

void ScalesView::redraw()
{
    const bool all = scope() == AllWeights;
    const ScaleStatistics *statistics = all ? (m_all ? &m_all->all : nullptr) : m_statistics.get();
    if (statistics == nullptr || isComparing()) {
        return;
    }
    const ScaleAxis axis{m_unit->currentIndex() == 0, m_logScale->isChecked() && m_unit->currentIndex() == 1,
                         m_logCounts->isChecked()};
    const QuantizedMatrix *matrix = all ? nullptr : scope() == LayerWeights ? &m_data->qa : &m_data->qb;
    const OperandFormat format = matrix != nullptr ? matrix->format : m_workspace->format().weights;
    strip()->setNumbers(scaleNumbers(*statistics, role(), format, all ? nullptr : m_baseline.get()));
    if (matrix != nullptr && matrix->format.granularity != Granularity::Vector) {
        m_map->setVisible(false);
        m_vector->setVisible(false);
        m_histogram->setEmpty(tr("This layer has no per-vector scales"),
                              tr("Its format shares one scale in each channel or tensor. Choose a per-vector format such as VSQ "
                                 "in the Network view."));
        return;
    }
    FigureSpec histogram = scaleHistogram(*statistics, role(), axis, subject());
    if (!all && m_baseline && m_workspace->runs()->baselineRun() != nullptr) {
        addOtherScales(histogram, *m_baseline, axis, m_workspace->runs()->baselineRun()->name);
    }
    m_histogram->setFigure(histogram);
    if (all) {
        const FigureSpec layers = scalesByLayer(*m_all);
        m_map->setVisible(!layers.heatmap.isEmpty());
        if (!layers.heatmap.isEmpty()) {
            m_map->setFigure(layers);
        }
        m_vector->setVisible(false);
        return;
    }
    const Selection &selection = m_workspace->selection();
    const auto shown = scope() == LayerWeights ? Selection::Operand::Weights : Selection::Operand::Activations;
    const bool selected = selection.operand == shown;
    m_map->setVisible(true);
    m_map->setFigure(
        scaleMap(*matrix, role(), axis.integer, subject(), selected ? selection.row : -1, selected ? selection.vector : -1));
    drawVector();
}

void ScalesView::drawVector()
{
    const Selection &selection = m_workspace->selection();
    const bool weights = scope() == LayerWeights;
    const QuantizedMatrix &matrix = weights ? m_data->qa : m_data->qb;
    const auto shown = weights ? Selection::Operand::Weights : Selection::Operand::Activations;
    m_vector->setVisible(true);
    if (selection.operand == shown && selection.row >= 0 && selection.row < matrix.rows && selection.vector >= 0
        && selection.vector < matrix.vectors) {
        m_vector->setFigure(vectorValues(weights ? m_data->a : m_data->b, matrix,
                                         weights ? OperandRole::Weights : OperandRole::Activations, selection.row,
                                         selection.vector, selection.element));
    } else {
        m_vector->setEmpty(tr("No vector is selected"), tr("Click a cell of the map to see its values and levels."));
    }
}

void ScalesView::select(std::int64_t row, std::int64_t vector, int element)
{
    Selection selection = m_workspace->selection().withoutBlock();
    selection.layer = m_workspace->openedLayer();
    selection.operand = scope() == LayerWeights ? Selection::Operand::Weights : Selection::Operand::Activations;
    selection.row = row;
    selection.vector = vector;
    selection.element = element;
    m_workspace->select(selection);
}

} // namespace vsq
