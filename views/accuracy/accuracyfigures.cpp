// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyfigures.h"

#include "core/study/paretofront.h"
#include "core/study/publishedlines.h"
#include "views/accuracy/accuracytext.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace vsq {

namespace {

using accuracytext::tr;

double costOn(const FormatCost &cost, AccuracyAxis axis, const NumberFormat &format)
{
    return axis == AccuracyAxis::WeightBits      ? static_cast<double>(format.weights.bits)
           : axis == AccuracyAxis::WeightStorage ? cost.weightBits
                                                 : cost.bits();
}

void labelHeights(FigureAxis &axis, AccuracyScale scale)
{
    axis.label = scale == AccuracyScale::Accuracy ? tr("Top-1 accuracy") : tr("Recovered of FP32");
    axis.unit = QStringLiteral("%");
}

/// FP32 across the plot, with what another draw of as many items would do to it.
void markFp32(FigureSpec &spec, const std::vector<StudyResult> &results, AccuracyScale scale)
{
    if (results.empty()) {
        return;
    }
    const Evaluation &run = results.back().evaluation;
    const auto interval = run.fp32.interval();
    if (scale == AccuracyScale::Accuracy) {
        spec.marks.push_back({tr("FP32 %1").arg(number::percent(run.fp32.value())), 100.0 * run.fp32.value(), false,
                              Role::Reference, Stroke::Solid, 100.0 * interval[0], 100.0 * interval[1]});
        return;
    }
    const double floor = run.recovery ? run.recovery->noiseFloor : kUnset;
    spec.marks.push_back({run.recovery ? tr("FP32, noise floor \u00b1%1 %").arg(number::significant(floor, 2)) : tr("FP32"),
                          100.0, false, Role::Reference, Stroke::Solid, run.recovery ? 100.0 - floor : kUnset,
                          run.recovery ? 100.0 + floor : kUnset});
}

/// A ring around the run that is the baseline.
void addBaselineRing(FigureSpec &spec, double x, double y)
{
    FigureSeries ring;
    ring.name = tr("baseline");
    ring.role = Role::Text;
    ring.stroke = Stroke::None;
    ring.marker = Marker::Ring;
    ring.x = {x};
    ring.y = {y};
    spec.series.push_back(std::move(ring));
}

/// Lines of a publication, with source and conditions in words. Only those with 8-bit activations of real vector scales and per
/// channel, what fine-tuning reached, and what the chip reached in silicon.
void addPublished(FigureSpec &spec, const QString &network, AccuracyScale scale)
{
    const Stroke strokes[] = {Stroke::Dot, Stroke::DashDot};
    const Marker markers[] = {Marker::TriangleUp, Marker::TriangleDown, Marker::Diamond, Marker::Square};
    QStringList sources;
    int lines = 0;
    int points = 0;
    for (const PublishedLine &line : publishedLines()) {
        const bool curve = line.points.size() > 1;
        const bool wanted = curve ? line.points.front().activationBits.front() == '8'
                                        && (line.title.find("real scales") != std::string::npos
                                            || line.title.find("per-channel") != std::string::npos)
                                  : true;
        if (QString::fromStdString(line.network) != network || !wanted) {
            continue;
        }
        FigureSeries series;
        series.name = tr("published: %1").arg(coreText(line.title));
        series.role = Role::Published;
        series.stroke = curve ? strokes[lines++ % 2] : Stroke::None;
        series.marker = curve ? Marker::None : markers[points++ % 4];
        series.labelled = curve;
        for (const PublishedPoint &point : line.points) {
            series.x.push_back(point.weightBits);
            const double fp32 = point.accuracy + point.loss;
            series.y.push_back(scale == AccuracyScale::Accuracy ? point.accuracy : 100.0 * point.accuracy / fp32);
        }
        const QString source = QStringLiteral("%1: %2").arg(coreText(line.source), coreText(line.conditions));
        if (!sources.contains(source)) {
            sources.append(source);
        }
        spec.series.push_back(std::move(series));
    }
    if (!sources.isEmpty()) {
        spec.notes.push_back({tr("Published of %1, not measured here").arg(network), 0.99, 0.99, true, Role::MutedText,
                              Qt::AlignRight | Qt::AlignBottom});
        spec.summary += QLatin1Char(' ') + tr("Published lines of %1: %2.").arg(network, sources.join(QStringLiteral("; ")));
    }
}

} // namespace

QStringList publishedNetworks()
{
    QStringList names;
    for (const PublishedLine &line : publishedLines()) {
        const QString name = QString::fromStdString(line.network);
        if (!names.contains(name)) {
            names.append(name);
        }
    }
    return names;
}

