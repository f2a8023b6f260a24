// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningstate.h"

#include "core/data/datahash.h"
#include "core/quantize/formatjson.h"
#include "core/train/trainableparameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vsq {

namespace {

Json scalesJson(const std::shared_ptr<const ActivationScales> &scales)
{
    return scales ? parseJson(toJson(*scales), {}, "static scales of activations") : Json(nullptr);
}

std::shared_ptr<const ActivationScales> scalesFrom(const Json &json, const std::string &source)
{
    return json.is_null() ? nullptr : std::make_shared<ActivationScales>(activationScalesFromJson(jsonText(json), source));
}

double lengthOf(std::span<const float> values)
{
    double sum = 0.0;
    for (const float v : values) {
        sum += static_cast<double>(v) * static_cast<double>(v);
    }
    return std::sqrt(sum);
}

double realField(const Json &object, const char *name, const std::string &source)
{
    const Json &value = field(object, name, source);
    if (!value.is_number()) {
        throw Error({source, fmt::format("'{}'", name)}, "value", "a number", shownJson(value));
    }
    return value.get<double>();
}

/// Errors of its fields name the epoch too.
TuningEpoch epochFromJson(const Json &json, std::int64_t number, const TuningExtent &extent, const std::string &source)
{
    try {
        const Json &best = field(json, "best", source);
        if (!best.is_boolean()) {
            throw Error({source, "'best'"}, "value", "true or false", shownJson(best));
        }
        return {.number = integerField(json, "number", number, number, source),
                .loss = realField(json, "loss", source),
                .trainingRight = realField(json, "training", source),
                .validation = {.correct = integerField(json, "correct", 0, extent.validationItems, source),
                               .count = extent.validationItems},
                .validationLoss = realField(json, "validation_loss", source),
                .best = best.get<bool>(),
                .seconds = realField(json, "seconds", source)};
    } catch (const Error &error) {
        throw Error({source, fmt::format("epoch {}: {}", number, error.place().item)}, error.problem(), error.expected(),
                    error.found());
    }
}

/// Which axis of a product's weights its output channels lie along.
std::size_t channelAxis(const Node &node, const std::string &parameter, std::size_t rank)
{
    const bool second = node.inputs.size() > 1 && node.inputs[1] == parameter;
    if (node.op == "Gemm") {
        return (node.integer(second ? "transB" : "transA", 0) != 0) == second ? 0 : 1;
    }
    return node.op != "MatMul" || rank < 2 ? 0 : second ? rank - 1 : rank - 2;
}

/// Mean over the channels of their largest magnitude: what scales of rows follow.
double meanLargest(const Tensor &weights, std::size_t axis)
{
    const auto channels = static_cast<std::size_t>(weights.dim(axis));
    std::size_t inner = 1;
    for (std::size_t i = axis + 1; i < weights.rank(); ++i) {
        inner *= static_cast<std::size_t>(weights.dim(i));
    }
    std::vector<float> largest(channels, 0.0F);
    const auto values = weights.values<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        float &channel = largest[i / inner % channels];
        channel = std::max(channel, std::fabs(values[i]));
    }
    return std::accumulate(largest.begin(), largest.end(), 0.0) / static_cast<double>(channels);
}

} // namespace

Json toJson(const TuningState &state)
{
    Json json{{"epoch", state.epoch},
              {"step", state.step},
              {"loss_sum", state.lossSum},
              {"right", state.right},
              {"seen", state.seen},
              {"updates", state.updates},
              {"best_epoch", state.bestEpoch},
              {"epochs", Json::array()},
              {"scales", scalesJson(state.scales)},
              {"best_scales", scalesJson(state.bestScales)}};
    for (const TuningEpoch &epoch : state.epochs) {
        json["epochs"].push_back({{"number", epoch.number},
                                  {"loss", epoch.loss},
                                  {"training", epoch.trainingRight},
                                  {"correct", epoch.validation.correct},
                                  {"validation_loss", epoch.validationLoss},
                                  {"best", epoch.best},
                                  {"seconds", epoch.seconds}});
    }
    return json;
}

TuningState tuningStateFromJson(const Json &json, const TuningExtent &extent, const std::string &source)
{
    try {
        TuningState state;
        state.epoch = integerField(json, "epoch", 0, extent.epochs, source);
        state.step = integerField(json, "step", 0, state.epoch < extent.epochs ? extent.steps : 0, source);
        state.seen = integerField(json, "seen", 0, extent.trainingItems, source);
        state.right = integerField(json, "right", 0, state.seen, source);
        state.lossSum = realField(json, "loss_sum", source);
        const std::int64_t updates = state.epoch * extent.steps + state.step; // which of Adam's steps is the next
        state.updates = integerField(json, "updates", updates, updates, source);
        const Json &epochs = field(json, "epochs", source);
        const auto judged = static_cast<std::size_t>(state.epoch) + 1;
        if (!epochs.is_array() || epochs.size() != judged) {
            throw Error({source, "'epochs'"}, "epochs that were judged", std::to_string(judged),
                        epochs.is_array() ? std::to_string(epochs.size()) : shownJson(epochs));
        }
        for (const Json &epoch : epochs) {
            state.epochs.push_back(epochFromJson(epoch, static_cast<std::int64_t>(state.epochs.size()), extent, source));
        }
        state.bestEpoch = integerField(json, "best_epoch", 0, state.epoch, source);
        state.scales = scalesFrom(field(json, "scales", source), source);
        state.bestScales = scalesFrom(field(json, "best_scales", source), source);
        return state;
    } catch (const Json::exception &error) {
        throw Error({.file = source, .item = {}}, "state of a fine-tuning", "what vsq finetune wrote", error.what());
    }
}

Json tuningSettings(const TuningOptions &options, const TuningRecipe &recipe, const Dataset &training, const Dataset &validation,
                    const JobContext &job)
{
    Json json = recipeJson(recipe);
    json["formats"] = layerFormatsJson({.others = options.backend.format, .layers = options.backend.layerFormats});
    json["fidelity"] = nameOf(options.fidelity);
    json["chip"] = parseJson(toJson(options.backend.config), {}, "chip configuration");
    json["seed"] = options.seed;
    json["training_items"] = training.size();
    json["validation_items"] = validation.size();
    json["training_data"] = hashOfData(training, job);
    json["validation_data"] = hashOfData(validation, job);
    return json;
}

std::vector<LayerMovement> movementOf(const Graph &before, const Graph &after)
{
    std::vector<LayerMovement> movement;
    const std::vector<TrainableParameter> parameters = trainableParameters(before);
    for (const Node &node : before.nodes) {
        for (const TrainableParameter &parameter : parameters) {
            if (parameter.node != node.name || !parameter.isWeight) {
                continue;
            }
            const Tensor &old = *before.constant(parameter.name);
            const Tensor &now = *after.constant(parameter.name);
            std::vector<float> difference(static_cast<std::size_t>(old.size()));
            for (std::size_t i = 0; i < difference.size(); ++i) {
                difference[i] = now.values<float>()[i] - old.values<float>()[i];
            }
            const double size = lengthOf(old.values<float>());
            const std::size_t axis = channelAxis(node, parameter.name, old.rank());
            const double largest = meanLargest(old, axis);
            movement.push_back({.layer = node.name,
                                .parameter = parameter.name,
                                .change = size > 0.0 ? lengthOf(difference) / size : 0.0,
                                .scales = largest > 0.0 ? meanLargest(now, axis) / largest : 1.0});
        }
    }
    return movement;
}

} // namespace vsq
