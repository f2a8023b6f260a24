// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/executionplan.h"

#include "core/network/operators/validation.h"
#include "core/reference/rowchain.h"

#include <algorithm>

namespace vsq {

ExecutionPlan::ExecutionPlan(const Graph &graph)
{
    for (const auto &[name, tensor] : graph.constants) {
        slotOfValue.emplace(name, slotOfValue.size());
    }
    const std::size_t constantCount = slotOfValue.size();
    const auto slotOf = [&](const std::string &name) {
        return name.empty() ? kNoSlot : slotOfValue.emplace(name, slotOfValue.size()).first->second;
    };
    for (const ValueInfo &input : graph.inputs) {
        slotOf(input.name);
    }
    for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
        const Node &node = graph.nodes[at];
        supported(graph, node);
        StepNode one{.index = at, .node = &node, .kernel = operatorRegistry().find(node), .inputs = {}, .constant = {}};
        for (const std::string &name : node.inputs) {
            one.inputs.push_back(slotOf(name));
            one.constant.push_back(one.inputs.back() < constantCount);
        }
        Step step;
        for (const std::string &name : node.outputs) {
            step.outputs.push_back(slotOf(name));
        }
        step.guard = slotOf(node.guard);
        step.guardIs = node.guardIs;
        step.nodes.push_back(std::move(one));
        steps.push_back(std::move(step));
    }
    markLastUses(graph);
}

void ExecutionPlan::markLastUses(const Graph &graph)
{
    std::vector<bool> used(slotOfValue.size(), false);
    for (const ValueInfo &output : graph.outputs) {
        if (const auto found = slotOfValue.find(output.name); found != slotOfValue.end()) {
            used[found->second] = true;
        }
    }
    for (const auto &[name, tensor] : graph.constants) {
        used[slotOfValue.at(name)] = true;
    }
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        step->last.clear();
        const auto mark = [&](const std::vector<std::size_t> &group) {
            for (const std::size_t slot : group) {
                if (slot != kNoSlot && !used[slot]) {
                    used[slot] = true;
                    step->last.push_back(slot);
                }
            }
        };
        for (const StepNode &node : step->nodes) {
            mark(node.inputs);
        }
        mark({step->guard});
        mark(step->outputs);
    }
}

ExecutionPlan::Uses ExecutionPlan::usesOf(const Graph &graph) const
{
    Uses uses{std::vector<int>(slotOfValue.size(), 0), std::vector<std::size_t>(slotOfValue.size(), kNoSlot)};
    for (const ValueInfo &output : graph.outputs) {
        if (const auto found = slotOfValue.find(output.name); found != slotOfValue.end()) {
            uses.counts[found->second] += 2; // never within a step
        }
    }
    for (std::size_t at = 0; at < steps.size(); ++at) {
        std::vector<std::size_t> read = steps[at].nodes[0].inputs;
        read.push_back(steps[at].guard);
        for (const std::size_t slot : read) {
            if (slot != kNoSlot) {
                ++uses.counts[slot];
                uses.last[slot] = at;
            }
        }
    }
    return uses;
}

namespace {

/// The order of a Transpose that a product can read or write through: the first axis stays, and the last one or what takes its
/// place is contiguous. Empty otherwise.
std::vector<std::int64_t> foldedOrder(const Node &node)
{
    if (node.op != "Transpose" || !node.domain.empty()) {
        return {};
    }
    const std::vector<std::int64_t> order = node.integers("perm");
    using Order = std::vector<std::int64_t>;
    return order == Order{0, 2, 1, 3} || order == Order{0, 2, 3, 1} || order == Order{0, 1, 3, 2} ? order : Order{};
}

bool isProductOfActivations(const StepNode &node)
{
    return node.node->op == "MatMul" && node.node->domain.empty() && !node.constant[0] && !node.constant[1];
}

} // namespace

ExecutionPlan ExecutionPlan::withSteps(std::vector<Step> made, const Graph &graph) const
{
    ExecutionPlan plan = *this;
    std::erase_if(made, [](const Step &step) { return step.nodes.empty(); });
    plan.steps = std::move(made);
    plan.markLastUses(graph);
    return plan;
}

