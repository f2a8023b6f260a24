// SPDX-License-Identifier: GPL-3.0-or-later
// One step of a fine-tuning: forward as the network runs, loss, gradients straight through, optimiser, average.
#pragma once

#include "core/base/job.h"
#include "core/train/differentiablenetwork.h"
#include "core/train/loss.h"
#include "core/train/optimizer.h"

#include <memory>
#include <set>
#include <span>
#include <string>

namespace vsq {

/// The recipe's part of the loss.
LossOptions lossOptions(const TuningRecipe &recipe, const Graph &graph);

class TuningStepper {
public:
    /// The graph is the FP32 network that is imitated, and what is trained begins as. Throws as DifferentiableNetwork.
    TuningStepper(const std::shared_ptr<const Graph> &graph, const TuningRecipe &recipe, const DifferentiableOptions &how);

    struct Step {
        double loss = 0.0;
        std::int64_t right = 0;      ///< items
        double forwardSeconds = 0.0; ///< of the network that is trained; processor time of all threads
    };
    /// update: steps in all, counted from 1; scales: static ones of activations, or null. Throws Error naming the layer where a
    /// number is not finite, and leaves the parameters as they were; Cancelled.
    Step step(const TensorMap &inputs, std::span<const std::int64_t> labels,
              const std::shared_ptr<const ActivationScales> &scales, double rate, std::int64_t update, const JobContext &job);

    /// The smallest weights of each layer become 0. What was pruned before is 0 and goes first again.
    void prune(double density);

    /// What is judged: the network with the averaged parameters where the recipe averages, else with the present ones.
    [[nodiscard]] std::shared_ptr<const Graph> judged() const;

    [[nodiscard]] const std::vector<TrainableParameter> &parameters() const { return m_network.parameters(); }
    [[nodiscard]] TensorMap weights() const;
    [[nodiscard]] const TensorMap &average() const { return m_average; } ///< empty where the recipe does not average
    [[nodiscard]] const Optimizer &optimizer() const { return m_optimizer; }
    /// Goes on from there. Throws Error where an average is missing.
    void restore(const TensorMap &weights, TensorMap average, TensorMap first, TensorMap second);

private:
    void takeAverage(std::int64_t update);

    std::shared_ptr<const Graph> m_original;
    TuningRecipe m_recipe;
    DifferentiableOptions m_how;
    DifferentiableNetwork m_network;
    Optimizer m_optimizer;
    LossOptions m_loss;
    std::set<std::string, std::less<>> m_weights; ///< what is pruned
    TensorMap m_average;
    std::unique_ptr<Executor> m_teacher;
    std::unique_ptr<ProductBackend> m_float;
};

} // namespace vsq
