// SPDX-License-Identifier: GPL-3.0-or-later
// vsq train: makes the sample networks, and whatever else of their kind.
#pragma once

#include "app/cli/command.h"

#include <cstdint>
#include <functional>

namespace vsq::cli {

struct TrainRequest {
    std::string architecture; ///< "resnet", "vit" or "bert"
    std::string data;         ///< folder of IDX files, or of tables of texts
    std::string out;
    std::string vocabulary;    ///< of texts; empty: vocab.txt beside out
    std::string from;          ///< ONNX network to go on from; empty: from nothing
    double learningRate = 0.0; ///< highest of the schedule; 0: the recipe's
    std::uint64_t seed = 1;
    std::int64_t epochs = 0; ///< 0: the recipe's
    int threads = 0;         ///< 0: libtorch's choice
};

using TrainFunction = std::function<void(const Session &, const TrainRequest &)>;

std::unique_ptr<Command> makeTrainCommand(TrainFunction train);

/// As goOverIntoTraining().
void trainInOwnProgram(const Session &session, const TrainRequest &request);

} // namespace vsq::cli
