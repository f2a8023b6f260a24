// SPDX-License-Identifier: GPL-3.0-or-later
// If, Loop and Scan on values that only the run knows. Both branches of an If are nodes of the graph, guarded by its condition;
// what stands here is the choice of their results. A Loop has its body as a graph of its own (Node::body).
#include "core/network/operators/expansion.h"
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

/// Whether the body's condition is the one that it was given: all turns are taken.
bool goesOn(const Graph &body)
{
    std::string_view condition = body.outputs.front().name;
    for (std::size_t i = body.nodes.size(); i-- > 0;) {
        const Node &node = body.nodes[i];
        if (node.op == "Identity" && !node.outputs.empty() && node.outputs.front() == condition) {
            condition = node.inputs.front();
        }
    }
    return body.inputs.size() > 1 && condition == body.inputs[1].name;
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
        const bool isCollected = i >= call.node.bodyCarries;
        if (known == body.values.end()) {
            call.set(i, std::nullopt, std::nullopt);
        } else if (!isCollected || !known->second.rankIsKnown) { // what is handed on may change its shape
            call.set(i, known->second.type, std::nullopt);
        } else {
            const auto turns = call.has(0) && !call.has(1) && goesOn(body) ? call.integers(0) : std::nullopt;
            Shape shape = known->second.shape;
            shape.insert(shape.begin(), turns && turns->size() == 1 && turns->front() >= 0 ? turns->front() : -1);
            call.set(i, known->second.type, std::move(shape));
        }
    }
}

/// A Scan is a Loop once it is read (core/network/onnx/scanasloop.h); the entry is for whoever asks what is known.
void scan(Expansion &e)
{
    throw e.error("body", "a graph", "none");
}

} // namespace

void addControl(OperatorTable &table)
{
    constexpr std::string_view kHost = "Control flow: the host decides it while the network runs.";
    table.add({.name = "If", .inputs = {3, 3}, .shape = choice, .hostReason = kHost});
    table.add({.name = "Loop", .inputs = {0, kManyInputs}, .outputs = {0, kManyInputs}, .shape = loop, .hostReason = kHost});
    table.add({.name = "Scan",
               .since = 8,
               .inputs = {1, kManyInputs},
               .outputs = {1, kManyInputs},
               .attributes = {integers("directions", 0, 1), required(integer("num_scan_inputs", 1)), integers("scan_input_axes"),
                              integers("scan_input_directions", 0, 1), integers("scan_output_axes"),
                              integers("scan_output_directions", 0, 1)},
               .expand = scan});
}

} // namespace vsq
