// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/utilisation/utilisationview.h"

#include "core/layer/utilisation.h"
#include "views/figure/plotview.h"
#include "views/plots/plotgrid.h"
#include "views/plots/provenance.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vsq {

UtilisationView::UtilisationView(Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_controls(new QWidget(this)), m_unit(new QComboBox(this)),
      m_strip(new NumberStrip(this)), m_grid(new PlotGrid(this)), m_layers(new PlotView(this)), m_time(new PlotView(this)),
      m_multipliers(new PlotView(this))
{
    setObjectName(QStringLiteral("utilisationView"));
    setAccessibleName(tr("Utilisation"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_unit->setObjectName(QStringLiteral("utilisationUnit"));
    m_unit->setAccessibleName(tr("Unit of the bars"));
    m_unit->setToolTip(tr("Share of each layer's cycles, or cycles: the longest layer is then the longest bar"));
    m_unit->addItem(tr("Share of cycles"));
    m_unit->addItem(tr("Cycles"));
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(8, 8, 8, 4);
    row->addWidget(m_unit);
    row->addStretch(1);
    m_grid->addPlot(m_layers, QStringLiteral("utilisationLayers"), workspace, QStringLiteral("utilisation"), 2);
    m_grid->addPlot(m_time, QStringLiteral("utilisationTime"), workspace, QStringLiteral("utilisation"), 2);
    m_grid->addPlot(m_multipliers, QStringLiteral("utilisationMultipliers"), workspace, QStringLiteral("utilisation"), 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_controls);
    layout->addWidget(m_strip);
    layout->addWidget(m_grid, 1);

    connect(m_unit, &QComboBox::currentIndexChanged, this, &UtilisationView::redrawLayers);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const int bar = hit.kind == FigureHit::Kind::Bars ? hit.point : -1;
        if (bar < 0 || !m_result) {
            return;
        }
        const QString name = m_layers->figure().y.categories.value(bar);
        for (const LayerShares &layer : m_result->layers) {
            if (layer.layer == name) {
                Selection selection;
                selection.layer = layer.index;
                m_workspace->select(selection);
            }
        }
    });
    const auto selectLane = [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Heatmap) {
            Selection selection = m_workspace->selection();
            selection.layer = m_workspace->openedLayer();
            selection.lane = hit.row;
            m_workspace->select(selection);
        }
    };
    connect(m_time, &PlotView::clicked, this, selectLane);
    connect(m_multipliers, &PlotView::clicked, this, selectLane);
    connect(workspace, &Workspace::networkChanged, this, [this] {
        prepareDigest(m_workspace->modelPath());
        recomputeLayers();
        recomputeLanes();
    });
    connect(workspace, &Workspace::formatsChanged, this, &UtilisationView::recomputeLayers);
    connect(workspace, &Workspace::chipConfigChanged, this, [this] {
        recomputeLayers();
        recomputeLanes();
    });
    connect(workspace, &Workspace::layerOpened, this, &UtilisationView::recomputeLanes);
    connect(workspace, &Workspace::selectionChanged, this, [this] {
        redrawLayers();
        redrawLanes();
    });
    recomputeLayers();
    recomputeLanes();
}

void UtilisationView::recomputeLayers()
{
    m_workspace->jobs()->cancel(m_layersJob);
    m_result.reset();
    m_controls->setVisible(!m_workspace->isEmpty());
    if (m_workspace->isEmpty()) {
        m_strip->setNumbers({});
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
        m_strip->setNumbers({});
        m_layers->setEmpty(tr("No layer runs on the chip"),
                           tr("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
        return;
    }
    m_strip->setNumbers(utilisationNumbers(m_result->all));
    m_layers->setFigure(
        cyclesByLayer(m_result->layers, m_unit->currentIndex() == 0, m_result->published, m_workspace->selection().layer));
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
        [result, opened, config = m_workspace->chipConfig(), next = m_workspace->nextFormat(m_workspace->openedLayer())](
            const JobContext &) { *result = laneActivity(planOf(opened->layer, opened->format, config, next), config); },
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

void UtilisationView::redrawLanes()
{
    if (m_activity) {
        const int lane = m_workspace->selection().lane;
        m_time->setFigure(lanesOverTime(*m_activity, m_layerName, lane));
        m_multipliers->setFigure(lanesByMultiplier(*m_activity, m_layerName, lane));
    }
}

std::vector<FigureSpec> UtilisationView::figures() const
{
    std::vector<FigureSpec> figures;
    for (const PlotView *plot : {m_layers, m_time, m_multipliers}) {
        if (plot->showsFigure() && !plot->figure().isEmpty() && plot->isVisibleTo(this)) {
            figures.push_back(plot->exportedFigure());
        }
    }
    return figures;
}

} // namespace vsq
