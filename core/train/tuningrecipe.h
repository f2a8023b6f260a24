// SPDX-License-Identifier: GPL-3.0-or-later
// How a network is fine-tuned: optimiser, schedule, loss. A recipe, a seed and the data determine the result.
#pragma once

#include "core/base/json.h"
#include "core/network/graph.h"
#include "core/train/clipgradient.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct TuningRecipe {
    enum class Optimizer : std::uint8_t { Sgd, Adam };
    enum class Decay : std::uint8_t { None, Linear, Thirds, Cosine };
    enum class Choice : std::uint8_t { Accuracy, Loss };

    std::string name = "transformer";
    Optimizer optimizer =
        Optimizer::Adam; ///< Adam (arXiv 1412.6980), weight decay decoupled (arXiv 1711.05101); SGD with momentum
    double learningRate = 3e-5;
    Decay decay = Decay::Linear;
    double warmup = 0.0;      ///< share of all steps in which the rate rises linearly from 0, 0..0.9; it decays over the others
    double momentum = 0.9;    ///< SGD
    double weightDecay = 0.0; ///< of products' weights
    std::int64_t epochs = 5;
    std::int64_t batch = 32;
    double labelSmoothing = 0.0;
    double distillation = 0.0; ///< share of the loss that compares with the FP32 network's answers, 0..1 (arXiv 1503.02531)
    double temperature = 2.0;  ///< of that comparison
    /// Decay of the exponential average of the parameters over the steps, which is then what is judged and kept (Polyak and
    /// Juditsky, SIAM J. Control Optim. 1992); 0: the last step's.
    double averaging = 0.0;
    std::int64_t shift = 0; ///< images move by up to so many pixels at random, their edge repeated
    bool flip = false;      ///< images are mirrored left to right at random
    /// The epoch that is kept: the one with the most right answers on the held-out items, or with the smallest loss there. The
    /// loss is finer, and where it compares with the FP32 network alone it says something of items that network was trained on
    /// too.
    Choice choice = Choice::Accuracy;
    double largestNorm = 1.0; ///< gradients are scaled down to this length; 0: as they are
    GradientEstimator estimator = GradientEstimator::Mph;
    bool staticScales = false;           ///< of activations, chosen anew after each epoch; else from the data, item by item
    std::int64_t calibrationItems = 256; ///< training items that static scales are chosen on
    double density = 1.0;                ///< of the products' weights: the smallest of each layer become and stay 0
    /// Share of all steps in which the density falls from 1, as 1 - (1 - t)^3 of the way (arXiv 1710.01878); 0: before the first.
    double pruneOver = 0.0;
};

/// "transformer": Adam at 3e-5 falling linearly, 5 epochs. "residual": SGD at 1e-4 with tenfold decay every third.
/// The publication's (Keller et al., JSSC 2023, section VI; VS-Quant, section 6). "imitation", ours: the FP32 network's answers
/// alone are learnt, labels are not looked at, with averaged weights and the epoch chosen by the loss, for any network.
/// Throws Error for another name.
TuningRecipe tuningRecipe(std::string_view name);
std::vector<std::string> tuningRecipeNames();
/// The one for a network: "transformer" where it has layer norms, or products but no convolution, else "residual".
std::string tuningRecipeFor(const Graph &graph);

/// "sgd", "adam"; "none", "linear", "thirds", "cosine"; "accuracy", "loss". The second throws Error for another name.
std::string_view nameOf(TuningRecipe::Optimizer optimizer);
TuningRecipe::Optimizer optimizerFromName(std::string_view name);
std::string_view nameOf(TuningRecipe::Decay decay);
TuningRecipe::Decay decayFromName(std::string_view name);
std::string_view nameOf(TuningRecipe::Choice choice);
TuningRecipe::Choice choiceFromName(std::string_view name);

/// The rate where this share (0..1) of all steps is done.
double rateAt(const TuningRecipe &recipe, double share);

/// The density where this share (0..1) of all steps is done.
double densityAt(const TuningRecipe &recipe, double share);

/// Everything that the result depends on.
Json recipeJson(const TuningRecipe &recipe);

} // namespace vsq
