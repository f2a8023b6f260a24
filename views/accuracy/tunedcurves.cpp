// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/tunedcurves.h"

#include "views/accuracy/accuracytext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <map>

namespace vsq {

namespace {

using accuracytext::tr;

struct TunedPoint {
    double x = 0.0;
    Height height;
};

Height heightOfAccuracy(const Accuracy &accuracy, const Accuracy &fp32, AccuracyScale scale)
{
    const double unit = scale == AccuracyScale::Accuracy || fp32.correct == 0 ? 100.0 : 100.0 / fp32.value();
    const auto interval = accuracy.interval();
    return {unit * accuracy.value(), unit * interval[0], unit * interval[1]};
}

FigureSeries seriesOf(std::vector<TunedPoint> points)
{
    std::stable_sort(points.begin(), points.end(), [](const TunedPoint &a, const TunedPoint &b) { return a.x < b.x; });
    FigureSeries series;
    for (const TunedPoint &point : points) {
        series.x.push_back(point.x);
        series.y.push_back(point.height.value);
        series.low.push_back(point.height.low);
        series.high.push_back(point.height.high);
    }
    return series;
}

} // namespace

void addTunedCurves(FigureSpec &spec, const std::vector<const TuningRun *> &runs, const AccuracyOptions &options,
                    const ChipConfig &chip)
{
    std::map<Granularity, std::vector<TunedPoint>> after;
    std::map<Granularity, std::vector<TunedPoint>> before;
    for (const TuningRun *run : runs) {
        const NumberFormat &format = run->format;
        const FormatCost cost = formatCost({}, format, {}, chip);
        const double x = options.axis == AccuracyAxis::WeightBits      ? static_cast<double>(format.weights.bits)
                         : options.axis == AccuracyAxis::WeightStorage ? cost.weightBits
                                                                       : cost.bits();
        after[format.weights.granularity].push_back({x, heightOfAccuracy(*run->tuned, run->fp32, options.scale)});
        before[format.weights.granularity].push_back({x, heightOfAccuracy(run->postTraining, run->fp32, options.scale)});
    }
    const bool isAlone = spec.series.empty();
    for (auto &[granularity, points] : after) {
        FigureSeries tuned = seriesOf(std::move(points));
        tuned.name = tr("%1, fine-tuned").arg(titleOfScales(granularity));
        tuned.role = roleOf(granularity);
        tuned.stroke = tuned.x.size() > 1 ? Stroke::Dot : Stroke::None;
        tuned.marker = Marker::Diamond;
        spec.series.push_back(std::move(tuned));
        if (isAlone) {
            FigureSeries untuned = seriesOf(std::move(before[granularity]));
            untuned.name = tr("%1, before").arg(titleOfScales(granularity));
            untuned.role = roleOf(granularity);
            untuned.stroke = untuned.x.size() > 1 ? Stroke::Solid : Stroke::None;
            untuned.marker = Marker::Ring;
            spec.series.push_back(std::move(untuned));
        }
    }
    if (isAlone && !runs.empty()) {
        const Accuracy &fp32 = runs.back()->fp32;
        const Height height = heightOfAccuracy(fp32, fp32, options.scale);
        spec.marks.push_back({tr("FP32 %1").arg(number::percent(fp32.value())), height.value, false, Role::Reference,
                              Stroke::Solid, height.low, height.high});
        spec.title = tr("Accuracy of %1").arg(runs.back()->network);
    }
    if (!runs.empty()) {
        spec.summary += (spec.summary.isEmpty() ? QString() : QStringLiteral(" "))
                        + tr("%1 fine-tuned networks beside it.").arg(runs.size());
    }
}

} // namespace vsq
