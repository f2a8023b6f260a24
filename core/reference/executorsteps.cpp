// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executorprivate.h"

#include "core/reference/rowchain.h"
#include "core/tensor/nomemory.h"

#include <algorithm>
#include <new>

namespace vsq {

namespace {

constexpr int kSlotBits = 24;

} // namespace

std::vector<Tensor> Executor::Private::take(const Step &step, const StepNode &node, std::vector<Tensor> &values) const
{
    std::vector<Tensor> inputs;
    inputs.reserve(node.inputs.size());
    for (const std::size_t slot : node.inputs) {
        if (slot == kNoSlot) {
            inputs.emplace_back();
            continue;
        }
        std::size_t uses = 0; // within the step
        for (const StepNode &other : step.nodes) {
            uses += static_cast<std::size_t>(std::count(other.inputs.begin(), other.inputs.end(), slot));
        }
        const bool ends = uses == 1 && std::find(step.last.begin(), step.last.end(), slot) != step.last.end();
        inputs.push_back(ends ? std::move(values[slot]) : values[slot]);
    }
    return inputs;
}

Outputs Executor::Private::runNode(const StepNode &node, std::vector<Tensor> inputs, std::int64_t items, ProductBackend &backend,
                                   std::uint64_t run, const JobContext &job) const
{
    Call call(*node.node, node.node->opset > 0 ? node.node->opset : graph->opset, items, backend, caches[node.index],
              std::move(inputs), node.constant);
    call.job = &job;
    call.rowBias = node.addsBias ? call.in(node.inputs.size() - 1).values<float>().data() : nullptr;
    call.orders = node.orders.isNone() ? nullptr : &node.orders;
    if (!node.inputs.empty() && node.inputs[0] != kNoSlot && shared[node.inputs[0]]) {
        call.firstValue = (run << kSlotBits) + node.inputs[0];
    }
    try {
        return node.kernel(call);
    } catch (const std::bad_alloc &error) {
        throw Error({.file = graph->sourceFile, .item = node.node->describe()}, "result", memoryFor(error), "not enough");
    } catch (const Error &error) {
        // Say where, unless it is known already.
        if (!error.place().file.empty() || graph->sourceFile.empty()) {
            if (!error.place().item.empty()) {
                throw;
            }
        }
        const std::string &at = error.place().item; // a row of an operand is nothing without its node
        const bool named = at.find("'" + node.node->name + "'") != std::string::npos;
        const std::string item = at.empty() ? node.node->describe() : named ? at : node.node->describe() + ": " + at;
        throw Error({.file = graph->sourceFile, .item = item}, error.problem(), error.expected(), error.found());
    }
}

bool Executor::Private::isTaken(const Step &step, const std::vector<Tensor> &values)
{
    if (step.guard == kNoSlot) {
        return true;
    }
    const Tensor &condition = values[step.guard];
    return condition.dtype() == DType::Bool && condition.size() == 1 && condition.values<bool>()[0] == step.guardIs;
}

Outputs Executor::Private::execute(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend,
                                   std::uint64_t run, const JobContext &job) const
{
    if (!isTaken(step, values)) {
        return {};
    }
    if (!step.rows) {
        return runNode(step.nodes[0], take(step, step.nodes[0], values), items, backend, run, job);
    }
    std::vector<RowLink> links;
    for (const StepNode &node : step.nodes) {
        links.push_back({.node = node.node, .through = node.through, .inputs = take(step, node, values)});
    }
    if (std::optional<Tensor> result = runRowChain(links, graph->opset, backend)) {
        return {std::move(*result)};
    }
    Outputs outputs;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (i > 0) {
            links[i].inputs[links[i].through] = std::move(outputs[0]);
        }
        outputs = runNode(step.nodes[i], std::move(links[i].inputs), items, backend, run, job);
    }
    return outputs;
}

void Executor::Private::advance(const Step &step, std::vector<Tensor> &values, std::int64_t items, ProductBackend &backend,
                                std::uint64_t run, const JobContext &job) const
{
    Outputs outputs = execute(step, values, items, backend, run, job);
    for (std::size_t i = 0; i < std::min(outputs.size(), step.outputs.size()); ++i) {
        if (step.outputs[i] != kNoSlot) {
            values[step.outputs[i]] = std::move(outputs[i]);
        }
    }
    for (const std::size_t slot : step.last) {
        values[slot] = Tensor();
    }
}

} // namespace vsq
