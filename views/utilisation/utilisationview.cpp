// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/utilisation/utilisationview.h"

#include "core/layer/utilisation.h"
#include "views/figure/plotview.h"
#include "views/plots/baselinefigure.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vsq {

namespace {

constexpr int kTimeBins = 256;

} // namespace

UtilisationView::UtilisationView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("utilisation"), tr("Utilisation"), workspace, parent), m_unit(new QComboBox(this)),
      m_measure(new QComboBox(this)), m_layers(addPlot(QStringLiteral("utilisationLayers"), 2)),
      m_time(addPlot(QStringLiteral("utilisationTime"), 2)), m_multipliers(addPlot(QStringLiteral("utilisationMultipliers"), 2))
{
    m_unit->setObjectName(QStringLiteral("utilisationUnit"));
    m_unit->setAccessibleName(tr("Unit of the bars"));
    m_unit->setToolTip(tr("Share of each layer's cycles, or cycles: the longest layer is then the longest bar"));
    m_unit->addItem(tr("Share of cycles"));
    m_unit->addItem(tr("Cycles"));
    m_measure->setObjectName(QStringLiteral("utilisationMeasure"));
    m_measure->setAccessibleName(tr("What of the lanes is drawn"));
    m_measure->setToolTip(tr("Occupied: multipliers with an element of the product. Not zero: those of them whose two codes are "
                             "not 0, which is what density costs energy for"));
    m_measure->addItem(tr("Occupied by the loop nest"));
    m_measure->addItem(tr("Operands that are not 0"));
    addControls({m_unit, m_measure});
    layOut(new QVBoxLayout(this));

    connect(m_unit, &QComboBox::currentIndexChanged, this, &UtilisationView::redrawLayers);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &UtilisationView::recomputeLanes);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const int bar = hit.isValid() ? qRound(hit.y) : -1; // a mark's row is its bar's
        if (bar < 0 || !m_result) {
            return;
        }
        const QString name = m_layers->figure().y.categories.value(bar);
        for (const LayerShares &layer : m_result->layers) {
            if (layer.layer == name) {
                selectLayer(layer.index);
            }
        }
    });
    const auto selectLane = [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Heatmap) {
            Selection selection = m_workspace->selection().withoutBlock();
            selection.layer = m_workspace->openedLayer();
            selection.lane = hit.row;
            m_workspace->select(selection);
        }
    };
    connect(m_time, &PlotView::clicked, this, selectLane);
    connect(m_multipliers, &PlotView::clicked, this, selectLane);
    const auto layersLater = [this] {
        m_result.reset();
        refreshWhenSeen(QStringLiteral("layers"), [this] { recomputeLayers(); });
    };
    const auto lanesLater = [this] {
        m_activity.reset();
        refreshWhenSeen(QStringLiteral("lanes"), [this] { recomputeLanes(); });
    };
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, layersLater);
    }
    for (const auto signal : {&Workspace::networkChanged, &Workspace::layerOpened, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, lanesLater);
    }
    connect(workspace->runs(), &RunList::comparedChanged, this,
            [this] { refreshWhenSeen(QStringLiteral("baseline"), [this] { redrawLayers(); }); });
    connect(workspace, &Workspace::selectionChanged, this, [this] {
        refreshWhenSeen(QStringLiteral("selection"), [this] {
            redrawLayers();
            redrawLanes();
        });
    });
    layersLater();
    lanesLater();
}

void UtilisationView::recomputeLayers()
{
    m_workspace->jobs()->cancel(m_layersJob);
    m_result.reset();
    controls()->setVisible(!m_workspace->isEmpty());
    if (m_workspace->isEmpty()) {
        strip()->setNumbers({});
        m_layers->setEmpty(tr("Nothing to use the chip for yet"), tr("Open a network to see where its cycles go."));
        return;
    }
    m_layers->setLoading(tr("Planning the layers"));
    std::vector<NumberFormat> formats;
    std::vector<NumberFormat> nexts;
    for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
        formats.push_back(m_workspace->layerFormat(static_cast<int>(i)));
        nexts.push_back(m_workspace->nextFormat(static_cast<int>(i)));
    }
    auto result = std::make_shared<Result>();
    m_layersJob = m_workspace->jobs()->start(
        tr("Utilisation of %1").arg(m_workspace->modelName()),
        [result, layers = m_workspace->layers(), formats = std::move(formats), nexts = std::move(nexts),
         config = m_workspace->chipConfig()](const JobContext &job) {
            for (std::size_t i = 0; i < layers.size(); ++i) {
                job.check();
                const Layer &layer = layers[i];
                const std::optional<LayerCost> cost = costOf(layer, formats[i], config, nexts[i]);
                if (!cost) {
                    continue; // of the host, or it does not fit: the Network view says why
                }
                const CycleShares shares = sharesOf(*cost);
                result->all += shares;
                result->layers.push_back({QString::fromStdString(layer.name), static_cast<int>(i), shares});
                if (result->published.empty()) {
                    result->published = publishedUtilisation(cost->plan.shape.mode);
                }
                job.report(static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(layers.size()), layer.name);
            }
        },
        [this, result] {
            m_result = result;
            redrawLayers();
        },
        [this](const QString &error) { m_layers->setError(error); });
}

