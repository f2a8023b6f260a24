// SPDX-License-Identifier: GPL-3.0-or-later
// LSTM, GRU and RNN.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// ONNX's functions of a recurrent operator's attribute 'activations' (any spelling of their case).
std::vector<std::string_view> functionNames()
{
    return {"Relu",        "Tanh",        "Sigmoid",  "Affine",    "LeakyRelu",       "ThresholdedRelu",
            "ScaledTanh",  "HardSigmoid", "Elu",      "Softsign",  "Softplus",        "relu",
            "tanh",        "sigmoid",     "affine",   "leakyrelu", "thresholdedrelu", "scaledtanh",
            "hardsigmoid", "elu",         "softsign", "softplus"};
}

std::int64_t gatesOf(const Node &node)
{
    return node.op == "LSTM" ? 4 : node.op == "GRU" ? 3 : 1;
}

void recur(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &r = call.shape(2);
    for (std::size_t i = 0; i < 3; ++i) {
        if (call.shape(i) && call.shape(i)->size() != 3) {
            throw call.error("operands", "three dimensions each", toString(*call.shape(i)));
        }
    }
    const std::int64_t gates = gatesOf(call.node);
    const std::int64_t directions = call.node.text("direction", "forward") == "bidirectional" ? 2 : 1;
    const std::int64_t hidden = r ? (*r)[2] : -1;
    const std::int64_t inputs = x ? (*x)[2] : -1;
    const std::int64_t rows = hidden < 0 ? -1 : openProduct({gates, hidden}, 0, 2);
    const auto requireShape = [&](std::size_t input, const Shape &expected) {
        const auto &found = call.shape(input);
        if (!call.has(input) || !found) {
            return;
        }
        bool fits = found->size() == expected.size();
        for (std::size_t i = 0; fits && i < expected.size(); ++i) {
            fits = mayEqual((*found)[i], expected[i]);
        }
        if (!fits) {
            throw call.error(input < 3 ? "weights" : call.inputText(input), toString(expected), toString(*found));
        }
    };
    requireShape(1, {directions, rows, inputs});
    requireShape(2, {directions, rows, hidden});
    if (const std::int64_t stated = call.node.integer("hidden_size", hidden); hidden >= 0 && stated != hidden) {
        throw call.error("attribute 'hidden_size'", std::to_string(hidden) + ", as the weights have it", std::to_string(stated));
    }
    const std::size_t functions = gates == 4 ? 3 : gates == 3 ? 2 : 1;
    if (const auto given = call.node.attributes.find("activations"); given != call.node.attributes.end()) {
        const auto *names = std::get_if<std::vector<std::string>>(&given->second);
        const std::size_t wanted = functions * static_cast<std::size_t>(directions);
        if (names != nullptr && !names->empty() && names->size() != wanted) {
            throw call.error("attribute 'activations'", std::to_string(wanted) + " functions", std::to_string(names->size()));
        }
    }
    const bool batchFirst = call.node.integer("layout", 0) != 0;
    const std::int64_t steps = x ? (*x)[batchFirst ? 1 : 0] : -1;
    const std::int64_t batch = x ? (*x)[batchFirst ? 0 : 1] : -1;
    requireShape(3, {directions, rows < 0 ? -1 : 2 * rows});
    requireShape(4, {batch});
    if (const auto lengths = call.has(4) ? call.integers(4) : std::nullopt; lengths && steps >= 0) {
        for (const std::int64_t length : *lengths) {
            if (length < 0 || length > steps) {
                throw call.error("sequence_lens", "0 to " + std::to_string(steps), std::to_string(length));
            }
        }
    }
    const Shape state = batchFirst ? Shape{batch, directions, hidden} : Shape{directions, batch, hidden};
    requireShape(5, state);
    requireShape(6, state);
    requireShape(7, {directions, hidden < 0 ? -1 : 3 * hidden});
    call.set(0, call.type(0), batchFirst ? Shape{batch, steps, directions, hidden} : Shape{steps, directions, batch, hidden});
    call.set(1, call.type(0), state);
    call.set(2, call.type(0), state);
}

std::vector<AttributeSpec> attributesAnd(std::vector<AttributeSpec> more)
{
    std::vector<AttributeSpec> all{reals("activation_alpha"),
                                   reals("activation_beta"),
                                   texts("activations", functionNames()),
                                   real("clip"),
                                   text("direction", {"forward", "reverse", "bidirectional"}),
                                   integer("hidden_size", 0),
                                   flag("layout")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace

void addRecurrent(OperatorTable &table)
{
    table.add({.name = "LSTM",
               .since = 7,
               .inputs = {3, 8},
               .outputs = {0, 3},
               .attributes = attributesAnd({flag("input_forget")}),
               .shape = recur,
               .floats = 0b11101111,
               .product = ProductKind::Recurrent,
               .hasWeights = true});
    table.add({.name = "GRU",
               .since = 7,
               .inputs = {3, 6},
               .outputs = {0, 2},
               .attributes = attributesAnd({flag("linear_before_reset")}),
               .shape = recur,
               .floats = 0b101111,
               .product = ProductKind::Recurrent,
               .hasWeights = true});
    table.add({.name = "RNN",
               .since = 7,
               .inputs = {3, 6},
               .outputs = {0, 2},
               .attributes = attributesAnd({}),
               .shape = recur,
               .floats = 0b101111,
               .product = ProductKind::Recurrent,
               .hasWeights = true});
}

} // namespace vsq
