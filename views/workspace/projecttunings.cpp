// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/projecttunings.h"

#include "core/quantize/formatjson.h"

namespace vsq {

nlohmann::json countsJson(const Accuracy &accuracy)
{
    return {{"correct", accuracy.correct}, {"count", accuracy.count}};
}

Accuracy countsFrom(const nlohmann::json &object)
{
    return {.correct = object.at("correct").get<std::int64_t>(), .count = object.at("count").get<std::int64_t>()};
}

nlohmann::json tuningJson(const TuningRun &run, const std::string &model, const std::string &data, const std::string &out)
{
    nlohmann::json object{{"name", run.name.toStdString()},
                          {"network", run.network.toStdString()},
                          {"model", model},
                          {"data", data},
                          {"out", out},
                          {"format", nlohmann::json(formatJson(run.format))},
                          {"ownFormats", run.ownFormats},
                          {"recipe", run.recipe.toStdString()},
                          {"plannedEpochs", run.plannedEpochs},
                          {"trainingItems", run.trainingItems},
                          {"ownTest", run.ownTest},
                          {"density", run.density},
                          {"fp32", countsJson(run.fp32)},
                          {"postTraining", countsJson(run.postTraining)},
                          {"tuned", countsJson(run.tuned.value_or(Accuracy()))},
                          {"bestEpoch", run.bestEpoch},
                          {"seconds", run.seconds},
                          {"epochs", nlohmann::json::array()},
                          {"layers", nlohmann::json::array()}};
    for (const TunedEpoch &epoch : run.epochs) {
        object["epochs"].push_back({{"number", epoch.number},
                                    {"loss", epoch.loss},
                                    {"training", epoch.training},
                                    {"validation", countsJson(epoch.validation)},
                                    {"best", epoch.best},
                                    {"seconds", epoch.seconds}});
    }
    for (const MovedLayer &layer : run.layers) {
        object["layers"].push_back({{"layer", layer.layer}, {"change", layer.change}, {"scales", layer.scales}});
    }
    return object;
}

TuningRun tuningFromJson(const nlohmann::json &object, const std::string &source)
{
    TuningRun run;
    run.name = QString::fromStdString(object.at("name").get<std::string>());
    run.network = QString::fromStdString(object.at("network").get<std::string>());
    run.format = formatFromJson(Json(object.at("format")), source);
    run.ownFormats = object.value("ownFormats", false);
    run.recipe = QString::fromStdString(object.value("recipe", std::string()));
    run.plannedEpochs = object.value("plannedEpochs", 0);
    run.trainingItems = object.value("trainingItems", std::int64_t{0});
    run.ownTest = object.value("ownTest", false);
    run.density = object.value("density", 1.0);
    run.fp32 = countsFrom(object.at("fp32"));
    run.postTraining = countsFrom(object.at("postTraining"));
    run.tuned = countsFrom(object.at("tuned"));
    run.bestEpoch = object.value("bestEpoch", 0);
    run.seconds = object.value("seconds", 0.0);
    for (const nlohmann::json &epoch : object.value("epochs", nlohmann::json::array())) {
        run.epochs.push_back({.number = epoch.at("number").get<int>(),
                              .loss = epoch.at("loss").get<double>(),
                              .training = epoch.at("training").get<double>(),
                              .validation = countsFrom(epoch.at("validation")),
                              .best = epoch.at("best").get<bool>(),
                              .seconds = epoch.at("seconds").get<double>()});
    }
    for (const nlohmann::json &layer : object.value("layers", nlohmann::json::array())) {
        run.layers.push_back({.layer = layer.at("layer").get<std::string>(),
                              .change = layer.at("change").get<double>(),
                              .scales = layer.at("scales").get<double>()});
    }
    return run;
}

} // namespace vsq
