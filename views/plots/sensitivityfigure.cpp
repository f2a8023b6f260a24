// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/plots/sensitivityfigure.h"

#include "views/theme/number.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("vsq::SensitivityFigure", text);
}

QString sideText(SensitiveSide side)
{
    switch (side) {
    case SensitiveSide::Both: return tr("both operands");
    case SensitiveSide::Weights: return tr("weights alone");
    case SensitiveSide::Activations: break;
    }
    return tr("activations alone");
}

Role roleOf(SensitiveSide side)
{
    return side == SensitiveSide::Both ? Role::Sums : side == SensitiveSide::Weights ? Role::Weights : Role::Activations;
}

} // namespace

std::vector<std::size_t> sensitivityOrder(const Sensitivity &sensitivity, SensitivityMeasure measure)
{
    std::vector<std::size_t> order = ranked(sensitivity.layers);
    if (measure == SensitivityMeasure::Noise) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return sensitivity.layers[a].noise > sensitivity.layers[b].noise; });
    }
    return order;
}

FigureSpec sensitivityFigure(const Sensitivity &sensitivity, const NumberFormat &format, SensitiveSide side,
                             SensitivityMeasure measure, const std::string &selected)
{
    FigureSpec spec;
    spec.id = QStringLiteral("sensitivity");
    const QString name = QString::fromStdString(formatText(format));
    spec.title = tr("One layer at a time in %1, %2").arg(name, sideText(side));
    spec.horizontalBars = true;
    const bool losses = measure == SensitivityMeasure::Loss;
    spec.x.label = losses ? tr("Accuracy lost") : tr("SQNR of the network's output");
    spec.x.unit = losses ? tr("points") : QStringLiteral("dB");
    spec.y.label = tr("Layer");
    spec.y.reversed = true;
    FigureBars bars;
    bars.name = losses ? tr("accuracy lost") : tr("SQNR");
    bars.role = roleOf(side);
    const std::vector<std::size_t> order = sensitivityOrder(sensitivity, measure);
    double largest = 0.0;
    for (const LayerSensitivity &layer : sensitivity.layers) {
        largest = std::isfinite(layer.sqnr) ? std::max(largest, layer.sqnr) : largest;
    }
    for (const std::size_t index : order) {
        const LayerSensitivity &layer = sensitivity.layers[index];
        const auto at = static_cast<double>(spec.y.categories.size());
        spec.y.categories.append(QString::fromStdString(layer.layer.name));
        // Where nothing changed there is no ratio: the bar is as long as the longest.
        bars.addCategory(at, losses ? 100.0 * layer.loss() : std::isfinite(layer.sqnr) ? layer.sqnr : largest);
        if (layer.layer.name == selected) {
            const double value = bars.value.back();
            spec.boxes.push_back({std::min(0.0, value), std::max(0.0, value), at - 0.45, at + 0.45, Role::Accent});
        }
    }
    if (order.empty()) {
        return {};
    }
    if (losses) {
        spec.marks.push_back({QString(), 0.0, true, Role::Reference, Stroke::Solid, kUnset, kUnset});
    }
    const LayerSensitivity &worst = sensitivity.layers[order.front()];
    spec.summary = tr("%1 layers on %2 items; %3 suffers most: %4 points lost (p = %5), %6 at the output.")
                       .arg(order.size())
                       .arg(number::integer(sensitivity.fp32.count), QString::fromStdString(worst.layer.name),
                            number::significant(100.0 * worst.loss(), 2), number::significant(worst.paired.pValue, 2),
                            number::decibel(worst.sqnr));
    spec.bars.push_back(std::move(bars));
    spec.height = 64.0 + 11.0 * static_cast<double>(order.size());
    return spec;
}

} // namespace vsq
