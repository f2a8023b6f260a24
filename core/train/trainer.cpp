// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/random.h"
#include "core/train/torchexecutor.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <malloc.h>
#include <numbers>
#include <numeric>

namespace vsq {

namespace {

double scheduledRate(const Recipe &recipe, double epoch)
{
    if (epoch < recipe.warmupEpochs) {
        return recipe.learningRate * epoch / recipe.warmupEpochs;
    }
    const double rest = std::max(static_cast<double>(recipe.epochs) - recipe.warmupEpochs, 1.0); // one epoch is all warm-up
    const double share = (epoch - recipe.warmupEpochs) / rest;
    return recipe.learningRate * 0.5 * (1.0 + std::cos(std::numbers::pi * share));
}

/// One optimiser with two groups: weights of products decay, everything else does not.
std::unique_ptr<torch::optim::Optimizer> makeOptimizer(const TorchExecutor &network, const Recipe &recipe)
{
    std::vector<torch::Tensor> decayed;
    std::vector<torch::Tensor> plain;
    for (const auto &[name, tensor] : network.parameters()) {
        const bool weight = tensor.dim() == 2 || tensor.dim() == 4;
        (weight ? decayed : plain).push_back(tensor);
    }
    std::vector<torch::optim::OptimizerParamGroup> groups{torch::optim::OptimizerParamGroup(decayed),
                                                          torch::optim::OptimizerParamGroup(plain)};
    if (recipe.adam) {
        groups[0].set_options(std::make_unique<torch::optim::AdamWOptions>(
            torch::optim::AdamWOptions(recipe.learningRate).weight_decay(recipe.weightDecay)));
        groups[1].set_options(
            std::make_unique<torch::optim::AdamWOptions>(torch::optim::AdamWOptions(recipe.learningRate).weight_decay(0)));
        return std::make_unique<torch::optim::AdamW>(groups, torch::optim::AdamWOptions(recipe.learningRate));
    }
    const auto options = torch::optim::SGDOptions(recipe.learningRate).momentum(0.9).nesterov(true);
    groups[0].set_options(std::make_unique<torch::optim::SGDOptions>(
        torch::optim::SGDOptions(recipe.learningRate).momentum(0.9).nesterov(true).weight_decay(recipe.weightDecay)));
    groups[1].set_options(std::make_unique<torch::optim::SGDOptions>(options));
    return std::make_unique<torch::optim::SGD>(groups, options);
}

void setRate(torch::optim::Optimizer &optimizer, double rate)
{
    for (auto &group : optimizer.param_groups()) {
        group.options().set_lr(rate);
    }
}

std::vector<torch::Tensor> asTorch(const std::vector<Tensor> &inputs)
{
    std::vector<torch::Tensor> tensors;
    for (const Tensor &input : inputs) {
        tensors.push_back(toTorch(input));
    }
    return tensors;
}

double accuracy(TorchExecutor &network, const TrainingSet &data, const JobContext &job)
{
    const torch::NoGradGuard noGrad;
    constexpr std::int64_t kBatch = 250;
    const std::int64_t count = data.size();
    std::int64_t correct = 0;
    for (std::int64_t start = 0; start < count; start += kBatch) {
        job.check();
        std::vector<std::size_t> items(static_cast<std::size_t>(std::min(count - start, kBatch)));
        std::iota(items.begin(), items.end(), static_cast<std::size_t>(start));
        const torch::Tensor answers = network.run(asTorch(data.batch(items, nullptr)), false).front().argmax(1);
        for (std::size_t i = 0; i < items.size(); ++i) {
            correct += answers[static_cast<std::int64_t>(i)].item<std::int64_t>()
                               == data.label(start + static_cast<std::int64_t>(i))
                           ? 1
                           : 0;
        }
    }
    return static_cast<double>(correct) / static_cast<double>(count);
}

/// Exponential average of parameters and statistics (Polyak averaging): steadier than the last step's weights.
void average(TorchExecutor &into, const TorchExecutor &from, double decay)
{
    const torch::NoGradGuard noGrad;
    for (const auto &[name, tensor] : into.parameters()) {
        torch::Tensor target = tensor;
        target.lerp_(from.parameters().at(name), 1.0 - decay);
    }
    for (const auto &[name, tensor] : into.buffers()) {
        torch::Tensor target = tensor;
        target.lerp_(from.buffers().at(name), 1.0 - decay);
    }
}

class Training {
public:
    Training(const Graph &graph, const TrainingSet &data, const Recipe &recipe, const TrainingOptions &options)
        : m_data(data), m_recipe(recipe), m_network(graph), m_average(graph), m_optimizer(makeOptimizer(m_network, recipe)),
          m_random(options.seed)
    {
        m_order.resize(static_cast<std::size_t>(data.size()));
        std::iota(m_order.begin(), m_order.end(), 0);
        m_steps = data.size() / recipe.batch;
    }