FigureSpec accuracyAgainstBits(const std::vector<StudyResult> &results, const std::vector<FormatCost> &costs,
                               const AccuracyOptions &options)
{
    FigureSpec spec;
    spec.id = QStringLiteral("accuracy-bits");
    spec.title = results.empty() ? tr("Accuracy against bits") : tr("Accuracy of %1").arg(results.front().network);
    const bool codes = options.axis == AccuracyAxis::WeightBits;
    spec.x.label = codes                                         ? tr("Bits of a weight's code")
                   : options.axis == AccuracyAxis::WeightStorage ? tr("Stored bits a weight, scales included")
                                                                 : tr("Stored bits a value, scales included");
    spec.x.integers = codes;
    spec.x.low = codes ? 1.7 : kUnset;
    spec.x.high = codes ? 8.3 : kUnset;
    labelHeights(spec.y, options.scale);
    const Stroke strokes[] = {Stroke::Solid, Stroke::Dash, Stroke::DashDot};
    const Marker markers[] = {Marker::Circle,  Marker::Square,       Marker::TriangleUp,
                              Marker::Diamond, Marker::TriangleDown, Marker::Cross};
    const std::vector<AccuracyCurve> curves = curvesOf(results);
    std::map<Granularity, int> used;
    std::optional<std::pair<double, double>> baseline;
    int others = 0;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        const AccuracyCurve &curve = curves[c];
        FigureSeries series;
        series.name = curve.name;
        if (curve.plain) {
            const int nth = used[curve.granularity]++;
            series.role = roleOf(curve.granularity);
            series.stroke = strokes[static_cast<std::size_t>(curve.granularity)];
            series.marker = markers[(static_cast<std::size_t>(curve.granularity) + 3 * static_cast<std::size_t>(nth)) % 6];
        } else {
            series.role = Role::Outputs;
            series.stroke = curve.results.size() > 1 ? Stroke::Dot : Stroke::None;
            series.marker = markers[static_cast<std::size_t>(others++) % 6];
            series.labelled = false; // the crosshair names it: a dozen formats share a place
        }
        series.tag = static_cast<int>(c) + 1;
        for (const int index : curve.results) {
            const Evaluation &run = results[static_cast<std::size_t>(index)].evaluation;
            const Height height = heightOf(run, options.scale);
            const double x = costOn(costs[static_cast<std::size_t>(index)], options.axis, run.format);
            series.x.push_back(x);
            series.y.push_back(height.value);
            series.low.push_back(height.low);
            series.high.push_back(height.high);
            if (index == options.selected) {
                const double half = codes ? 0.12 : 0.05;
                spec.boxes.push_back({x - half, x + half, height.low, height.high, Role::Accent});
            }
            if (index == options.baseline) {
                baseline = {x, height.value};
            }
        }
        spec.series.push_back(std::move(series));
    }
    if (baseline) {
        addBaselineRing(spec, baseline->first, baseline->second);
    }
    markFp32(spec, results, options.scale);
    if (!results.empty()) {
        const Accuracy &fp32 = results.back().evaluation.fp32;
        spec.summary = tr("%1 runs in %2 curves on %3 items; FP32 %4.")
                           .arg(results.size())
                           .arg(curves.size())
                           .arg(number::integer(fp32.count), number::percent(fp32.value()));
        if (!options.published.isEmpty() && codes) {
            addPublished(spec, options.published, options.scale);
        }
    }
    return spec;
}

std::vector<int> costedResults(const std::vector<FormatCost> &costs, FrontAxis axis)
{
    std::vector<int> list;
    for (std::size_t i = 0; i < costs.size(); ++i) {
        if (axis == FrontAxis::Storage || costs[i].energy) {
            list.push_back(static_cast<int>(i));
        }
    }
    return list;
}

