// SPDX-License-Identifier: GPL-3.0-or-later
// A graph's nodes as the steps of an execution: values numbered, last uses known, chains of row operators as one step.
#pragma once

#include "core/network/graph.h"
#include "core/reference/operators/operator.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace vsq {

constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

/// One node of a step.
struct StepNode {
    std::size_t index = 0; ///< in Graph::nodes
    const Node *node = nullptr;
    OperatorFunction kernel = nullptr;
    std::vector<std::size_t> inputs; ///< slots; kNoSlot: left out, or what the node before in the step gives
    std::vector<bool> constant;      ///< for each input
    std::size_t through = 0;         ///< input that the node before in the step gives
    AxisOrders orders{};             ///< of Transposes that the node does along with its own work
    bool addsBias = false;           ///< the last input is the bias that a node behind would add
};

struct Step {
    std::vector<StepNode> nodes;
    std::size_t guard = kNoSlot; ///< the condition under which the step runs; kNoSlot: always
    bool guardIs = true;
    bool rows = false;                ///< a chain (core/reference/rowchain.h), of one node or several
    std::vector<std::size_t> outputs; ///< slots of the last node's; kNoSlot = unused
    std::vector<std::size_t> last;    ///< slots whose last use this is
};

struct ExecutionPlan {
    std::vector<Step> steps;
    std::unordered_map<std::string, std::size_t> slotOfValue; ///< values by name; constants first

    /// One step a node. Throws Error naming node, operator and attribute for what is not supported.
    explicit ExecutionPlan(const Graph &graph);

    /// The same with chains: nodes whose result only the next one uses. Slots stay the same.
    [[nodiscard]] ExecutionPlan withChains(const Graph &graph) const;

    /// The same without the Transposes that a product of two activations can do as it reads its operands and writes its result:
    /// those around an attention's heads. Slots stay the same.
    [[nodiscard]] ExecutionPlan withViews(const Graph &graph) const;

    /// The same without the additions of a constant to each row of a product of weights, which the product does as well: for
    /// backends whose addsRowBias() says so. Slots stay the same.
    [[nodiscard]] ExecutionPlan withBiases(const Graph &graph) const;

private:
    /// How often each slot is read, twice more where it leaves the network, and the step of its last use.
    struct Uses {
        std::vector<int> counts;
        std::vector<std::size_t> last;
    };
    [[nodiscard]] Uses usesOf(const Graph &graph) const;
    void markLastUses(const Graph &graph);
    /// This plan with other steps; those that nothing is left of are gone.
    [[nodiscard]] ExecutionPlan withSteps(std::vector<Step> made, const Graph &graph) const;
};

} // namespace vsq
