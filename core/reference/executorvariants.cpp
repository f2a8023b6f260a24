// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executorprivate.h"

#include "core/base/error.h"

#include <algorithm>

namespace vsq {

void Executor::Private::computeAhead(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend,
                                     std::uint64_t run, const JobContext &job) const
{
    std::vector<Tensor> kept = values;
    Outputs outputs = execute(step, kept, items, backend, run, job);
    for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
        if (step.outputs[i] != kNoSlot) {
            values[step.outputs[i]] = std::move(outputs[i]);
        }
    }
}

bool Executor::Private::reads(const Step &step, const std::vector<bool> &slots)
{
    const auto isIn = [&](std::size_t slot) { return slot != kNoSlot && slots[slot]; };
    return isIn(step.guard) || std::any_of(step.nodes.begin(), step.nodes.end(), [&](const StepNode &node) {
               return std::any_of(node.inputs.begin(), node.inputs.end(), isIn);
           });
}

void Executor::Private::mark(const Step &step, std::vector<bool> &slots)
{
    for (const std::size_t slot : step.outputs) {
        if (slot != kNoSlot) {
            slots[slot] = true;
        }
    }
}

void Executor::Private::runVariants(const TensorMap &inputs, ProductBackend &backend, std::span<const Variant> variants,
                                    const VariantSink &sink, const JobContext &job) const
{
    const std::vector<Step> &steps = chained.steps;
    std::vector<std::vector<std::size_t>> forks(steps.size()); // variants by the step of their node
    for (std::size_t v = 0; v < variants.size(); ++v) {
        const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step &each) {
            return std::any_of(each.nodes.begin(), each.nodes.end(),
                               [&](const StepNode &node) { return node.index == variants[v].node; });
        });
        if (step == steps.end()) {
            throw Error({.file = graph->sourceFile, .item = {}}, "node of a variant", "one of the graph's",
                        std::to_string(variants[v].node));
        }
        forks[static_cast<std::size_t>(step - steps.begin())].push_back(v);
    }
    std::vector<Tensor> values = constants;
    for (const ValueInfo &info : graph->inputs) {
        values[plan.slotOfValue.at(info.name)] = input(info, inputs);
    }
    const std::int64_t items = batchItems(inputs);
    const std::uint64_t number = nextRun();
    std::vector<bool> done(steps.size(), false);      // the run's own steps: some are computed before their turn
    std::vector<bool> other(plan.slotOfValue.size()); // slots that a variant has values of its own in
    for (std::size_t at = 0; at < steps.size(); ++at) {
        for (const std::size_t v : forks[at]) {
            std::vector<Tensor> branch = values; // shares all storage; who writes into a value copies it first
            const std::uint64_t own = nextRun(); // its values are others under the same slots
            other.assign(other.size(), false);
            for (std::size_t i = at; i < steps.size(); ++i) {
                job.check();
                const Step &step = steps[i];
                if (i == at || reads(step, other)) {
                    advance(step, branch, items, i == at ? *variants[v].backend : backend, own, job);
                    mark(step, other);
                    continue;
                }
                // Not touched by the change (attention's K where Q is another): the run itself needs it too, and only once.
                if (!done[i]) {
                    computeAhead(step, values, items, backend, number, job);
                    done[i] = true;
                }
                for (const std::size_t slot : step.outputs) {
                    if (slot != kNoSlot) {
                        branch[slot] = values[slot];
                    }
                }
                for (const std::size_t slot : step.last) {
                    branch[slot] = Tensor();
                }
            }
            sink(static_cast<std::int64_t>(v), results(branch));
        }
        job.check();
        if (done[at]) {
            for (const std::size_t slot : steps[at].last) {
                values[slot] = Tensor();
            }
        } else {
            advance(steps[at], values, items, backend, number, job);
        }
    }
    sink(-1, results(values));
}

} // namespace vsq
