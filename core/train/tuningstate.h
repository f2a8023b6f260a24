// SPDX-License-Identifier: GPL-3.0-or-later
// How far a fine-tuning is, beside weights and optimiser.
#pragma once

#include "core/base/json.h"
#include "core/train/finetuner.h"

namespace vsq {

struct TuningState {
    std::int64_t epoch = 0; ///< that is being trained, from 0
    std::int64_t step = 0;  ///< of it, done
    double lossSum = 0.0;   ///< over the items that the epoch has seen
    std::int64_t right = 0;
    std::int64_t seen = 0;
    std::int64_t updates = 0; ///< steps in all
    std::vector<TuningEpoch> epochs;
    std::int64_t bestEpoch = 0;
    std::shared_ptr<const ActivationScales> scales;     ///< static ones of the present weights; null: from the data
    std::shared_ptr<const ActivationScales> bestScales; ///< of the best epoch's

    [[nodiscard]] const Accuracy &best() const { return epochs[static_cast<std::size_t>(bestEpoch)].validation; }
};

/// How far one can be.
struct TuningExtent {
    std::int64_t epochs = 0;
    std::int64_t steps = 0; ///< an epoch
    std::int64_t trainingItems = 0;
    std::int64_t validationItems = 0;
};

Json toJson(const TuningState &state);
/// Throws Error naming source, field, expected and found for what is no state of that extent.
TuningState tuningStateFromJson(const Json &json, const TuningExtent &extent, const std::string &source);

/// Everything that the result depends on but the network: recipe, formats, chip, seed, data. Reads every item once; Cancelled.
Json tuningSettings(const TuningOptions &options, const TuningRecipe &recipe, const Dataset &training, const Dataset &validation,
                    const JobContext &job);

/// How far each product's weights have moved, in the network's order.
std::vector<LayerMovement> movementOf(const Graph &before, const Graph &after);

} // namespace vsq