FigureSpec accuracyFront(const std::vector<StudyResult> &results, const std::vector<FormatCost> &costs, FrontAxis axis,
                         const AccuracyOptions &options)
{
    FigureSpec spec;
    spec.id = QStringLiteral("accuracy-front");
    spec.title = axis == FrontAxis::Storage ? tr("What no other run beats: accuracy for storage")
                                            : tr("What no other run beats: accuracy for energy");
    spec.x.label = axis == FrontAxis::Storage ? tr("Stored bits a value, scales included") : tr("Energy an inference");
    spec.x.unit = axis == FrontAxis::Storage ? QString() : QStringLiteral("\u00b5J");
    labelHeights(spec.y, options.scale);
    FigureSeries runs;
    runs.name = tr("runs");
    runs.role = Role::Other;
    runs.stroke = Stroke::None;
    runs.marker = Marker::Circle;
    runs.labelled = false;
    std::vector<double> values;
    std::optional<std::pair<double, double>> baseline;
    const std::vector<int> shown = costedResults(costs, axis);
    for (const int index : shown) {
        const FormatCost &cost = costs[static_cast<std::size_t>(index)];
        const Height height = heightOf(results[static_cast<std::size_t>(index)].evaluation, options.scale);
        runs.x.push_back(axis == FrontAxis::Storage ? cost.bits() : 1e6 * *cost.energy);
        runs.y.push_back(height.value);
        runs.low.push_back(height.low);
        runs.high.push_back(height.high);
        values.push_back(height.value);
        if (index == options.selected) {
            const double half = axis == FrontAxis::Storage ? 0.08 : 0.01 * runs.x.back();
            spec.boxes.push_back({runs.x.back() - half, runs.x.back() + half, height.low, height.high, Role::Accent});
        }
        if (index == options.baseline) {
            baseline = {runs.x.back(), height.value};
        }
    }
    if (runs.x.empty()) {
        return {};
    }
    FigureSeries front;
    front.name = tr("front");
    front.role = Role::PerVector;
    front.marker = Marker::Diamond;
    front.steps = true;
    front.labelled = false;
    const auto [least, most] = std::minmax_element(runs.x.begin(), runs.x.end());
    const double middle = 0.5 * (*least + *most);
    const double width = *most - *least;
    const double height = *std::max_element(values.begin(), values.end()) - *std::min_element(values.begin(), values.end());
    for (const std::size_t point : paretoFront(runs.x, values)) {
        front.x.push_back(runs.x[point]);
        front.y.push_back(runs.y[point]);
        const NumberFormat &format = results[static_cast<std::size_t>(shown[point])].evaluation.format;
        const bool crowded = std::any_of(spec.notes.begin(), spec.notes.end(), [&](const FigureNote &note) {
            return std::abs(note.x - runs.x[point]) < 0.3 * width && std::abs(note.y - runs.y[point]) < 0.12 * height;
        });
        if (crowded) {
            continue; // the crosshair and a click tell it
        }
        // Names run towards the middle, so that they stay in the plot.
        const Qt::Alignment side = runs.x[point] > middle ? Qt::AlignRight : Qt::AlignLeft;
        spec.notes.push_back({QString::fromStdString(formatText(format)).remove(QLatin1String("prepare=")), runs.x[point],
                              runs.y[point], false, Role::MutedText, side | Qt::AlignTop});
    }
    const double margin = 0.06 * width;
    if (margin > 0.0) {
        spec.x.low = *least - margin;
        spec.x.high = *most + margin;
    }
    spec.summary = tr("%1 of %2 runs are on the front.").arg(front.x.size()).arg(runs.x.size());
    spec.series = {std::move(runs), std::move(front)};
    if (baseline) {
        addBaselineRing(spec, baseline->first, baseline->second);
    }
    markFp32(spec, results, options.scale);
    return spec;
}

int resultOfCell(const std::vector<StudyResult> &results, int column, int row)
{
    const std::optional<BitsGrid> grid = gridOf(results);
    if (!grid || column < 0 || row < 0 || column >= static_cast<int>(grid->weightBits.size())
        || row >= static_cast<int>(grid->activationBits.size())) {
        return -1;
    }
    const auto found = grid->results.find(
        {grid->weightBits[static_cast<std::size_t>(column)], grid->activationBits[static_cast<std::size_t>(row)]});
    return found == grid->results.end() ? -1 : found->second;
}

FigureSpec accuracyByBothBits(const std::vector<StudyResult> &results)
{
    FigureSpec spec;
    const std::optional<BitsGrid> grid = gridOf(results);
    if (!grid) {
        return spec;
    }
    spec.id = QStringLiteral("accuracy-both-bits");
    spec.title = tr("Weight \u00d7 activation bits, %1").arg(titleOfScales(grid->granularity));
    spec.x.label = tr("Weight bits");
    spec.y.label = tr("Activation bits");
    for (const int bits : grid->weightBits) {
        spec.x.categories.append(QString::number(bits));
    }
    spec.heatmap.columns = static_cast<int>(grid->weightBits.size());
    spec.heatmap.rows = static_cast<int>(grid->activationBits.size());
    spec.heatmap.xLow = -0.5;
    spec.heatmap.xHigh = spec.heatmap.columns - 0.5;
    spec.heatmap.yLow = -0.5;
    spec.heatmap.yHigh = spec.heatmap.rows - 0.5;
    spec.heatmap.label = tr("Top-1 accuracy");
    spec.heatmap.unit = QStringLiteral("%");
    for (const int a : grid->activationBits) {
        spec.y.categories.append(QString::number(a));
        for (const int w : grid->weightBits) {
            const auto found = grid->results.find({w, a});
            spec.heatmap.values.push_back(
                found == grid->results.end()
                    ? std::numeric_limits<float>::quiet_NaN()
                    : static_cast<float>(100.0 * results[static_cast<std::size_t>(found->second)].evaluation.quantized.value()));
        }
    }
    return spec;
}

