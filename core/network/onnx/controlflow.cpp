// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/controlflow.h"

#include "core/base/checked.h"
#include "core/network/onnx/graphnames.h"

namespace vsq {

namespace {

constexpr std::int64_t kMostTurns = 256;

/// Appends the graph's nodes with the prefix before all names that it makes itself; its inputs are the given values, its
/// outputs get the given names.
void append(const onnx::GraphProto &graph, const std::string &prefix, const std::vector<std::string> &inputs,
            const std::vector<std::string> &outputs, InlinedNodes &to)
{
    Names names;
    for (int i = 0; i < graph.input_size() && static_cast<std::size_t>(i) < inputs.size(); ++i) {
        names[graph.input(i).name()] = inputs[static_cast<std::size_t>(i)];
    }
    for (const onnx::TensorProto &tensor : graph.initializer()) {
        names[tensor.name()] = prefix + tensor.name();
        to.initializers.push_back(tensor);
        to.initializers.back().set_name(prefix + tensor.name());
    }
    for (const onnx::NodeProto &node : graph.node()) {
        for (const std::string &output : node.output()) {
            if (!output.empty()) {
                names[output] = prefix + output;
            }
        }
    }
    for (const int at : nodeOrder(graph)) {
        const onnx::NodeProto &node = graph.node(at);
        onnx::NodeProto copy = node;
        copy.set_name(prefix + (node.name().empty() ? node.op_type() : node.name()));
        renameUses(copy, names);
        for (std::string &output : *copy.mutable_output()) {
            rename(output, names);
        }
        to.nodes.push_back(std::move(copy));
    }
    for (int i = 0; i < graph.output_size() && static_cast<std::size_t>(i) < outputs.size(); ++i) {
        const std::string &name = outputs[static_cast<std::size_t>(i)];
        if (name.empty()) {
            continue;
        }
        onnx::NodeProto same;
        same.set_name(prefix + "output_" + std::to_string(i));
        same.set_op_type("Identity");
        std::string value = graph.output(i).name();
        rename(value, names);
        same.add_input(value);
        same.add_output(name);
        to.nodes.push_back(std::move(same));
    }
}

bool truth(const Tensor &condition, const Place &place)
{
    if (condition.dtype() != DType::Bool || condition.size() != 1) {
        throw Error(place, "condition", "one bool", std::string(nameOf(condition.dtype())) + " " + toString(condition.shape()));
    }
    return condition.values<bool>()[0];
}

/// Takes `times` copies of the graph from the budget.
void spend(InliningBudget &budget, const onnx::GraphProto &graph, std::int64_t times, const Place &place)
{
    budget.spend(graph.node_size() + graph.output_size(), static_cast<std::int64_t>(graph.ByteSizeLong()), times, place);
}

std::optional<InlinedNodes> inlineIf(const onnx::NodeProto &node, const std::string &name,
                                     const std::function<const Tensor *(const std::string &)> &constant, InliningBudget &budget,
                                     const Place &place)
{
    const Tensor *condition = node.input_size() == 1 ? constant(node.input(0)) : nullptr;
    if (condition == nullptr) {
        return std::nullopt;
    }
    const onnx::GraphProto &branch = graphOf(node, truth(*condition, place) ? "then_branch" : "else_branch", place);
    return inlineBranch(branch, name + "/", {node.output().begin(), node.output().end()}, budget, place);
}

/// Whether the body goes on whatever it computes: its condition is the one that it got, or a constant that is true.
bool goesOn(const onnx::GraphProto &body)
{
    std::string condition = body.output(0).name();
    for (int i = body.node_size(); i-- > 0;) {
        const onnx::NodeProto &node = body.node(i);
        if (node.output_size() == 0 || node.output(0) != condition) {
            continue;
        }
        if (node.op_type() == "Constant" && node.attribute_size() == 1 && node.attribute(0).has_t()) {
            const onnx::TensorProto &value = node.attribute(0).t();
            return value.raw_data().size() == 1 ? value.raw_data()[0] != 0
                                                : value.int32_data_size() == 1 && value.int32_data(0) != 0;
        }
        if ((node.op_type() != "Identity" && node.op_type() != "Cast") || node.input_size() != 1) {
            return false;
        }
        condition = node.input(0);
    }
    return condition == body.input(1).name();
}

std::optional<InlinedNodes> inlineLoop(const onnx::NodeProto &node, const std::string &name,
                                       const std::function<const Tensor *(const std::string &)> &constant, InliningBudget &budget,
                                       const Place &place)
{
    const onnx::GraphProto &body = graphOf(node, "body", place);
    const Tensor *turns = node.input_size() > 0 && !node.input(0).empty() ? constant(node.input(0)) : nullptr;
    const Tensor *condition = node.input_size() > 1 && !node.input(1).empty() ? constant(node.input(1)) : nullptr;
    const bool conditionGiven = node.input_size() > 1 && !node.input(1).empty();
    if (turns == nullptr || turns->dtype() != DType::Int64 || turns->size() != 1 || (conditionGiven && condition == nullptr)) {
        return std::nullopt;
    }
    const int carried = node.input_size() - 2;
    if (carried < 1 || body.input_size() != carried + 2 || body.output_size() != carried + 1 || node.output_size() != carried) {
        return std::nullopt;
    }
    std::int64_t count = turns->values<std::int64_t>()[0];
    if (condition != nullptr && !truth(*condition, place)) {
        count = 0;
    }
    count = std::max<std::int64_t>(0, count);
    if (count > kMostTurns || !goesOn(body)) {
        return std::nullopt;
    }
    spend(budget, body, count, place);
    InlinedNodes result;
    const std::string always = name + "/condition";
    result.constants.emplace_back(always, Tensor::of<bool>({}, std::array<bool, 1>{true}));
    std::vector<std::string> values(node.input().begin() + 2, node.input().end());
    for (std::int64_t turn = 0; turn < count; ++turn) {
        const std::string prefix = name + "/" + std::to_string(turn) + "/";
        result.constants.emplace_back(prefix + "turn", Tensor::scalar(turn));
        std::vector<std::string> inputs{prefix + "turn", always};
        inputs.insert(inputs.end(), values.begin(), values.end());
        std::vector<std::string> outputs{std::string()};
        for (int i = 0; i < carried; ++i) {
            outputs.push_back(turn + 1 == count ? node.output(i) : prefix + "carried_" + std::to_string(i));
        }
        append(body, prefix, inputs, outputs, result);
        values.assign(outputs.begin() + 1, outputs.end());
    }
    for (int i = 0; i < carried && count == 0; ++i) {
        onnx::NodeProto same;
        same.set_op_type("Identity");
        same.set_name(name + "/" + std::to_string(i));
        same.add_input(values[static_cast<std::size_t>(i)]);
        same.add_output(node.output(i));
        result.nodes.push_back(std::move(same));
    }
    return result;
}

} // namespace

void InliningBudget::spend(std::int64_t nodeCount, std::int64_t byteCount, std::int64_t times, const Place &place)
{
    nodes = checkedAdd(nodes, checkedMultiply(times, nodeCount));
    bytes = checkedAdd(bytes, checkedMultiply(times, byteCount));
    if (nodes > kMostNodes) {
        throw Error(place, "operators that all branches, loops and functions unroll to", "at most " + std::to_string(kMostNodes),
                    std::to_string(nodes) + " so far");
    }
    if (bytes > kMostBytes) {
        throw Error(place, "size of what all branches, loops and functions unroll to",
                    "at most " + std::to_string(kMostBytes) + " bytes", std::to_string(bytes) + " so far");
    }
}

const onnx::GraphProto &graphOf(const onnx::NodeProto &node, const std::string &attribute, const Place &place)
{
    for (const onnx::AttributeProto &each : node.attribute()) {
        if (each.name() == attribute && each.has_g()) {
            return each.g();
        }
    }
    throw Error(place, "attribute '" + attribute + "'", "a graph", "none");
}

InlinedNodes inlineBranch(const onnx::GraphProto &branch, const std::string &prefix, const std::vector<std::string> &results,
                          InliningBudget &budget, const Place &place)
{
    if (branch.output_size() != static_cast<int>(results.size())) {
        throw Error(place, "outputs of the branch", std::to_string(results.size()), std::to_string(branch.output_size()));
    }
    spend(budget, branch, 1, place);
    InlinedNodes inlined;
    append(branch, prefix, {}, results, inlined);
    return inlined;
}

bool isControlFlow(const onnx::NodeProto &node)
{
    return (node.domain().empty() || node.domain() == "ai.onnx")
           && (node.op_type() == "If" || node.op_type() == "Loop" || node.op_type() == "Scan");
}

std::optional<InlinedNodes> inlineControlFlow(const onnx::NodeProto &node, const std::string &name,
                                              const std::function<const Tensor *(const std::string &)> &constant,
                                              InliningBudget &budget, const Place &place)
{
    if (node.output_size() == 0) {
        throw Error(place, "outputs", "at least 1", "0");
    }
    if (node.op_type() == "If") {
        return inlineIf(node, name, constant, budget, place);
    }
    return inlineLoop(node, name, constant, budget, place);
}

} // namespace vsq
