// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/stepcost.h"

#include "core/data/shuffle.h"
#include "core/train/tuningbatch.h"
#include "core/train/tuningstepper.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <span>
#include <vector>

namespace vsq {

namespace {

constexpr int kRounds = 7;
constexpr double kLongest = 10.0; // s, after which a round that was begun is the last

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Steps of one kind, each timed.
struct TimedSteps {
    TuningStepper stepper;
    std::shared_ptr<const ActivationScales> scales;
    std::vector<double> forward;
    std::vector<double> whole;

    void take(const TensorMap &inputs, std::span<const std::int64_t> labels, const JobContext &job)
    {
        const std::clock_t begin = std::clock();
        const auto update = static_cast<std::int64_t>(whole.size()) + 1;
        forward.push_back(stepper.step(inputs, labels, scales, 0.0, update, job).forwardSeconds); // rate 0: nothing moves
        whole.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    /// The first fills caches and memory, and counts only where it is alone.
    void dropFirst()
    {
        if (whole.size() > 1) {
            forward.erase(forward.begin());
            whole.erase(whole.begin());
        }
    }
};

} // namespace

StepCost measureStepCost(const std::shared_ptr<const Graph> &graph, const Dataset &training, const TuningOptions &options,
                         const std::shared_ptr<const ActivationScales> &scales, const JobContext &job)
{
    const std::int64_t items = batchSize(*graph, training, options.recipe.batch);
    const TensorMap inputs = variedInputs(*graph, shuffled(training, options.seed), 0, items, {}, 0);
    const Dataset first = itemRange(shuffled(training, options.seed), 0, items);
    JobContext quiet;
    quiet.stop = job.stop;
    TuningRecipe plain = options.recipe;
    plain.distillation = 0.0;
    TimedSteps tuned{.stepper = {graph, options.recipe, {.fidelity = options.fidelity, .backend = options.backend}},
                     .scales = scales,
                     .forward = {},
                     .whole = {}};
    TimedSteps fp32{
        .stepper = {graph, plain, {.fidelity = Fidelity::Float, .backend = {}}}, .scales = nullptr, .forward = {}, .whole = {}};
    const auto begin = std::chrono::steady_clock::now();
    for (int round = 0; round <= kRounds; ++round) {
        tuned.take(inputs, first.labels, quiet);
        fp32.take(inputs, first.labels, quiet);
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() > kLongest) {
            break;
        }
    }
    tuned.dropFirst();
    fp32.dropFirst();
    return {.items = items,
            .forward = median(tuned.forward),
            .fp32Forward = median(fp32.forward),
            .step = median(tuned.whole),
            .fp32Step = median(fp32.whole)};
}

} // namespace vsq
