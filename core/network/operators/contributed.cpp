// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of the domain com.microsoft, which ONNX Runtime's optimizer writes.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

/// A vector along the last axis is added first.
void withBias(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &bias = call.shape(1);
    if (call.has(1) && x && bias && (x->empty() || bias->size() != 1 || !mayEqual(bias->front(), x->back()))) {
        throw call.error("bias", "a vector as long as the last axis of " + toString(*x), toString(*bias));
    }
    likeFirst(call);
}

} // namespace

void addContributed(OperatorTable &table)
{
    constexpr std::string_view kGelu = "GELU is host software in FP32.";
    table.add({.name = "Gelu", .domain = kMicrosoft, .shape = likeFirst, .floats = 1, .hostReason = kGelu});
    table.add({.name = "BiasGelu", .domain = kMicrosoft, .inputs = {2, 2}, .shape = withBias, .floats = 3, .hostReason = kGelu});
    table.add({.name = "FastGelu", .domain = kMicrosoft, .inputs = {1, 2}, .shape = withBias, .floats = 3, .hostReason = kGelu});
    table.add({.name = "QuickGelu",
               .domain = kMicrosoft,
               .attributes = {real("alpha")},
               .shape = likeFirst,
               .floats = 1,
               .hostReason = kGelu});
}

} // namespace vsq
