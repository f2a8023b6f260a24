// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/tuningreport.h"

#include "core/energy/densitymodel.h"
#include "core/energy/publishedtables.h"
#include "core/run/chipmode.h"

#include <fmt/format.h>

namespace vsq::cli {

namespace {

constexpr double kActivationDensity = 0.64; // BERT-Base, 128 tokens, layer 0, PV (chip.md section 8)

std::string line(const std::string &title, const Accuracy &accuracy)
{
    const auto [low, high] = accuracy.interval();
    return fmt::format("{:<28} {:6.2f} %  (95 % interval {:.2f} .. {:.2f} %, {} of {})\n", title, 100 * accuracy.value(),
                       100 * low, 100 * high, accuracy.correct, accuracy.count);
}

Json costJson(const StepCost &cost)
{
    return {{"items", cost.items},
            {"seconds", cost.step},
            {"fp32_seconds", cost.fp32Step},
            {"ratio", cost.stepRatio()},
            {"forward_seconds", cost.forward},
            {"fp32_forward_seconds", cost.fp32Forward},
            {"forward_ratio", cost.forwardRatio()}};
}

Json resultJson(const TuningReport &report, const TuningResult &result)
{
    Json json = accuracyJson(result.accuracy(report.recipe.staticScales));
    json["out"] = result.out;
    json["from_data"] = accuracyJson(result.fromData);
    json["static"] = result.withScales ? accuracyJson(*result.withScales) : Json(nullptr);
    json["scales_file"] = result.scalesFile.empty() ? Json(nullptr) : Json(result.scalesFile);
    json["density"] = result.density;
    json["energy_gain"] = energyGain(report.request.format, report.request.chip.config(), result.density);
    json["best_epoch"] = result.tuned.bestEpoch;
    json["validation"] = accuracyJson(result.tuned.epochs[static_cast<std::size_t>(result.tuned.bestEpoch)].validation);
    json["validation_before"] = accuracyJson(result.tuned.epochs.front().validation);
    json["epochs"] = Json::array();
    for (const TuningEpoch &epoch : result.tuned.epochs) {
        json["epochs"].push_back(epochJson(epoch));
    }
    json["layers"] = movementJson(result.tuned.movement);
    json["step"] = costJson(result.cost);
    json["seconds"] = result.seconds;
    return json;
}

/// The publication's networks beside the study's.
std::string publishedDensities()
{
    std::string text = "\npublished (JSSC Table VI)    density  loss, points  energy gain\n";
    for (const PruningRow &row : pruningRows()) {
        text += fmt::format("{:<28} {:6.0f} %  {:12.1f}  {:9.0f} %\n", fmt::format("{}, {} tokens", row.network, row.tokens),
                            row.densityPercent, row.loss, row.energyGainPercent);
    }
    return text;
}

} // namespace

Json accuracyJson(const Accuracy &accuracy)
{
    return {
        {"value", accuracy.value()}, {"correct", accuracy.correct}, {"count", accuracy.count}, {"interval", accuracy.interval()}};
}

Json epochJson(const TuningEpoch &epoch)
{
    return {{"epoch", epoch.number},
            {"loss", epoch.number == 0 ? Json(nullptr) : Json(epoch.loss)},
            {"training", epoch.number == 0 ? Json(nullptr) : Json(epoch.trainingRight)},
            {"validation", epoch.validation.value()},
            {"validation_loss", epoch.validationLoss},
            {"correct", epoch.validation.correct},
            {"count", epoch.validation.count},
            {"best", epoch.best},
            {"seconds", epoch.seconds}};
}

Json movementJson(const std::vector<LayerMovement> &movement)
{
    Json layers = Json::array();
    for (const LayerMovement &layer : movement) {
        layers.push_back(
            {{"layer", layer.layer}, {"weights", layer.parameter}, {"change", layer.change}, {"scales", layer.scales}});
    }
    return layers;
}

double energyGain(const NumberFormat &format, const ChipConfig &config, double density)
{
    const Mode mode = modeOf(format).value_or(Mode::Vsq);
    const auto energy = [&](double weights) {
        return energyPerMac(mode, effectiveDensity(mode, weights, kActivationDensity, config.densityWeightB));
    };
    return 1.0 - energy(density) / energy(1.0);
}

Json reportJson(const TuningReport &report)
{
    Json json{{"metric", "top1"}};
    json.update(resultJson(report, report.results.front()));
    json["fp32"] = accuracyJson(report.fp32);
    json["post_training"] = accuracyJson(report.postTraining);
    json["own_test"] = report.ownTest;
    json["format"] = formatText(report.request.format);
    json["fidelity"] = nameOf(report.request.fidelity);
    json["recipe"] = recipeJson(report.recipe);
    json["recipe"]["name"] = report.recipe.name;
    json["batch_norm"] = report.batchNorms;
    json["seed"] = report.request.seed;
    if (report.results.size() > 1) {
        json["densities"] = Json::array();
        for (const TuningResult &result : report.results) {
            json["densities"].push_back(resultJson(report, result));
        }
    }
    return json;
}

std::string reportText(const TuningReport &report)
{
    const TuningResult &first = report.results.front();
    std::string text = line("FP32", report.fp32) + line("after quantization", report.postTraining)
                       + line("after fine-tuning", first.accuracy(report.recipe.staticScales));
    if (first.withScales) {
        text += report.recipe.staticScales ? line("  scales from the data", first.fromData)
                                           : line("  with static scales", *first.withScales);
    }
    if (!report.ownTest) {
        text += "(on the data as given: items that were trained on are among them)\n";
    }
    text += line("validation before", first.tuned.epochs.front().validation)
            + line("validation after", first.tuned.epochs[static_cast<std::size_t>(first.tuned.bestEpoch)].validation);
    text += fmt::format("{:<28} epoch {} of {}\n", "best", first.tuned.bestEpoch, report.recipe.epochs);
    text += fmt::format(
        "{:<28} {:.3g} s of processor time for {} items, {:.2f} times one in FP32; its forward pass {:.2f} times FP32's\n",
        "a step", first.cost.step, first.cost.items, first.cost.stepRatio(), first.cost.forwardRatio());
    if (report.results.size() > 1 || first.density < 1.0) {
        text += "\nnetwork                      density  loss, points  energy gain (estimated)\n";
        for (const TuningResult &result : report.results) {
            text += fmt::format("{:<28} {:6.0f} %  {:12.2f}  {:9.1f} %\n", result.out, 100 * result.density,
                                100 * (report.fp32.value() - result.accuracy(report.recipe.staticScales).value()),
                                100 * energyGain(report.request.format, report.request.chip.config(), result.density));
        }
        text += publishedDensities();
    }
    return text;
}

} // namespace vsq::cli
