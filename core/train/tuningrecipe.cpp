// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningrecipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vsq {

namespace {

constexpr std::array<std::string_view, 2> kOptimizers{"sgd", "adam"};
constexpr std::array<std::string_view, 4> kDecays{"none", "linear", "thirds", "cosine"};
constexpr std::array<std::string_view, 2> kChoices{"accuracy", "loss"};

template <typename Names>
std::size_t indexOf(const Names &names, const char *what, const char *expected, std::string_view name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        throw Error({}, what, expected, "'" + std::string(name) + "'");
    }
    return static_cast<std::size_t>(found - names.begin());
}

} // namespace

std::vector<std::string> tuningRecipeNames()
{
    return {"transformer", "residual", "imitation"};
}

TuningRecipe tuningRecipe(std::string_view name)
{
    TuningRecipe recipe;
    recipe.name = name;
    if (name == "transformer") {
        return recipe;
    }
    if (name == "residual") {
        recipe.optimizer = TuningRecipe::Optimizer::Sgd;
        recipe.learningRate = 1e-4;
        recipe.decay = TuningRecipe::Decay::Thirds;
        recipe.epochs = 6;
        recipe.largestNorm = 0.0;
        return recipe;
    }
    if (name == "imitation") {
        recipe.learningRate = 5e-5;
        recipe.decay = TuningRecipe::Decay::Cosine;
        recipe.warmup = 0.05;
        recipe.epochs = 2;
        recipe.distillation = 1.0;
        recipe.averaging = 0.99;
        recipe.choice = TuningRecipe::Choice::Loss;
        return recipe;
    }
    throw Error({}, "recipe", "transformer, residual or imitation", "'" + std::string(name) + "'");
}

std::string tuningRecipeFor(const Graph &graph)
{
    const auto has = [&](std::string_view op) {
        return std::any_of(graph.nodes.begin(), graph.nodes.end(), [op](const Node &node) { return node.op == op; });
    };
    return has("LayerNormalization") || (has("MatMul") && !has("Conv")) ? "transformer" : "residual";
}

std::string_view nameOf(TuningRecipe::Optimizer optimizer)
{
    return kOptimizers[static_cast<std::size_t>(optimizer)];
}

TuningRecipe::Optimizer optimizerFromName(std::string_view name)
{
    return static_cast<TuningRecipe::Optimizer>(indexOf(kOptimizers, "optimiser", "sgd or adam", name));
}

std::string_view nameOf(TuningRecipe::Decay decay)
{
    return kDecays[static_cast<std::size_t>(decay)];
}

TuningRecipe::Decay decayFromName(std::string_view name)
{
    return static_cast<TuningRecipe::Decay>(indexOf(kDecays, "decay", "none, linear, thirds or cosine", name));
}

std::string_view nameOf(TuningRecipe::Choice choice)
{
    return kChoices[static_cast<std::size_t>(choice)];
}

TuningRecipe::Choice choiceFromName(std::string_view name)
{
    return static_cast<TuningRecipe::Choice>(indexOf(kChoices, "choice of the epoch", "accuracy or loss", name));
}

double rateAt(const TuningRecipe &recipe, double share)
{
    if (share < recipe.warmup) {
        return recipe.learningRate * share / recipe.warmup;
    }
    share = (share - recipe.warmup) / (1.0 - recipe.warmup);
    switch (recipe.decay) {
    case TuningRecipe::Decay::None: return recipe.learningRate;
    case TuningRecipe::Decay::Linear: return recipe.learningRate * (1.0 - share);
    case TuningRecipe::Decay::Thirds: return recipe.learningRate * std::pow(0.1, std::min(2.0, std::floor(3.0 * share)));
    case TuningRecipe::Decay::Cosine: break;
    }
    return recipe.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * share));
}

double densityAt(const TuningRecipe &recipe, double share)
{
    if (share >= recipe.pruneOver) {
        return recipe.density;
    }
    const double left = 1.0 - share / recipe.pruneOver;
    return recipe.density + (1.0 - recipe.density) * left * left * left;
}

Json recipeJson(const TuningRecipe &recipe)
{
    return {{"optimizer", nameOf(recipe.optimizer)},
            {"learning_rate", recipe.learningRate},
            {"decay", nameOf(recipe.decay)},
            {"warmup", recipe.warmup},
            {"momentum", recipe.momentum},
            {"weight_decay", recipe.weightDecay},
            {"epochs", recipe.epochs},
            {"batch", recipe.batch},
            {"label_smoothing", recipe.labelSmoothing},
            {"distillation", recipe.distillation},
            {"temperature", recipe.temperature},
            {"averaging", recipe.averaging},
            {"shift", recipe.shift},
            {"flip", recipe.flip},
            {"choice", nameOf(recipe.choice)},
            {"largest_norm", recipe.largestNorm},
            {"estimator", nameOf(recipe.estimator)},
            {"static_scales", recipe.staticScales},
            {"calibration_items", recipe.calibrationItems},
            {"density", recipe.density},
            {"prune_over", recipe.pruneOver}};
}

} // namespace vsq
