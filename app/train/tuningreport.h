// SPDX-License-Identifier: GPL-3.0-or-later
// What came out of a fine-tuning, for people and for machines.
#pragma once

#include "app/cli/finetune.h"
#include "core/base/json.h"
#include "core/train/stepcost.h"

#include <optional>

namespace vsq::cli {

struct TuningResult {
    double density = 1.0;
    std::string out;
    Tuned tuned;
    Accuracy fromData;                  ///< scales from the data, item by item: vsq eval OUT
    std::string scalesFile;             ///< empty where the format has no static scales
    std::optional<Accuracy> withScales; ///< vsq eval OUT --scales FILE
    StepCost cost;
    double seconds = 0.0;

    /// As the network was trained: with static scales or without.
    [[nodiscard]] const Accuracy &accuracy(bool staticScales) const
    {
        return staticScales && withScales ? *withScales : fromData;
    }
};

struct TuningReport {
    const FinetuneRequest &request;
    TuningRecipe recipe;
    std::string batchNorms;
    Accuracy fp32;         ///< of the network as it was, on the data
    Accuracy postTraining; ///< of the same in the format
    bool ownTest = false;  ///< the data's test set is none of what was trained on
    std::vector<TuningResult> results;
};

/// The share of a product's energy that pruned weights save against dense ones, 0..1 (core/energy/densitymodel.h): activations at
/// 64 %, as published for BERT-Base.
double energyGain(const NumberFormat &format, const ChipConfig &config, double density);

Json accuracyJson(const Accuracy &accuracy);
Json epochJson(const TuningEpoch &epoch);
Json movementJson(const std::vector<LayerMovement> &movement);
Json reportJson(const TuningReport &report);
std::string reportText(const TuningReport &report);

} // namespace vsq::cli
