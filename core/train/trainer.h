// SPDX-License-Identifier: GPL-3.0-or-later
// Trains a Graph on labelled items with libtorch. Same seed, recipe and thread count: same network.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"
#include "core/train/recipe.h"
#include "core/train/trainingset.h"

#include <functional>

namespace vsq {

struct EpochReport {
    std::int64_t epoch = 0;
    double loss = 0.0;         ///< mean of the training batches
    double testAccuracy = 0.0; ///< of the averaged weights, on the whole test set
    double seconds = 0.0;
};

struct TrainingOptions {
    std::uint64_t seed = 1;
    int threads = 0; ///< 0: libtorch's choice
    std::function<void(const EpochReport &)> epochDone;
    /// The network as it is after each epoch, so that a training that is stopped keeps the last one; called before epochDone.
    std::function<void(const Graph &)> keep{};
};

/// Throws Cancelled.
Graph train(const Graph &graph, const TrainingSet &training, const TrainingSet &test, const Recipe &recipe,
            const TrainingOptions &options, const JobContext &job);
/// Input of the graph: float32 [batch, 1, height, width] in [0, 1] (pixel / 255). Throws Cancelled.
Graph train(const Graph &graph, const LabelledImages &training, const LabelledImages &test, const Recipe &recipe,
            const TrainingOptions &options, const JobContext &job);

} // namespace vsq
