// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/recipe.h"

#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"

namespace vsq {

std::vector<std::string> knownArchitectures()
{
    return {"resnet", "vit", "bert"};
}

Recipe recipeFor(const std::string &architecture)
{
    Recipe recipe;
    recipe.architecture = architecture;
    if (architecture == "vit") {
        recipe.learningRate = 1e-3;
        recipe.weightDecay = 0.05;
        recipe.epochs = 20;
        recipe.batch = 64; // twice the steps an epoch: transformers learn by steps
        recipe.shift = 0;  // so few epochs underfit: shifted patches would only slow them down
        return recipe;
    }
    if (architecture == "resnet") {
        recipe.adam = false;
        recipe.learningRate = 0.1;
        recipe.weightDecay = 5e-4;
        recipe.epochs = 10;
        return recipe;
    }
    if (architecture == "bert") {
        recipe.learningRate = 7e-4;
        recipe.weightDecay = 0.01;
        recipe.warmupEpochs = 0.2;
        recipe.epochs = 2;
        recipe.batch = 64;
        recipe.labelSmoothing = 0.05;
        recipe.averaging = 0.99;
        return recipe;
    }
    throw Error({}, "architecture", "resnet, vit or bert", "'" + architecture + "'");
}

BertShape textShape(std::int64_t vocabulary, std::int64_t classes)
{
    return {.tokens = 64,
            .width = 128,
            .heads = 2, // of 64: one vector of the chip each
            .blocks = 4,
            .hidden = 256,
            .vocabulary = vocabulary,
            .positions = 64,
            .tokenTypes = 2,
            .classes = classes};
}

Graph buildArchitecture(const std::string &architecture, std::uint64_t seed)
{
    if (recipeFor(architecture).architecture == "bert") {
        throw Error({}, "architecture of images", "resnet or vit", "'bert'");
    }
    if (architecture == "vit") {
        return buildVisionTransformer({}, seed);
    }
    return buildResidualNetwork({}, seed);
}

} // namespace vsq
