// SPDX-License-Identifier: GPL-3.0-or-later
// QONNX's Quant (IntQuant in its newer files), FloatQuant, BipolarQuant and Trunc, under the names of the domains that have had
// them.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// Trunc's form of the operator set 2 has a scale of its result before the number of bits that are left.
constexpr std::size_t kTruncTwo = 6;

/// These inputs broadcast to x, the first one.
void requireAlongX(InferenceCall &call, std::initializer_list<std::size_t> along)
{
    const auto &x = call.shape(0);
    for (const std::size_t i : along) {
        if (!x || i >= call.inputCount() || !call.shape(i)) {
            continue;
        }
        const auto &shape = call.shape(i);
        const Shape whole = broadcastOpen(call, *x, *shape);
        bool fits = whole.size() == x->size();
        for (std::size_t d = 0; fits && d < whole.size(); ++d) {
            fits = mayEqual(whole[d], (*x)[d]);
        }
        if (!fits) {
            throw call.error(call.inputText(i), "a shape that broadcasts to " + toString(*x), toString(*shape));
        }
    }
    likeFirst(call);
}

/// Scale and zero point, and the scale of the result where there is one.
void alongX(InferenceCall &call)
{
    requireAlongX(call, {1, 2});
    if (call.inputCount() == kTruncTwo) {
        requireAlongX(call, {4});
    }
}

void scaleAlongX(InferenceCall &call)
{
    requireAlongX(call, {1});
}

} // namespace

void addTrainedQuantizers(OperatorTable &table)
{
    const std::vector<std::string_view> modes{"ROUND", "HALF_EVEN", "CEIL", "FLOOR", "UP", "DOWN", "HALF_UP", "HALF_DOWN",
                                              "round", "half_even", "ceil", "floor", "up", "down", "half_up", "half_down"};
    constexpr std::string_view kHost = "Values rounded to a trained quantizer's integers; products of them are quantized again.";
    for (const std::string_view domain : {"qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general"}) {
        for (const std::string_view name : {"Quant", "IntQuant"}) {
            table.add({.name = name,
                       .domain = domain,
                       .inputs = {4, 4},
                       .attributes = {flag("narrow"), text("rounding_mode", modes), flag("signed")},
                       .shape = alongX,
                       .floats = 7, // the number of bits may be an integer
                       .hostReason = kHost});
        }
        table.add(
            {.name = "BipolarQuant", .domain = domain, .inputs = {2, 2}, .shape = alongX, .floats = 3, .hostReason = kHost});
        table.add({.name = "FloatQuant",
                   .domain = domain,
                   .inputs = {6, 6},
                   .attributes = {flag("has_inf"), flag("has_nan"), flag("has_subnormal"), text("rounding_mode", modes),
                                  flag("saturation"), flag("signed")},
                   .shape = scaleAlongX,
                   .floats = 3,
                   .hostReason = kHost});
        table.add({.name = "Trunc",
                   .domain = domain,
                   .inputs = {5, kTruncTwo},
                   .attributes = {flag("narrow"), text("rounding_mode", modes), flag("signed")},
                   .shape = alongX,
                   .floats = 7,
                   .hostReason = kHost});
    }
}

} // namespace vsq
