// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/energy/energyview.h"

#include "core/layer/layerenergy.h"
#include "views/figure/plotview.h"
#include "views/plots/plotgrid.h"
#include "views/plots/provenance.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace vsq {

namespace {
constexpr int kLowest = 46; // hundredths of a volt: the published range
constexpr int kHighest = 105;
} // namespace

EnergyView::EnergyView(Workspace *workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_controls(new QWidget(this)), m_slider(new QSlider(Qt::Horizontal, this)),
      m_value(new QLabel(this)), m_density(new QLabel(this)), m_strip(new NumberStrip(this)), m_grid(new PlotGrid(this)),
      m_layers(new PlotView(this)), m_efficiency(new PlotView(this)), m_power(new PlotView(this))
{
    setObjectName(QStringLiteral("energyView"));
    setAccessibleName(tr("Energy"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_slider->setObjectName(QStringLiteral("energySupply"));
    m_slider->setAccessibleName(tr("Supply voltage"));
    m_slider->setToolTip(tr("Supply of the chip: clock and energy follow the published operating points (0.46 .. 1.05 V). "
                            "Letting go sets it for the whole application"));
    m_slider->setRange(kLowest, kHighest);
    m_slider->setValue(qRound(workspace->chipConfig().voltage * 100));
    m_slider->setFixedWidth(240);
    m_value->setFont(Theme::monospace());
    m_value->setMinimumWidth(64);
    m_density->setFont(Theme::small());
    auto *name = new QLabel(tr("&Supply"), this);
    name->setBuddy(m_slider);
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(8, 8, 8, 4);
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(m_slider);
    row->addWidget(m_value);
    row->addWidget(m_density, 1);
    m_grid->addPlot(m_layers, QStringLiteral("energyLayers"), workspace, QStringLiteral("energy"), 3);
    m_grid->addPlot(m_efficiency, QStringLiteral("energyEfficiency"), workspace, QStringLiteral("energy"), 2);
    m_grid->addPlot(m_power, QStringLiteral("energyPower"), workspace, QStringLiteral("energy"), 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_controls);
    layout->addWidget(m_strip);
    layout->addWidget(m_grid, 1);

    connect(m_slider, &QSlider::valueChanged, this, [this] {
        redrawSupply();
        recompute();
        if (!m_slider->isSliderDown()) {
            applySupply(); // by key or wheel
        }
    });
    connect(m_slider, &QSlider::sliderReleased, this, &EnergyView::applySupply);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Bars && m_result) {
            Selection selection;
            selection.layer = (*m_result)[static_cast<std::size_t>(hit.point)].index;
            m_workspace->select(selection);
        }
    });
    connect(workspace, &Workspace::networkChanged, this, [this] {
        prepareDigest(m_workspace->modelPath());
        m_densities.clear();
        recompute();
    });
    connect(workspace, &Workspace::formatsChanged, this, [this] {
        m_densities.clear();
        recompute();
    });
    connect(workspace, &Workspace::measurementsChanged, this, &EnergyView::takeDensities);
    connect(workspace, &Workspace::selectionChanged, this, &EnergyView::redraw);
    connect(workspace, &Workspace::chipConfigChanged, this, [this] {
        const QSignalBlocker blocker(m_slider);
        m_slider->setValue(qRound(m_workspace->chipConfig().voltage * 100));
        redrawSupply();
        recompute();
    });
    takeDensities();
    redrawSupply();
}

double EnergyView::supply() const
{
    return m_slider->value() / 100.0;
}

void EnergyView::applySupply()
{
    ChipConfig config = m_workspace->chipConfig();
    if (std::abs(config.voltage - supply()) > 1e-9) {
        config.voltage = supply();
        m_workspace->setChipConfig(config);
    }
}

void EnergyView::takeDensities()
{
    const auto &measurements = m_workspace->measurements();
    for (std::size_t i = 0; i < measurements.size(); ++i) {
        if (measurements[i]) {
            m_densities[static_cast<int>(i)] = {measurements[i]->densityA, measurements[i]->densityB, Origin::Derived};
        }
    }
    recompute();
}

void EnergyView::redrawSupply()
{
    m_value->setText(QLocale().toString(supply(), 'f', 2) + QStringLiteral("\u202fV"));
    m_efficiency->setFigure(efficiencyAgainstSupply(supply()));
    m_power->setFigure(powerAgainstSupply(supply()));
}

void EnergyView::recompute()
{
    m_workspace->jobs()->cancel(m_job);
    if (m_workspace->isEmpty()) {
        m_result.reset();
        m_strip->setNumbers({});
        m_density->clear();
        m_layers->setEmpty(tr("No network to power yet"), tr("Open a network to see the energy of each of its layers."));
        return;
    }
    m_density->setText(m_densities.empty() ? tr("Operand densities assumed: 50 %")
                                           : tr("Operand densities measured on the open item"));
    std::vector<NumberFormat> formats;
    std::vector<NumberFormat> nexts;
    for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
        formats.push_back(m_workspace->layerFormat(static_cast<int>(i)));
        nexts.push_back(m_workspace->nextFormat(static_cast<int>(i)));
    }
    ChipConfig config = m_workspace->chipConfig();
    config.voltage = supply();
    auto result = std::make_shared<std::vector<LayerEnergy>>();
    m_job = m_workspace->jobs()->start(
        tr("Energy of %1").arg(m_workspace->modelName()),
        [result, config, layers = m_workspace->layers(), formats = std::move(formats), nexts = std::move(nexts),
         densities = m_densities](const JobContext &job) {
            for (std::size_t i = 0; i < layers.size(); ++i) {
                job.check();
                const auto known = densities.find(static_cast<int>(i));
                if (const auto cost = costOf(layers[i], formats[i], config, nexts[i])) {
                    const OperandDensities of = known == densities.end() ? OperandDensities{} : known->second;
                    result->push_back({QString::fromStdString(layers[i].name), static_cast<int>(i), energyOf(*cost, of, config)});
                }
            }
        },
        [this, result] {
            m_result = result;
            redraw();
        },
        [this](const QString &error) { m_layers->setError(error); });
}

void EnergyView::redraw()
{
    if (!m_result) {
        return;
    }
    if (m_result->empty()) {
        m_strip->setNumbers({});
        m_layers->setEmpty(tr("No layer runs on the chip"),
                           tr("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
        return;
    }
    EnergyBreakdown all;
    for (const LayerEnergy &layer : *m_result) {
        all += layer.energy;
    }
    m_strip->setNumbers(energyNumbers(all, supply()));
    m_layers->setFigure(energyByLayer(*m_result, supply(), m_workspace->selection().layer));
}

std::vector<FigureSpec> EnergyView::figures() const
{
    std::vector<FigureSpec> figures;
    for (const PlotView *plot : {m_layers, m_efficiency, m_power}) {
        if (plot->showsFigure() && !plot->figure().isEmpty() && plot->isVisibleTo(this)) {
            figures.push_back(plot->exportedFigure());
        }
    }
    return figures;
}

} // namespace vsq