ExecutionPlan ExecutionPlan::withViews(const Graph &graph) const
{
    const Uses uses = usesOf(graph);
    std::vector<std::size_t> maker(slotOfValue.size(), kNoSlot); // step that makes a slot
    std::vector<Step> made = steps;
    const auto sameBranch = [&](std::size_t a, std::size_t b) {
        return steps[a].guard == steps[b].guard && steps[a].guardIs == steps[b].guardIs;
    };
    for (std::size_t at = 0; at < steps.size(); ++at) {
        for (const std::size_t slot : steps[at].outputs) {
            if (slot != kNoSlot) {
                maker[slot] = at;
            }
        }
        if (!isProductOfActivations(steps[at].nodes[0])) {
            continue;
        }
        StepNode &node = made[at].nodes[0];
        for (std::size_t i = 0; i < 2; ++i) {
            const std::size_t slot = node.inputs[i];
            const std::size_t from = slot == kNoSlot ? kNoSlot : maker[slot];
            if (from == kNoSlot || uses.counts[slot] != 1 || !sameBranch(from, at) || made[from].nodes.empty()) {
                continue;
            }
            const StepNode &before = made[from].nodes[0];
            std::vector<std::int64_t> order = foldedOrder(*before.node);
            if (order.empty() || before.constant[0]) {
                continue;
            }
            node.orders.inputs.resize(2);
            node.orders.inputs[i] = std::move(order);
            node.inputs[i] = before.inputs[0];
            made[from].nodes.clear();
        }
        const std::size_t result = steps[at].outputs[0];
        const std::size_t next = result == kNoSlot || uses.counts[result] != 1 ? kNoSlot : uses.last[result];
        if (next == kNoSlot || !sameBranch(next, at)
            || foldedOrder(*steps[next].nodes[0].node) != std::vector<std::int64_t>{0, 2, 1, 3}) {
            continue;
        }
        node.orders.result = {0, 2, 1, 3};
        made[at].outputs = steps[next].outputs;
        made[next].nodes.clear();
    }
    return withSteps(std::move(made), graph);
}

namespace {

/// The input of an Add that is a constant row for each of the product's, [M]; its number of inputs otherwise.
std::size_t rowBiasOf(const Graph &graph, const StepNode &add, const std::string &product, std::int64_t width)
{
    const Node &node = *add.node;
    if (node.op != "Add" || !node.domain.empty() || node.inputs.size() != 2) {
        return node.inputs.size();
    }
    const std::size_t other = node.inputs[0] == product ? 1 : 0;
    const Tensor *bias = graph.constant(node.inputs[other]);
    const bool isRow = bias != nullptr && add.constant[other] && bias->dtype() == DType::Float32 && bias->size() == width
                       && bias->rank() == 1;
    return isRow ? other : node.inputs.size();
}

} // namespace

ExecutionPlan ExecutionPlan::withBiases(const Graph &graph) const
{
    const Uses uses = usesOf(graph);
    std::vector<Step> made = steps;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const StepNode &product = steps[at].nodes[0];
        const std::size_t result = steps[at].outputs.empty() ? kNoSlot : steps[at].outputs[0];
        if (product.node->op != "MatMul" || !product.node->domain.empty() || product.constant[0] || !product.constant[1]
            || !product.orders.isNone() || result == kNoSlot || uses.counts[result] != 1) {
            continue;
        }
        const Tensor *weights = graph.constant(product.node->inputs[1]);
        const std::size_t next = uses.last[result];
        if (weights == nullptr || weights->rank() != 2 || weights->size() == 0 || steps[next].guard != steps[at].guard
            || steps[next].guardIs != steps[at].guardIs) {
            continue;
        }
        const StepNode &add = steps[next].nodes[0];
        const std::size_t bias = rowBiasOf(graph, add, product.node->outputs[0], weights->dim(1));
        if (bias == add.node->inputs.size()) {
            continue;
        }
        StepNode &node = made[at].nodes[0];
        node.inputs.push_back(add.inputs[bias]);
        node.constant.push_back(true);
        node.addsBias = true;
        made[at].outputs = steps[next].outputs;
        made[next].nodes.clear();
    }
    return withSteps(std::move(made), graph);
}

ExecutionPlan ExecutionPlan::withChains(const Graph &graph) const
{
    const Uses uses = usesOf(graph);
    // A chain runs where its last node stands: by then the operands of all are there.
    std::vector<Step> made(steps.size());
    std::vector<bool> taken(steps.size(), false);
    for (std::size_t at = 0; at < steps.size(); ++at) {
        if (taken[at]) {
            continue;
        }
        taken[at] = true;
        Step step = steps[at];
        std::size_t end = at;
        RowRole role = rowRoleOf(*step.nodes[0].node, 0);
        step.rows = role != RowRole::None;
        while (role == RowRole::Through) {
            const std::size_t slot = step.outputs[0];
            const std::size_t next = slot == kNoSlot || uses.counts[slot] != 1 ? kNoSlot : uses.last[slot];
            if (next == kNoSlot || taken[next] || steps[next].guard != step.guard || steps[next].guardIs != step.guardIs) {
                break;
            }
            StepNode node = steps[next].nodes[0];
            node.through = static_cast<std::size_t>(std::find(node.inputs.begin(), node.inputs.end(), slot)
                                                    - node.inputs.begin());
            role = rowRoleOf(*node.node, node.through);
            if (role == RowRole::None) {
                break;
            }
            node.inputs[node.through] = kNoSlot;
            step.nodes.push_back(std::move(node));
            step.outputs = steps[next].outputs;
            taken[next] = true;
            end = next;
        }
        made[end] = std::move(step);
    }
    return withSteps(std::move(made), graph);
}

} // namespace vsq