void UtilisationView::redrawLayers()
{
    if (!m_result) {
        return;
    }
    if (m_result->layers.empty()) {
        strip()->setNumbers({});
        m_layers->setEmpty(tr("No layer runs on the chip"),
                           tr("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
        return;
    }
    const RunList &runs = *m_workspace->runs();
    const bool inPercent = m_unit->currentIndex() == 0;
    std::vector<StripNumber> numbers = utilisationNumbers(m_result->all);
    for (StripNumber &number : baselineNumbers(runs, {LayerMeasure::Utilisation, LayerMeasure::Cycles})) {
        numbers.push_back(std::move(number));
    }
    strip()->setNumbers(std::move(numbers));
    FigureSpec figure = cyclesByLayer(m_result->layers, inPercent, m_result->published, m_workspace->selection().layer);
    std::vector<int> rows;
    if (figure.y.categories.size() > static_cast<qsizetype>(m_result->layers.size())) {
        rows.push_back(kAllLayers);
    }
    for (const LayerShares &layer : m_result->layers) {
        rows.push_back(layer.index);
    }
    addBaseline(figure, runs, rows, inPercent ? LayerMeasure::Utilisation : LayerMeasure::Cycles, inPercent ? 100.0 : 1.0);
    m_layers->setFigure(figure);
}

void UtilisationView::recomputeLanes()
{
    m_workspace->jobs()->cancel(m_lanesJob);
    m_activity.reset();
    const auto opened = m_workspace->layerData();
    if (!opened || !opened->operands) {
        const bool shown = !m_workspace->isEmpty();
        m_time->setVisible(shown);
        m_multipliers->setVisible(false);
        if (shown && opened) {
            m_time->setEmpty(tr("This layer's format is not one of the chip's"),
                             tr("Choose VSQ, INT4 or INT8 for it to see its lanes."));
        } else if (shown) {
            m_time->setEmpty(tr("No layer is open"), tr("Double-click a layer in the Network view to see its lanes."));
        }
        return;
    }
    m_layerName = QString::fromStdString(opened->layer.name);
    auto result = std::make_shared<LaneActivity>();
    m_lanesJob = m_workspace->jobs()->start(
        tr("Lanes of %1").arg(m_layerName),
        [result, opened, measure = laneMeasure(), config = m_workspace->chipConfig(),
         next = m_workspace->nextFormat(m_workspace->openedLayer())](const JobContext &job) {
            const Plan plan = planOf(opened->layer, opened->format, config, next);
            *result = measure == LaneMeasure::Occupied ? laneActivity(plan, config)
                                                       : nonZeroActivity(plan, config, *opened->operands, kTimeBins, job);
        },
        [this, result] {
            m_activity = result;
            m_time->setVisible(true);
            m_multipliers->setVisible(true);
            redrawLanes();
        },
        [this](const QString &error) {
            m_time->setVisible(true);
            m_time->setError(error);
        });
}

LaneMeasure UtilisationView::laneMeasure() const
{
    return static_cast<LaneMeasure>(m_measure->currentIndex());
}

void UtilisationView::redrawLanes()
{
    if (m_activity) {
        const int lane = m_workspace->selection().lane;
        m_time->setFigure(lanesOverTime(*m_activity, laneMeasure(), m_layerName, lane));
        m_multipliers->setFigure(lanesByMultiplier(*m_activity, laneMeasure(), m_layerName, lane));
    }
}

} // namespace vsq
