// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningstate.h"

#include "core/base/hash.h"
#include "core/quantize/formatjson.h"
#include "core/train/trainableparameters.h"

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

TuningState tuningStateFromJson(const Json &json, std::int64_t validationItems, const std::string &source)
{
    try {
        TuningState state;
        json.at("epoch").get_to(state.epoch);
        json.at("step").get_to(state.step);
        json.at("loss_sum").get_to(state.lossSum);
        json.at("right").get_to(state.right);
        json.at("seen").get_to(state.seen);
        json.at("updates").get_to(state.updates);
        json.at("best_epoch").get_to(state.bestEpoch);
        for (const Json &epoch : json.at("epochs")) {
            state.epochs.push_back({.number = epoch.at("number").get<std::int64_t>(),
                                    .loss = epoch.at("loss").get<double>(),
                                    .trainingRight = epoch.at("training").get<double>(),
                                    .validation = {.correct = epoch.at("correct").get<std::int64_t>(), .count = validationItems},
                                    .validationLoss = epoch.at("validation_loss").get<double>(),
                                    .best = epoch.at("best").get<bool>(),
                                    .seconds = epoch.at("seconds").get<double>()});
        }
        state.scales = scalesFrom(json.at("scales"), source);
        state.bestScales = scalesFrom(json.at("best_scales"), source);
        if (state.bestEpoch < 0 || state.bestEpoch >= static_cast<std::int64_t>(state.epochs.size())) {
            throw Error({.file = source, .item = "best_epoch"}, "state of a fine-tuning", "an epoch that was", "another");
        }
        return state;
    } catch (const Json::exception &error) {
        throw Error({.file = source, .item = {}}, "state of a fine-tuning", "what vsq finetune wrote", error.what());
    }
}

Json tuningSettings(const TuningOptions &options, const TuningRecipe &recipe, const Dataset &training, const Dataset &validation)
{
    Json json = recipeJson(recipe);
    json["formats"] = layerFormatsJson({.others = options.backend.format, .layers = options.backend.layerFormats});
    json["fidelity"] = nameOf(options.fidelity);
    json["chip"] = parseJson(toJson(options.backend.config), {}, "chip configuration");
    json["seed"] = options.seed;
    json["training_items"] = training.size();
    json["validation_items"] = validation.size();
    Hash data; // all labels, and the first item of each part
    for (const Dataset *part : {&training, &validation}) {
        data.add(part->labels.data(), part->labels.size() * sizeof(std::int64_t));
        for (const Tensor &tensor : part->batch(0, 1)) {
            data.add(tensor.bytes(), tensor.byteSize());
        }
    }
    json["data"] = data.text();
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
