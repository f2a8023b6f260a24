// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tuning/tuningfigures.h"

#include "core/study/publishedlines.h"
#include "views/theme/number.h"
#include "views/tuning/tuningtext.h"

#include <algorithm>

namespace vsq {

namespace {

void alongEpochs(FigureSpec &spec, const TuningRun &run)
{
    spec.x.label = tuningText("Epoch");
    spec.x.integers = true;
    const int reached = run.epochs.empty() ? 1 : run.epochs.back().number;
    const double last = std::max({1, run.plannedEpochs, reached});
    const double margin = 0.04 * last; // for markers at the ends
    spec.x.low = -margin;
    spec.x.high = last + margin;
}

void addAccuracy(FigureSeries &series, double x, const Accuracy &accuracy)
{
    const auto interval = accuracy.interval();
    series.x.push_back(x);
    series.y.push_back(100.0 * accuracy.value());
    series.low.push_back(100.0 * interval[0]);
    series.high.push_back(100.0 * interval[1]);
}

QString withInterval(const Accuracy &accuracy)
{
    const auto interval = accuracy.interval();
    return tuningText("%1 (%2 \u2013 %3)")
        .arg(number::percent(accuracy.value()), number::significant(100.0 * interval[0]),
             number::significant(100.0 * interval[1]));
}

} // namespace

FigureSpec tuningAccuracy(const TuningRun &run)
{
    FigureSpec spec;
    if (run.epochs.empty()) {
        return spec;
    }
    spec.id = QStringLiteral("tuning-accuracy");
    spec.title = tuningText("Accuracy of %1 by epoch").arg(run.network);
    alongEpochs(spec, run);
    spec.y.label = tuningText("Top-1 accuracy");
    spec.y.unit = QStringLiteral("%");
    FigureSeries validation;
    validation.name = tuningText("held-out items");
    validation.role = Role::PerVector;
    validation.marker = Marker::Circle;
    FigureSeries training;
    training.name = tuningText("training items");
    training.role = Role::Other;
    training.stroke = Stroke::Dash;
    training.marker = Marker::Square;
    for (const TunedEpoch &epoch : run.epochs) {
        addAccuracy(validation, epoch.number, epoch.validation);
        if (epoch.number > 0) {
            training.x.push_back(epoch.number);
            training.y.push_back(100.0 * epoch.training);
        }
    }
    spec.series.push_back(std::move(validation));
    if (!training.x.empty()) {
        spec.series.push_back(std::move(training));
    }
    if (run.tuned) {
        FigureSeries reported;
        reported.name = tuningText("fine-tuned, reported items");
        reported.role = Role::Outputs;
        reported.stroke = Stroke::None;
        reported.marker = Marker::Diamond;
        reported.labelled = false;
        addAccuracy(reported, run.bestEpoch, *run.tuned);
        spec.series.push_back(std::move(reported));
    }
    if (run.fp32.count > 0) {
        spec.marks.push_back({tuningText("FP32 %1").arg(number::percent(run.fp32.value())), 100.0 * run.fp32.value(), false,
                              Role::Reference, Stroke::Solid, kUnset, kUnset});
        spec.marks.push_back({tuningText("quantized %1").arg(number::percent(run.postTraining.value())),
                              100.0 * run.postTraining.value(), false, Role::ErrorPositive, Stroke::Dash, kUnset, kUnset});
    }
    const auto best = std::find_if(run.epochs.begin(), run.epochs.end(),
                                   [&](const TunedEpoch &epoch) { return epoch.number == run.bestEpoch; });
    if (best != run.epochs.end()) {
        spec.summary = tuningText("%1 of %2 epochs; best on the held-out items: epoch %3 with %4.")
                           .arg(run.epochs.back().number)
                           .arg(run.plannedEpochs)
                           .arg(best->number)
                           .arg(number::percent(best->validation.value()));
    }
    return spec;
}

FigureSpec tuningLoss(const TuningRun &run)
{
    FigureSpec spec;
    FigureSeries steps;
    steps.name = tuningText("steps");
    steps.role = Role::Other;
    steps.labelled = false;
    steps.x = run.steps.epochs;
    steps.y = run.steps.losses;
    FigureSeries means;
    means.name = tuningText("mean of an epoch");
    means.role = Role::Sums;
    means.marker = Marker::Circle;
    for (const TunedEpoch &epoch : run.epochs) {
        if (epoch.number > 0) {
            means.x.push_back(epoch.number - 0.5);
            means.y.push_back(epoch.loss);
        }
    }
    if (steps.x.empty() && means.x.empty()) {
        return spec;
    }
    spec.id = QStringLiteral("tuning-loss");
    spec.title = tuningText("Loss by step");
    alongEpochs(spec, run);
    spec.y.label = tuningText("Cross entropy");
    spec.summary = means.y.empty() ? tuningText("Loss of the last step: %1.").arg(number::significant(steps.y.back()))
                                   : tuningText("Mean loss of the first epoch %1, of the last %2.")
                                         .arg(number::significant(means.y.front()), number::significant(means.y.back()));
    for (FigureSeries *series : {&steps, &means}) {
        if (!series->x.empty()) {
            spec.series.push_back(std::move(*series));
        }
    }
    return spec;
}

FigureSpec tuningMovement(const TuningRun &run, const std::string &selected)
{
    FigureSpec spec;
    if (run.layers.empty()) {
        return spec;
    }
    spec.id = QStringLiteral("tuning-movement");
    spec.title = tuningText("How far each layer moved");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = tuningText("Change");
    spec.x.unit = QStringLiteral("%");
    spec.y.label = tuningText("Layer");
    spec.y.reversed = true;
    FigureBars weights;
    weights.name = tuningText("weights, |w \u2212 w\u2080| / |w\u2080|");
    weights.role = Role::Weights;
    FigureBars scales;
    scales.name = tuningText("scales, mean largest magnitude of a channel");
    scales.role = Role::Scales;
    scales.fill = Fill::Hatch;
    const auto most = std::max_element(run.layers.begin(), run.layers.end(),
                                       [](const MovedLayer &a, const MovedLayer &b) { return a.change < b.change; });
    for (const MovedLayer &layer : run.layers) {
        const auto at = static_cast<double>(spec.y.categories.size());
        spec.y.categories.append(QString::fromStdString(layer.layer));
        weights.add(at - 0.4, at, 100.0 * layer.change);
        scales.add(at, at + 0.4, 100.0 * (layer.scales - 1.0));
        if (layer.layer == selected && (weights.value.back() != 0.0 || scales.value.back() != 0.0)) {
            spec.boxes.push_back({std::min(0.0, scales.value.back()), std::max(weights.value.back(), scales.value.back()),
                                  at - 0.45, at + 0.45, Role::Accent});
        }
    }
    spec.marks.push_back({QString(), 0.0, true, Role::Reference, Stroke::Solid, kUnset, kUnset});
    const auto isStill = [](const MovedLayer &layer) { return layer.change == 0.0 && layer.scales == 1.0; };
    if (std::all_of(run.layers.begin(), run.layers.end(), isStill)) {
        const QString still = run.bestEpoch == 0 ? tuningText("No layer moved: the best network is the one it began with")
                                                 : tuningText("No layer moved");
        spec.notes.push_back({still, 0.5, 0.5, true, Role::Text, Qt::AlignHCenter | Qt::AlignVCenter});
        spec.summary = still;
        spec.bars = {std::move(weights), std::move(scales)};
        spec.height = 64.0 + 13.0 * static_cast<double>(run.layers.size());
        return spec;
    }
    spec.summary = tuningText("%1 layers; %2 moved most: its weights by %3 of their length.")
                       .arg(run.layers.size())
                       .arg(QString::fromStdString(most->layer), number::percent(most->change));
    spec.bars = {std::move(weights), std::move(scales)};
    spec.height = 64.0 + 13.0 * static_cast<double>(run.layers.size());
    return spec;
}

FigureSpec publishedTuning()
{
    FigureSpec spec;
    spec.id = QStringLiteral("tuning-published");
    spec.title = tuningText("Published: what is lost after fine-tuning");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = tuningText("Below FP32");
    spec.x.unit = tuningText("points");
    spec.y.label = tuningText("Network");
    spec.y.reversed = true;
    FigureBars vectors;
    vectors.name = tuningText("per-vector");
    vectors.role = Role::PerVector;
    FigureBars channels;
    channels.name = tuningText("per-channel");
    channels.role = Role::PerChannel;
    channels.fill = Fill::Hatch;
    for (const PublishedLine &line : publishedLines()) {
        if (line.title.find("fine-tuned") == std::string::npos) {
            continue;
        }
        const PublishedPoint &point = line.points.front();
        const QString name = QStringLiteral("%1 W%2A%3")
                                 .arg(QString::fromStdString(line.network))
                                 .arg(point.weightBits)
                                 .arg(QString::fromStdString(point.activationBits));
        const bool isVector = line.title.starts_with("per-vector");
        if (!spec.y.categories.contains(name)) {
            spec.y.categories.append(name);
        }
        const auto at = static_cast<double>(spec.y.categories.indexOf(name));
        FigureBars &bars = isVector ? vectors : channels;
        bars.add(isVector ? at - 0.4 : at, isVector ? at : at + 0.4, point.loss);
    }
    spec.summary = tuningText("VS-Quant (arXiv 2102.04503), table 9: after quantization-aware fine-tuning, not measured here.");
    spec.notes.push_back({tuningText("VS-Quant, table 9; not measured here"), 0.99, 0.02, true, Role::MutedText,
                          Qt::AlignRight | Qt::AlignTop}); // short bars
    spec.bars = {std::move(vectors), std::move(channels)};
    return spec;
}

std::vector<StripNumber> tuningNumbers(const TuningRun &run)
{
    std::vector<StripNumber> numbers;
    if (run.fp32.count == 0) {
        return numbers;
    }
    const QString items =
        run.ownTest ? tuningText("On %1 items none of which was trained on.").arg(number::integer(run.fp32.count))
                    : tuningText("On %1 items; those that were trained on are among them.").arg(number::integer(run.fp32.count));
    const QString wilson = tuningText("%1 In brackets the 95 % Wilson score interval.").arg(items);
    numbers.push_back({withInterval(run.fp32), tuningText("FP32"), wilson, Role::Reference});
    numbers.push_back({withInterval(run.postTraining), tuningText("quantized"), wilson, Role::ErrorPositive});
    if (run.tuned) {
        numbers.push_back({withInterval(*run.tuned), tuningText("fine-tuned"), wilson, Role::PerVector});
        if (const auto recovered = run.recovered()) {
            numbers.push_back({number::percent(*recovered, 2), tuningText("of the loss recovered"),
                               tuningText("(fine-tuned \u2212 quantized) / (FP32 \u2212 quantized)."), Role::Text});
        }
    }
    if (!run.epochs.empty()) {
        numbers.push_back(
            {QString::number(run.bestEpoch), tuningText("best epoch"),
             tuningText("The epoch that was best on the held-out items is kept; 0: the network before the first step."),
             Role::Text});
    }
    if (run.seconds > 0.0) {
        numbers.push_back({number::duration(run.seconds), tuningText("fine-tuned in"),
                           tuningText("Time that it took on this machine."), Role::MutedText});
    }
    return numbers;
}

} // namespace vsq
