// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/baselinefigure.h"

#include "views/workspace/measuretext.h"
#include "views/workspace/runlist.h"

#include <QCoreApplication>

#include <utility>

namespace vsq {

namespace {

class Baseline {
    Q_DECLARE_TR_FUNCTIONS(vsq::Baseline)
};

FigureSeries marks(const QString &name, Marker marker)
{
    FigureSeries series;
    series.name = name;
    series.role = Role::Text;
    series.stroke = Stroke::None;
    series.marker = marker;
    series.labelled = false;
    series.isOfRows = true;
    return series;
}

} // namespace

void addBaseline(FigureSpec &spec, const RunList &runs, const std::vector<int> &layers, LayerMeasure measure, double factor)
{
    if (runs.baselineRun() == nullptr) {
        return;
    }
    FigureSeries known = marks(Baseline::tr("baseline: %1").arg(runs.baselineRun()->name), Marker::Ring);
    FigureSeries missing = marks(Baseline::tr("not in the baseline"), Marker::Cross);
    for (std::size_t row = 0; row < layers.size(); ++row) {
        std::optional<double> before;
        const ComparedLayer *layer = runs.compared(layers[row]);
        if (layers[row] == kAllLayers) {
            const auto total = totalOf(runs.compared(), measure);
            before = total ? std::optional(total->before) : std::nullopt;
        } else if (layer != nullptr && !layer->before) {
            missing.x.push_back(0.0);
            missing.y.push_back(static_cast<double>(row));
        } else if (layer != nullptr) {
            before = layer->beforeOf(measure);
        }
        if (before) {
            known.x.push_back(*before * factor);
            known.y.push_back(static_cast<double>(row));
        }
    }
    for (FigureSeries *series : {&known, &missing}) {
        if (!series->x.empty()) {
            spec.series.push_back(std::move(*series));
        }
    }
}

std::vector<StripNumber> layerBaselineNumbers(const RunList &runs, int layer, std::initializer_list<LayerMeasure> measures)
{
    const ComparedLayer *compared = runs.compared(layer);
    if (compared == nullptr) {
        return {};
    }
    if (!compared->before) {
        return {{QStringLiteral("\u2013"), Baseline::tr("not in the baseline"), besideBaseline(runs, layer, LayerMeasure::Cycles),
                 Role::MutedText}};
    }
    std::vector<StripNumber> numbers;
    for (const LayerMeasure measure : measures) {
        if (const auto difference = compared->difference(measure)) {
            numbers.push_back({differenceText(measure, *difference, *compared->nowOf(measure)),
                               Baseline::tr("%1 from the baseline").arg(titleOf(measure).toLower()),
                               besideBaseline(runs, layer, measure), Role::MutedText});
        }
    }
    return numbers;
}

std::vector<StripNumber> baselineNumbers(const RunList &runs, std::initializer_list<LayerMeasure> measures)
{
    std::vector<StripNumber> numbers;
    for (const LayerMeasure measure : measures) {
        const auto total = totalOf(runs.compared(), measure);
        if (!total) {
            continue;
        }
        QString definition = Baseline::tr("Now minus the baseline, %1, over the %2 layers that both have: %3 and %4.")
                                 .arg(runs.baselineRun()->name)
                                 .arg(total->layers)
                                 .arg(measureText(measure, total->now), measureText(measure, total->before));
        if (total->missing > 0) {
            definition += QLatin1Char(' ') + Baseline::tr("%1 layers are only in one of the two.").arg(total->missing);
        }
        numbers.push_back({differenceText(measure, total->difference(), total->now),
                           Baseline::tr("%1 from the baseline").arg(titleOf(measure).toLower()), definition, Role::MutedText});
    }
    return numbers;
}

} // namespace vsq
