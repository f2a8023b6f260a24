// SPDX-License-Identifier: GPL-3.0-or-later
// Quantization-aware fine-tuning of a classifier: forward as `vsq run` computes it, to the bit, gradients straight through.
// Same network, data, settings, seed and machine: the same result, however often it was stopped and gone on with.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/data/metric.h"
#include "core/run/backend.h"
#include "core/train/tuningrecipe.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

/// After an epoch; number 0 is the network as it was quantized, before the first step.
struct TuningEpoch {
    std::int64_t number = 0;
    double loss = 0.0;           ///< mean of the epoch's steps; of number 0 there is none
    double trainingRight = 0.0;  ///< share of the items of those steps that the network had right, 0..1
    Accuracy validation;         ///< with the fidelity of the options
    double validationLoss = 0.0; ///< of the same items, as the recipe's loss is
    bool best = false;           ///< better than all before, by the recipe's choice
    double seconds = 0.0;        ///< of this call's share of it
};

/// After a step of an epoch.
struct TuningStep {
    std::int64_t epoch = 0; ///< that it is of, from 1
    std::int64_t done = 0;  ///< steps of all epochs
    std::int64_t total = 0;
    double loss = 0.0;      ///< of the step's items
    double epochLoss = 0.0; ///< mean of the epoch's items so far
};

struct LayerMovement {
    std::string layer;     ///< node
    std::string parameter; ///< its weights
    double change = 0.0;   ///< |w - w0| / |w0|, Euclidean
    double scales = 1.0;   ///< the mean of the output channels' largest magnitudes over what it was
};

struct TuningOptions {
    TuningRecipe recipe;
    Fidelity fidelity = Fidelity::Chip;
    BackendOptions backend; ///< format, formats of layers, chip, engine, maxima for smoothing; no scales: the recipe says which
    std::uint64_t seed = 1;
    std::string network;             ///< identityOf() the file that was read
    std::string checkpoint;          ///< file to go on from and to keep the state in; empty: none
    double checkpointSeconds = 60.0; ///< between two within an epoch
    std::function<void(const TuningEpoch &)> epochDone;
    std::function<void(const std::string &)> note{};                 ///< what there is to say: that it goes on from a checkpoint
    std::function<void(const std::vector<TuningEpoch> &)> resumed{}; ///< epochs that the checkpoint has
    std::function<void(const TuningStep &)> stepDone{};
    std::function<void(const std::vector<LayerMovement> &)> moved{}; ///< of the weights as they are after an epoch
};

struct Tuned {
    std::shared_ptr<const Graph> graph;             ///< of the best epoch
    std::shared_ptr<const ActivationScales> scales; ///< that it was judged with; null: from the data, item by item
    std::vector<TuningEpoch> epochs;
    std::int64_t bestEpoch = 0;
    std::vector<LayerMovement> movement; ///< in the network's order
};

/// Throws Error: data that do not fit, a label out of range, a foreign checkpoint, operators that training does not know; a loss
/// that is not finite, naming the layer, with the last good checkpoint kept. Cancelled, with the state in the checkpoint.
Tuned fineTune(const std::shared_ptr<const Graph> &graph, const Dataset &training, const Dataset &validation,
               const TuningOptions &options, const JobContext &job);

} // namespace vsq