StripNumber besideBaseline(const StudyResult &result, const StudyResult &baseline)
{
    const double now = result.evaluation.quantized.value();
    const double before = baseline.evaluation.quantized.value();
    const double points = number::withoutResidue(100.0 * (now - before), 100.0);
    return {(points > 0.0 ? QStringLiteral("+") : QString()) + number::significant(points, 2), tr("points from the baseline"),
            tr("Accuracy of the run less the %1 of the baseline's format, %2, in percentage points.")
                .arg(number::percent(before), QString::fromStdString(formatText(baseline.evaluation.format))),
            Role::MutedText};
}

std::vector<StripNumber> runNumbers(const StudyResult &result, const FormatCost &cost)
{
    const Evaluation &run = result.evaluation;
    const auto interval = run.quantized.interval();
    const double loss = 100.0 * (run.fp32.value() - run.quantized.value());
    const QString wilson = tr("Share of %1 items classified right; in brackets the 95 % Wilson score interval.")
                               .arg(number::integer(run.quantized.count));
    std::vector<StripNumber> numbers{
        {QString::fromStdString(formatText(run.format)), tr("selected run, %1").arg(coreText(nameOf(run.fidelity))),
         tr("%1. How faithfully it was computed: with the chip's integers, or as codes times scales in FP32.")
             .arg(coreText(describe(run.format))),
         Role::Text},
        {tr("%1 (%2 \u2013 %3)")
             .arg(number::percent(run.quantized.value()), number::significant(100.0 * interval[0]),
                  number::significant(100.0 * interval[1])),
         tr("top-1 accuracy"), wilson, roleOf(run.format.weights.granularity)}};
    if (const std::optional<PairedDifference> paired = run.paired()) {
        numbers.push_back({tr("%1 (%2 \u2013 %3)")
                               .arg(number::significant(loss, 2), number::significant(-100.0 * paired->interval[1], 2),
                                    number::significant(-100.0 * paired->interval[0], 2)),
                           tr("points below FP32, p = %1").arg(number::significant(paired->pValue, 2)),
                           tr("FP32's accuracy less the run's, item by item: %1 items only FP32 has right, %2 only the run. In "
                              "brackets the 95 % interval (Agresti and Min, 2005); p is McNemar's exact two-sided test that both "
                              "are as good.")
                               .arg(number::integer(paired->lost), number::integer(paired->gained)),
                           paired->pValue < 0.05 && loss > 0 ? Role::ErrorPositive : Role::Text});
    } else {
        numbers.push_back({number::significant(loss, 2), tr("points below FP32"),
                           tr("FP32's accuracy on the same items less the run's, in percentage points."),
                           loss > 0 ? Role::ErrorPositive : Role::Text});
    }
    if (run.recovery) {
        numbers.push_back(
            {tr("%1 % \u00b1%2")
                 .arg(number::significant(run.recovery->percent, 4), number::significant(run.recovery->noiseFloor, 2)),
             tr("of FP32, noise floor"),
             tr("Per cent of FP32's accuracy that the run keeps. The noise floor is half of the 95 % interval of "
                "FP32's own accuracy over %1 resamples of the items: a smaller loss is no evidence.")
                 .arg(run.recovery->resamples),
             Role::Text});
    }
    numbers.push_back({tr("%1 / %2").arg(number::significant(cost.weightBits, 4), number::significant(cost.activationBits, 4)),
                       tr("stored bits, weights / activations"),
                       tr("Bits that a value costs in storage, its share of its block's scale included; scales a row or a tensor "
                          "are not counted."),
                       Role::Scales});
    numbers.push_back({cost.energy ? number::si(*cost.energy, QStringLiteral("J")) : tr("\u2013"), tr("energy an inference"),
                       cost.energy
                           ? tr("Of all products on the chip, operand densities assumed 50 %.")
                           : tr("Not known: the chip runs VSQ, INT4 and INT8 alone, and only for the network that is open."),
                       Role::Text});
    numbers.push_back(
        {number::duration(run.seconds), tr("computed in"), tr("Time that the run took on this machine."), Role::MutedText});
    return numbers;
}

} // namespace vsq
