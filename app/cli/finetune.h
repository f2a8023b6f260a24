// SPDX-License-Identifier: GPL-3.0-or-later
// vsq finetune: recovers the accuracy that a format costs, by training on a bit-faithful run.
#pragma once

#include "app/cli/chipoptions.h"
#include "app/cli/command.h"
#include "app/cli/dataoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq::cli {

/// What was asked for, checked; numbers that were not given are the recipe's.
struct FinetuneRequest {
    ModelOption model;
    DataOptions data;
    FidelityOption fidelityOption;
    FormatOptions formatOptions;
    ChipOptions chip;
    NumberFormat format;
    std::map<std::string, NumberFormat, std::less<>> layerFormats;
    Fidelity fidelity = Fidelity::Chip;

    std::string out;
    std::string validation; ///< data of its own; empty: a share of the data
    std::string test;       ///< data to report on; empty: the data's own test set, or the data
    std::string heldOut;    ///< .npz to write the items that judge to; may be empty
    std::string checkpoint; ///< empty: OUT.checkpoint
    std::string recipe;     ///< empty: the network's
    std::string optimizer;
    std::string decay;
    std::string estimator;
    std::string choice;   ///< "accuracy" or "loss"
    std::string progress; ///< "json": as app/train/tuningprogress.h says; empty: for people
    double holdOut = 0.1;
    std::uint64_t seed = 1;
    bool restart = false;
    bool flip = false;
    bool staticScales = false;
    std::vector<double> densities{1.0};
    std::optional<std::int64_t> epochs;
    std::optional<std::int64_t> batch;
    std::optional<std::int64_t> trainItems; ///< at most so many are trained on
    std::optional<std::int64_t> calibrationItems;
    std::optional<std::int64_t> shift;
    std::optional<double> learningRate;
    std::optional<double> warmup;
    std::optional<double> averaging;
    std::optional<double> checkpointSeconds;
    std::optional<double> momentum;
    std::optional<double> weightDecay;
    std::optional<double> labelSmoothing;
    std::optional<double> distillation;
    std::optional<double> temperature;
    std::optional<double> largestNorm;
    std::optional<double> pruneOver;

    std::vector<std::string> arguments; ///< all of it as it was given
};

using FinetuneFunction = std::function<void(const Session &, const FinetuneRequest &)>;

std::unique_ptr<Command> makeFinetuneCommand(FinetuneFunction finetune);

/// As goOverIntoTraining().
void finetuneInOwnProgram(const Session &session, const FinetuneRequest &request);

} // namespace vsq::cli