    double epoch(std::int64_t epoch, const JobContext &job)
    {
        for (std::size_t i = m_order.size() - 1; i > 0; --i) {
            std::swap(m_order[i], m_order[m_random.below(i + 1)]);
        }
        double loss = 0.0;
        for (std::int64_t step = 0; step < m_steps; ++step) {
            job.check();
            setRate(*m_optimizer, scheduledRate(m_recipe, static_cast<double>(epoch)
                                                              + static_cast<double>(step + 1) / static_cast<double>(m_steps)));
            loss += batch(step);
            const double seen = static_cast<double>(epoch * m_steps + step);
            average(m_average, m_network, std::min(m_recipe.averaging, (1.0 + seen) / (10.0 + seen)));
            job.report(epoch * m_steps + step + 1, m_recipe.epochs * m_steps, "training");
        }
        return loss / static_cast<double>(m_steps);
    }

    TorchExecutor &averaged() { return m_average; }

private:
    double batch(std::int64_t step)
    {
        const std::span<const std::size_t> items(m_order.data() + step * m_recipe.batch,
                                                 static_cast<std::size_t>(m_recipe.batch));
        const std::vector<torch::Tensor> x = asTorch(m_data.batch(items, &m_random));
        torch::Tensor y = torch::empty({m_recipe.batch}, torch::kLong);
        for (std::size_t i = 0; i < items.size(); ++i) {
            y.data_ptr<std::int64_t>()[i] = m_data.label(static_cast<std::int64_t>(items[i]));
        }
        m_optimizer->zero_grad();
        const torch::Tensor logits = m_network.run(x, true).front();
        const torch::Tensor loss = torch::nn::functional::cross_entropy(
            logits, y, torch::nn::functional::CrossEntropyFuncOptions().label_smoothing(m_recipe.labelSmoothing));
        loss.backward();
        m_optimizer->step();
        return loss.item<double>();
    }

    const TrainingSet &m_data;
    const Recipe &m_recipe;
    TorchExecutor m_network;
    TorchExecutor m_average;
    std::unique_ptr<torch::optim::Optimizer> m_optimizer;
    Random m_random;
    std::vector<std::size_t> m_order;
    std::int64_t m_steps = 0;
};

} // namespace

Graph train(const Graph &graph, const TrainingSet &training, const TrainingSet &test, const Recipe &recipe,
            const TrainingOptions &options, const JobContext &job)
{
    // A step's activations are tens of megabytes that would go back to the kernel and be zeroed page by page at every
    // step: keeping them in the heap makes a transformer's step about three times as fast.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    mallopt(M_TOP_PAD, 64 << 20);
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);
    }
    Training run(graph, training, recipe, options);
    for (std::int64_t epoch = 0; epoch < recipe.epochs; ++epoch) {
        const auto start = std::chrono::steady_clock::now();
        EpochReport report{.epoch = epoch + 1, .loss = run.epoch(epoch, job), .testAccuracy = 0.0, .seconds = 0.0};
        report.testAccuracy = accuracy(run.averaged(), test, job);
        report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (options.keep) {
            options.keep(run.averaged().trainedGraph());
        }
        if (options.epochDone) {
            options.epochDone(report);
        }
    }
    return run.averaged().trainedGraph();
}

Graph train(const Graph &graph, const LabelledImages &training, const LabelledImages &test, const Recipe &recipe,
            const TrainingOptions &options, const JobContext &job)
{
    return train(graph, ImageSet(training, recipe), ImageSet(test, recipe), recipe, options, job);
}

} // namespace vsq
