// SPDX-License-Identifier: GPL-3.0-or-later
// QONNX's Quant, BipolarQuant and Trunc, under the names of the domains that have had them.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// Scale and zero point broadcast to x.
void alongX(InferenceCall &call)
{
    const auto &x = call.shape(0);
    for (std::size_t i = 1; x && i < 3 && i < call.inputCount(); ++i) {
        const auto &shape = call.shape(i);
        if (!shape) {
            continue;
        }
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

} // namespace

void addTrainedQuantizers(OperatorTable &table)
{
    const std::vector<std::string_view> modes{"ROUND", "HALF_EVEN", "CEIL", "FLOOR", "UP", "DOWN", "HALF_UP", "HALF_DOWN"};
    constexpr std::string_view kHost = "Values rounded to a trained quantizer's integers; products of them are quantized again.";
    for (const std::string_view domain : {"qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general"}) {
        table.add({.name = "Quant",
                   .domain = domain,
                   .inputs = {4, 4},
                   .attributes = {flag("narrow"), text("rounding_mode", modes), flag("signed")},
                   .shape = alongX,
                   .floats = 15,
                   .hostReason = kHost});
        table.add(
            {.name = "BipolarQuant", .domain = domain, .inputs = {2, 2}, .shape = alongX, .floats = 3, .hostReason = kHost});
        table.add({.name = "Trunc",
                   .domain = domain,
                   .inputs = {5, 5},
                   .attributes = {text("rounding_mode", modes)},
                   .shape = alongX,
                   .floats = 31,
                   .hostReason = kHost});
    }
}

} // namespace vsq
