// SPDX-License-Identifier: GPL-3.0-or-later
// If and Loop on values that only the run knows. Both branches of an If are nodes of the graph, guarded by its condition; what
// stands here is the choice of their results. A Loop has its body as a graph of its own (Node::body).
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// The condition and a result of each branch.
void choice(InferenceCall &call)
{
    if (const auto type = call.type(0); type && *type != DType::Bool) {
        throw call.error("condition", "one bool", std::string(nameOf(*type)));
    }
    const auto type = call.type(1) ? call.type(1) : call.type(2);
    const auto &a = call.shape(1);
    const auto &b = call.shape(2);
    if (!a || !b || a->size() != b->size()) {
        call.set(0, type, std::nullopt);
        return;
    }
    Shape shape = *a;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        shape[i] = shape[i] == (*b)[i] ? shape[i] : -1;
    }
    call.set(0, type, shape);
}

/// Number of turns, condition, values that are handed on, values of the graph around; results are the values handed on and those
/// that are collected, one a turn.
void loop(InferenceCall &call)
{
    if (call.node.body == nullptr) {
        throw call.error("body", "a graph", "none");
    }
    const Graph &body = *call.node.body;
    for (std::size_t i = 0; i < call.outputCount() && i + 1 < body.outputs.size(); ++i) {
        const ValueInfo &made = body.outputs[i + 1];
        const auto known = body.values.find(made.name);
        call.set(i, known == body.values.end() ? std::nullopt : std::optional(known->second.type), std::nullopt);
    }
}

} // namespace

void addControl(OperatorTable &table)
{
    constexpr std::string_view kHost = "Control flow: the host decides it while the network runs.";
    table.add({.name = "If", .inputs = {3, 3}, .shape = choice, .hostReason = kHost});
    table.add({.name = "Loop", .inputs = {0, kManyInputs}, .outputs = {0, kManyInputs}, .shape = loop, .hostReason = kHost});
}

} // namespace vsq
