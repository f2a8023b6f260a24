// SPDX-License-Identifier: GPL-3.0-or-later
// Element-wise operators of one operand.
#include "core/network/operators/expansion.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>

namespace vsq {

namespace {

template <typename F>
void mapElements(InferenceCall &call, const F &f)
{
    likeFirst(call);
    if (const auto &elements = call.elements(0)) {
        std::vector<ShapeElement> mapped = *elements;
        for (ShapeElement &element : mapped) {
            element = element.isKnown() ? ShapeElement{f(element.number), 0} : ShapeElement::unknown();
        }
        call.setElements(0, std::move(mapped));
    }
}

void absolute(InferenceCall &call)
{
    mapElements(call, [](std::int64_t x) { return x == std::numeric_limits<std::int64_t>::min() ? x : x < 0 ? -x : x; });
}

void negative(InferenceCall &call)
{
    mapElements(call, [](std::int64_t x) { return x == std::numeric_limits<std::int64_t>::min() ? x : -x; });
}

void logicalNot(InferenceCall &call)
{
    if (const auto type = call.type(0); type && *type != DType::Bool) {
        throw call.error("element type", "bool", std::string(nameOf(*type)));
    }
    mapElements(call, [](std::int64_t x) { return std::int64_t{x == 0}; });
}

void clip(InferenceCall &call)
{
    likeFirst(call);
    for (const std::size_t bound : {std::size_t{1}, std::size_t{2}}) {
        if (const auto &shape = call.shape(bound); shape && call.has(bound) && openCount(*shape) >= 0 && openCount(*shape) != 1) {
            throw call.error(call.inputText(bound), "one number", toString(*shape));
        }
        if (!sameType(call.type(0), call.type(bound))) {
            throw call.error(call.inputText(bound), std::string(nameOf(*call.type(0))), std::string(nameOf(*call.type(bound))));
        }
    }
}

/// x sigmoid(alpha x)
void swish(Expansion &e)
{
    const float alpha = e.node.real("alpha", 1.0F);
    const std::string inner = alpha == 1.0F ? e.in(0) : e.make("Mul", {e.in(0), e.number(alpha)});
    const std::string result = e.make("Mul", {e.in(0), e.make("Sigmoid", {inner})});
    e.rename(result);
    e.finish(result);
}

void test(InferenceCall &call)
{
    call.set(0, DType::Bool, call.shape(0));
}

} // namespace

void addUnary(OperatorTable &table)
{
    constexpr std::string_view kGelu = "GELU is host software in FP32.";
    for (const std::string_view name : {"Exp", "Erf", "Sigmoid", "Log", "Sqrt", "Floor", "Ceil", "Reciprocal", "Softplus",
                                        "Softsign", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan"}) {
        table.add({.name = name, .shape = likeFirst, .floats = 1});
    }
    for (const std::string_view name : {"Sinh", "Cosh", "Asinh", "Acosh", "Atanh"}) {
        table.add({.name = name, .since = 9, .shape = likeFirst, .floats = 1});
    }
    table.add({.name = "Relu",
               .shape = likeFirst,
               .rows = RowUse::Through,
               .hostReason = "Element-wise; the chip does it in the post-processing of the product before it."});
    table.add({.name = "Tanh", .shape = likeFirst, .floats = 1, .rows = RowUse::Through});
    table.add({.name = "Abs", .shape = absolute});
    table.add({.name = "Neg", .shape = negative});
    table.add({.name = "Sign", .since = 9, .shape = likeFirst});
    table.add({.name = "Not", .shape = logicalNot});
    table.add({.name = "Round", .since = 11, .shape = likeFirst, .floats = 1});
    table.add({.name = "HardSwish", .since = 14, .shape = likeFirst, .floats = 1});
    table.add({.name = "HardSigmoid", .attributes = {real("alpha"), real("beta")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "LeakyRelu", .attributes = {real("alpha")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "Elu", .attributes = {real("alpha")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "Selu", .attributes = {real("alpha"), real("gamma")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "Celu", .since = 12, .attributes = {real("alpha")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "ThresholdedRelu", .since = 10, .attributes = {real("alpha")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "Shrink", .since = 9, .attributes = {real("bias"), real("lambd")}, .shape = likeFirst, .floats = 1});
    table.add({.name = "Clip", .inputs = {1, 3}, .attributes = {real("min"), real("max")}, .shape = clip});
    table.add({.name = "IsNaN", .since = 9, .shape = test, .floats = 1});
    table.add({.name = "IsInf",
               .since = 10,
               .attributes = {flag("detect_negative"), flag("detect_positive")},
               .shape = test,
               .floats = 1});
    table.add({.name = "Gelu",
               .since = 20,
               .attributes = {text("approximate", {"none", "tanh"})},
               .shape = likeFirst,
               .floats = 1,
               .rows = RowUse::Through,
               .hostReason = kGelu});
    table.add({.name = "Swish", .since = 24, .attributes = {real("alpha")}, .expand = swish});
    table.add({.name = "Mish", .since = 18, .shape = likeFirst, .floats = 1});
}

} // namespace vsq
