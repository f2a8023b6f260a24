// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/runlist.h"

#include "core/quantize/formatnames.h"
#include "core/quantize/formattext.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/workspace.h"

#include <algorithm>
#include <utility>

namespace vsq {

RunList::RunList(Workspace *workspace) : QObject(workspace), m_workspace(workspace), m_chip(new BaselineChip(workspace, this))
{
    connect(workspace, &Workspace::measurementsChanged, this, [this] {
        if (m_keepWhenMeasured && !m_workspace->measurements().empty()) {
            m_keepWhenMeasured = false;
            keep();
        }
    });
    connect(workspace, &Workspace::networkChanged, this, [this] {
        m_keepWhenMeasured = false;
        m_compared.reset(); // views look at the new network by themselves, and some of them have not yet
    });
    connect(this, &RunList::changed, this, [this] {
        m_compared.reset();
        Q_EMIT comparedChanged();
    });
    for (const auto signal : {&Workspace::formatsChanged, &Workspace::chipConfigChanged, &Workspace::measurementsChanged,
                              &Workspace::layerCostsChanged}) {
        connect(workspace, signal, this, [this] {
            m_compared.reset();
            if (baselineRun() != nullptr) {
                Q_EMIT comparedChanged();
            }
        });
    }
}

const std::vector<ComparedLayer> &RunList::compared() const
{
    if (!m_compared) {
        const KeptRun *baseline = baselineRun();
        m_compared = baseline == nullptr || m_workspace->isEmpty() ? std::vector<ComparedLayer>()
                                                                   : compareLayers(current().layers, baseline->layers);
    }
    return *m_compared;
}

const ComparedLayer *RunList::compared(int layer) const
{
    const std::vector<ComparedLayer> &all = compared();
    const auto at = static_cast<std::size_t>(layer);
    return layer >= 0 && at < m_workspace->layers().size() && at < all.size() ? &all[at] : nullptr;
}

bool RunList::isOfOpenNetwork() const
{
    const KeptRun *baseline = baselineRun();
    return baseline != nullptr && !m_workspace->isEmpty() && baseline->model == m_workspace->modelPath();
}

const KeptRun *RunList::baselineRun() const
{
    return m_baseline < 0 ? nullptr : &m_runs[static_cast<std::size_t>(m_baseline)];
}

void RunList::set(std::vector<KeptRun> runs, int baseline)
{
    m_runs = std::move(runs);
    m_baseline = baseline < static_cast<int>(m_runs.size()) ? std::max(-1, baseline) : -1;
    Q_EMIT changed();
}

void RunList::setBaseline(int index)
{
    if (index != m_baseline && index < static_cast<int>(m_runs.size())) {
        m_baseline = std::max(-1, index);
        Q_EMIT changed();
    }
}

void RunList::remove(int index)
{
    if (index >= 0 && index < static_cast<int>(m_runs.size())) {
        m_runs.erase(m_runs.begin() + index);
        m_baseline = m_baseline == index ? -1 : m_baseline > index ? m_baseline - 1 : m_baseline;
        Q_EMIT changed();
    }
}

void RunList::rename(int index, const QString &name)
{
    if (index >= 0 && index < static_cast<int>(m_runs.size()) && !name.trimmed().isEmpty()
        && m_runs[static_cast<std::size_t>(index)].name != name) {
        m_runs[static_cast<std::size_t>(index)].name = name.trimmed();
        Q_EMIT changed();
    }
}

KeptRun RunList::current() const
{
    KeptRun run;
    run.model = m_workspace->modelPath();
    run.format = m_workspace->format();
    run.chip = m_workspace->chipConfig();
    run.item = m_workspace->item();
    const std::vector<Layer> &layers = m_workspace->layers();
    const auto &measured = m_workspace->measurements();
    const auto &costs = m_workspace->layerCosts();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
            run.layerFormats.emplace(layers[i].name, m_workspace->layerFormat(static_cast<int>(i)));
        }
        if (i < measured.size() && measured[i]) {
            run.layers.push_back(numbersOf(*measured[i]));
        } else if (i < costs.size() && costs[i]) {
            run.layers.push_back(numbersOf(layers[i].name, *costs[i]));
        } else {
            run.layers.push_back({.name = layers[i].name});
        }
    }
    const std::string name = nameOf(run.format).empty() ? describe(run.format) : nameOf(run.format);
    run.name = m_workspace->modelName() + QStringLiteral(", ") + QString::fromStdString(name);
    if (!run.layerFormats.empty()) {
        run.name += tr(" and %n layer(s) of their own", nullptr, static_cast<int>(run.layerFormats.size()));
    }
    if (!(run.chip == ChipConfig{})) {
        run.name += tr(", other chip");
    }
    return run;
}

void RunList::keepCurrent()
{
    if (m_workspace->isEmpty()) {
        return;
    }
    if (m_workspace->measurements().empty()) {
        m_keepWhenMeasured = true;
        m_workspace->measureLayers();
    } else {
        keep();
    }
}

void RunList::keep()
{
    add(current());
}

void RunList::add(KeptRun run)
{
    const auto taken = [&](const QString &name) {
        return std::any_of(m_runs.begin(), m_runs.end(), [&](const KeptRun &kept) { return kept.name == name; });
    };
    const QString name = run.name;
    for (int number = 2; taken(run.name); ++number) {
        run.name = QStringLiteral("%1 (%2)").arg(name).arg(number);
    }
    m_runs.push_back(std::move(run));
    if (m_runs.size() == 1) {
        m_baseline = 0;
    }
    Q_EMIT changed();
}

} // namespace vsq
