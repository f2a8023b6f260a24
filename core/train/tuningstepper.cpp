// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningstepper.h"

#include "core/train/pruning.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace vsq {

LossOptions lossOptions(const TuningRecipe &recipe, const Graph &graph)
{
    return {.kind = answerKindOf(graph),
            .labelSmoothing = recipe.labelSmoothing,
            .distillation = recipe.distillation,
            .temperature = recipe.temperature};
}

TuningStepper::TuningStepper(const std::shared_ptr<const Graph> &graph, const TuningRecipe &recipe,
                             const DifferentiableOptions &how)
    : m_original(graph), m_recipe(recipe), m_how(how), m_network(*graph), m_optimizer(recipe, weightsOf(m_network.parameters())),
      m_loss(lossOptions(recipe, *graph)), m_weights(weightsOf(m_network.parameters()))
{
    m_how.estimator = recipe.estimator;
    if (recipe.averaging > 0.0) {
        m_average = weights();
    }
    if (recipe.distillation > 0.0) {
        m_teacher = std::make_unique<Executor>(m_original);
        m_float = makeFloatBackend();
    }
}

TuningStepper::Step TuningStepper::step(const TensorMap &inputs, std::span<const std::int64_t> labels,
                                        const std::shared_ptr<const ActivationScales> &scales, double rate, std::int64_t update,
                                        const JobContext &job)
{
    const std::string &name = m_original->outputs.front().name;
    Tensor teacher;
    if (m_teacher) {
        teacher = m_teacher->run(inputs, *m_float, job).at(name);
    }
    m_how.backend.scales = scales;
    m_how.backend.engine.stop = job.stop;
    Step done;
    const std::clock_t begin = std::clock();
    const Tensor output = m_network.forward(inputs, m_how, job).at(name);
    done.forwardSeconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    static_cast<void>(valuesAnItem(*m_original, output, static_cast<std::int64_t>(labels.size())));
    const Loss loss = crossEntropy(output, labels, m_loss, m_teacher ? &teacher : nullptr);
    if (!std::isfinite(loss.value)) {
        throw Error({{}, m_network.firstNotFinite()}, "loss", "a finite number", "NaN");
    }
    TensorMap gradients = m_network.backward(loss.gradient);
    limitNorm(gradients, m_recipe.largestNorm);
    TensorMap updated;
    for (const auto &[parameter, gradient] : gradients) {
        Tensor value = m_network.value(parameter);
        m_optimizer.step(parameter, value, gradient, rate, update);
        if (m_recipe.density < 1.0 && m_weights.contains(parameter)) {
            keepZeros(m_network.value(parameter), value);
        }
        const auto values = value.values<float>();
        // The loss was finite, and what comes of its step is not: it must not get into the state that is kept.
        if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
            throw Error({{}, parameter}, "updated values", "finite numbers", "NaN or infinity");
        }
        updated.emplace(parameter, std::move(value));
    }
    for (auto &[parameter, value] : updated) {
        m_network.set(parameter, std::move(value));
    }
    takeAverage(update);
    done.loss = loss.value;
    done.right = loss.right;
    return done;
}

/// The first steps weigh more than the decay says: else the average would long be the network before them.
void TuningStepper::takeAverage(std::int64_t update)
{
    const auto steps = static_cast<double>(update);
    const auto part = static_cast<float>(1.0 - std::min(m_recipe.averaging, (1.0 + steps) / (10.0 + steps)));
    for (auto &[name, tensor] : m_average) {
        const auto now = m_network.value(name).values<float>();
        const auto average = tensor.mutableValues<float>();
        for (std::size_t i = 0; i < average.size(); ++i) {
            average[i] += part * (now[i] - average[i]);
        }
    }
}

void TuningStepper::prune(double density)
{
    for (const TrainableParameter &parameter : m_network.parameters()) {
        if (density >= 1.0 || !parameter.isWeight) {
            continue;
        }
        Tensor pruned = m_network.value(parameter.name);
        const std::vector<std::uint8_t> mask = magnitudeMask(pruned, density);
        applyMask(pruned, mask);
        m_network.set(parameter.name, std::move(pruned));
        if (const auto average = m_average.find(parameter.name); average != m_average.end()) {
            applyMask(average->second, mask);
        }
    }
}

std::shared_ptr<const Graph> TuningStepper::judged() const
{
    if (m_average.empty()) {
        return m_network.graph();
    }
    auto graph = std::make_shared<Graph>(*m_network.graph());
    for (const auto &[name, tensor] : m_average) {
        graph->constants.insert_or_assign(name, tensor);
    }
    return graph;
}

TensorMap TuningStepper::weights() const
{
    TensorMap weights;
    for (const TrainableParameter &parameter : m_network.parameters()) {
        weights.emplace(parameter.name, m_network.value(parameter.name));
    }
    return weights;
}

void TuningStepper::restore(const TensorMap &weights, TensorMap average, TensorMap first, TensorMap second)
{
    if (average.size() != m_average.size()) {
        throw Error({}, "averaged parameters", std::to_string(m_average.size()), std::to_string(average.size()));
    }
    for (const auto &[name, tensor] : weights) {
        m_network.set(name, tensor);
    }
    m_average = std::move(average);
    m_optimizer.restore(std::move(first), std::move(second));
}

} // namespace vsq
