// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/energy/energyview.h"

#include "core/layer/layerenergy.h"
#include "views/figure/plotview.h"
#include "views/plots/baselinefigure.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace vsq {

namespace {
constexpr int kLowest = 46; // hundredths of a volt: the published range
constexpr int kHighest = 105;

/// The layer's energy if it and the layer that takes its result had the format.
PerMode underEachFormat(const Layer &layer, const OperandDensities &densities, const ChipConfig &config)
{
    const auto joules = [&](const char *name) {
        const NumberFormat format = namedFormat(name);
        const std::optional<LayerCost> cost = costOf(layer, format, config, format);
        return cost ? energyOf(*cost, densities, config).total().value : kUnset;
    };
    return {joules("int8"), joules("int4"), joules("vsq")};
}

} // namespace

EnergyView::EnergyView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("energy"), tr("Energy"), workspace, parent), m_split(new QComboBox(this)),
      m_slider(new QSlider(Qt::Horizontal, this)), m_value(new QLabel(this)), m_density(new QLabel(this)),
      m_layers(addPlot(QStringLiteral("energyLayers"), 3)), m_efficiency(addPlot(QStringLiteral("energyEfficiency"), 2)),
      m_power(addPlot(QStringLiteral("energyPower"), 2))
{
    m_split->setObjectName(QStringLiteral("energySplit"));
    m_split->setAccessibleName(tr("What of each layer is drawn"));
    m_split->setToolTip(tr("The layer's energy by component, in the format that it has; or its energy if it had each of the "
                           "chip's formats"));
    m_split->addItem(tr("By component"));
    m_split->addItem(tr("Under each format"));
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
    addControls({m_split, name, m_slider, m_value, m_density});
    layOut(new QVBoxLayout(this));

    connect(m_split, &QComboBox::currentIndexChanged, this, &EnergyView::redraw);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        showSupply();
        soon();
        if (!m_slider->isSliderDown()) {
            applySupply(); // by key or wheel
        }
    });
    connect(m_slider, &QSlider::sliderReleased, this, &EnergyView::applySupply);
    connect(m_layers, &PlotView::clicked, this, [this](const FigureHit &hit) {
        const int row = hit.isValid() ? qRound(hit.y) : -1; // a mark's row is its bar's
        if (row >= 0 && m_result && row < static_cast<int>(m_result->size())) {
            selectLayer((*m_result)[static_cast<std::size_t>(row)].index);
        }
    });
    connect(workspace, &Workspace::networkChanged, this, [this] {
        m_densities.clear();
        m_result.reset();
        later();
    });
    connect(workspace, &Workspace::formatsChanged, this, [this] {
        m_densities.clear();
        later();
    });
    connect(workspace, &Workspace::measurementsChanged, this, &EnergyView::takeDensities);
    connect(workspace->runs(), &RunList::comparedChanged, this,
            [this] { refreshWhenSeen(QStringLiteral("baseline"), [this] { redraw(); }); });
    connect(workspace, &Workspace::selectionChanged, this,
            [this] { refreshWhenSeen(QStringLiteral("selection"), [this] { redraw(); }); });
    connect(workspace, &Workspace::chipConfigChanged, this, [this] {
        takeSupply();
        later();
    });
    connect(workspace, &Workspace::supplyChanged, this, [this] {
        takeSupply();
        soon();
    });
    takeDensities();
}

void EnergyView::later()
{
    refreshWhenSeen(QStringLiteral("energy"), [this] { refresh(); });
}

void EnergyView::soon()
{
    refreshSoon(QStringLiteral("energy"), [this] { refresh(); });
}

void EnergyView::refresh()
{
    redrawSupply();
    recompute();
}

void EnergyView::takeSupply()
{
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(qRound(m_workspace->chipConfig().voltage * 100));
    showSupply();
}

void EnergyView::showSupply()
{
    m_value->setText(number::volts(supply()));
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
    later();
}

void EnergyView::redrawSupply()
{
    showSupply();
    m_efficiency->setFigure(efficiencyAgainstSupply(supply()));
    m_power->setFigure(powerAgainstSupply(supply()));
}

void EnergyView::recompute()
{
    m_workspace->jobs()->cancel(m_job);
    if (m_workspace->isEmpty()) {
        m_result.reset();
        strip()->setNumbers({});
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
                    LayerEnergy layer{QString::fromStdString(layers[i].name), static_cast<int>(i), energyOf(*cost, of, config)};
                    layer.under = underEachFormat(layers[i], of, config);
                    result->push_back(std::move(layer));
                }
            }
        },
        [this, result] {
            m_result = result;
            redraw();
        },
        [this](const QString &error) { m_layers->setError(error); });
}

bool EnergyView::byFormat() const
{
    return m_split->currentIndex() == 1;
}

void EnergyView::redraw()
{
    if (!m_result) {
        return;
    }
    if (m_result->empty()) {
        strip()->setNumbers({});
        m_layers->setEmpty(tr("No layer runs on the chip"),
                           tr("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
        return;
    }
    EnergyBreakdown all;
    for (const LayerEnergy &layer : *m_result) {
        all += layer.energy;
    }
    const RunList &runs = *m_workspace->runs();
    std::vector<StripNumber> numbers = energyNumbers(all, supply());
    for (StripNumber &number : baselineNumbers(runs, {LayerMeasure::Energy})) {
        numbers.push_back(std::move(number));
    }
    strip()->setNumbers(std::move(numbers));
    const int selected = m_workspace->selection().layer;
    FigureSpec figure = byFormat() ? energyByFormat(*m_result, supply(), selected) : energyByLayer(*m_result, supply(), selected);
    std::vector<int> rows;
    for (const LayerEnergy &layer : *m_result) {
        rows.push_back(layer.index);
    }
    if (!byFormat()) {
        addBaseline(figure, runs, rows, LayerMeasure::Energy, energyUnit(*m_result).first);
    }
    m_layers->setFigure(figure);
}

} // namespace vsq
