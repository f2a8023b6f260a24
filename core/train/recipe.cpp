// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/recipe.h"

#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"

namespace vsq {

std::vector<std::string> knownArchitectures()
{
    return {"resnet", "vit"};
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
    throw Error({}, "architecture", "resnet or vit", "'" + architecture + "'");
}

Graph buildArchitecture(const std::string &architecture, std::uint64_t seed)
{
    if (recipeFor(architecture).architecture == "vit") {
        return buildVisionTransformer({}, seed);
    }
    return buildResidualNetwork({}, seed);
}

} // namespace vsq
