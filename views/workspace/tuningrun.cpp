// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/tuningrun.h"

#include <algorithm>

namespace vsq {

namespace {

Accuracy accuracyOf(const Json &json)
{
    return {.correct = json.at("correct").get<std::int64_t>(), .count = json.at("count").get<std::int64_t>()};
}

double numberOrZero(const Json &json)
{
    return json.is_number() ? json.get<double>() : 0.0;
}

TunedEpoch epochOf(const Json &json)
{
    return {.number = json.at("epoch").get<int>(),
            .loss = numberOrZero(json.at("loss")),
            .training = numberOrZero(json.at("training")),
            .validation = accuracyOf(json),
            .best = json.at("best").get<bool>(),
            .seconds = json.at("seconds").get<double>()};
}

std::vector<TunedEpoch> epochsOf(const Json &json)
{
    std::vector<TunedEpoch> epochs;
    for (const Json &epoch : json) {
        epochs.push_back(epochOf(epoch));
    }
    return epochs;
}

std::vector<MovedLayer> layersOf(const Json &json)
{
    std::vector<MovedLayer> layers;
    for (const Json &layer : json) {
        layers.push_back({.layer = layer.at("layer").get<std::string>(),
                          .change = layer.at("change").get<double>(),
                          .scales = layer.at("scales").get<double>()});
    }
    return layers;
}

} // namespace

void StepLosses::add(double epoch, double loss)
{
    if (++skipped < every) {
        return;
    }
    skipped = 0;
    epochs.push_back(epoch);
    losses.push_back(loss);
    if (losses.size() > kMostSteps) {
        for (std::size_t i = 0; 2 * i < losses.size(); ++i) {
            epochs[i] = epochs[2 * i];
            losses[i] = losses[2 * i];
        }
        epochs.resize((epochs.size() + 1) / 2);
        losses.resize(epochs.size());
        every *= 2;
    }
}

std::optional<double> TuningRun::recovered() const
{
    const double lost = fp32.value() - postTraining.value();
    return tuned && lost > 0.0 ? std::optional((tuned->value() - postTraining.value()) / lost) : std::nullopt;
}

void TuningRun::take(const Json &event)
{
    const std::string kind = event.value("event", std::string());
    if (kind == "start") {
        fp32 = accuracyOf(event.at("fp32"));
        postTraining = accuracyOf(event.at("post_training"));
        ownTest = event.at("own_test").get<bool>();
        trainingItems = event.at("training_items").get<std::int64_t>();
        recipe = QString::fromStdString(event.at("recipe").at("name").get<std::string>());
        plannedEpochs = event.at("recipe").at("epochs").get<int>();
    } else if (kind == "resumed") {
        epochs = epochsOf(event.at("epochs"));
    } else if (kind == "step") {
        const double total = std::max(1.0, event.at("total").get<double>());
        steps.add(plannedEpochs * event.at("done").get<double>() / total, event.at("loss").get<double>());
    } else if (kind == "epoch") {
        const TunedEpoch epoch = epochOf(event);
        std::erase_if(epochs, [&](const TunedEpoch &known) { return known.number >= epoch.number; });
        epochs.push_back(epoch);
        bestEpoch = epoch.best ? epoch.number : bestEpoch;
    } else if (kind == "movement") {
        layers = layersOf(event.at("layers"));
    }
}

void TuningRun::finish(const Json &report)
{
    tuned = accuracyOf(report);
    fp32 = accuracyOf(report.at("fp32"));
    postTraining = accuracyOf(report.at("post_training"));
    ownTest = report.at("own_test").get<bool>();
    epochs = epochsOf(report.at("epochs"));
    layers = layersOf(report.at("layers"));
    bestEpoch = report.at("best_epoch").get<int>();
    density = report.at("density").get<double>();
    seconds = report.at("seconds").get<double>();
    const Json &file = report.at("scales_file");
    scalesFile = file.is_string() ? QString::fromStdString(file.get<std::string>()) : QString();
}

} // namespace vsq
