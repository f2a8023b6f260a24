// SPDX-License-Identifier: GPL-3.0-or-later
// How a network is trained: optimiser, schedule, augmentation. A recipe and a seed determine the result.
#pragma once

#include "core/network/architectures/bert.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

struct Recipe {
    std::string architecture; ///< "vit", "resnet" or "bert"
    bool adam = true;         ///< AdamW, else SGD with Nesterov momentum 0.9
    double learningRate = 1e-3;
    double weightDecay = 0.05; ///< not applied to biases, norms and tokens
    double warmupEpochs = 1;
    std::int64_t epochs = 10;
    std::int64_t batch = 128;
    double labelSmoothing = 0.1;
    std::int64_t shift = 2;   ///< random translation in pixels
    bool flip = true;         ///< random left-right flip
    double averaging = 0.998; ///< decay of the exponential average of the weights, which is what is kept
};

/// "resnet", "vit" and "bert"; Error naming those known otherwise.
Recipe recipeFor(const std::string &architecture);
std::vector<std::string> knownArchitectures();
/// The encoder of texts that "bert" is, for so many word pieces and classes.
BertShape textShape(std::int64_t vocabulary, std::int64_t classes);
/// The untrained network of an architecture of images.
Graph buildArchitecture(const std::string &architecture, std::uint64_t seed);

} // namespace vsq
