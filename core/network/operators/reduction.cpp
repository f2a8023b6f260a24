// SPDX-License-Identifier: GPL-3.0-or-later
// Reductions over axes, the place of the largest and smallest, sums along an axis, the k largest.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>

namespace vsq {

namespace {

/// Axes as an attribute (older opsets) or as an input; none means all, or nothing with noop_with_empty_axes.
void reduce(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const bool keeps = call.node.integer("keepdims", 1) != 0;
    const auto axes = call.has(1) ? call.integers(1) : std::optional(call.node.integers("axes"));
    std::optional<Shape> shape;
    if (x && axes) {
        const bool all = axes->empty() && call.node.integer("noop_with_empty_axes", 0) == 0;
        const std::vector<bool> reduced = all ? std::vector<bool>(x->size(), true) : markedAxes(call, *axes, x->size());
        shape.emplace();
        for (std::size_t i = 0; i < x->size(); ++i) {
            if (!reduced[i] || keeps) {
                shape->push_back(reduced[i] ? 1 : (*x)[i]);
            }
        }
    } else if (x && keeps) {
        shape = openShape(x->size());
    }
    call.set(0, call.type(0), shape);
    if (const auto &elements = call.elements(0);
        elements && shape && openCount(*shape) == 1 && axes && (call.node.op == "ReduceProd" || call.node.op == "ReduceSum")) {
        const bool isProduct = call.node.op == "ReduceProd";
        std::uint64_t result = isProduct ? 1 : 0;
        bool known = true;
        for (const ShapeElement &element : *elements) {
            known = known && element.isKnown();
            const auto number = static_cast<std::uint64_t>(element.number);
            result = isProduct ? result * number : result + number;
        }
        call.setElements(0, {known ? ShapeElement{static_cast<std::int64_t>(result), 0} : ShapeElement::unknown()});
    }
}

void argument(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    if (shape) {
        const std::size_t axis = call.axisAttribute("axis", 0, shape->size());
        if ((*shape)[axis] == 0) {
            throw call.error("input", "elements along the axis", "none");
        }
        if (call.node.integer("keepdims", 1) != 0) {
            (*shape)[axis] = 1;
        } else {
            shape->erase(shape->begin() + static_cast<std::ptrdiff_t>(axis));
        }
    }
    call.set(0, DType::Int64, std::move(shape));
}

void cumulate(InferenceCall &call)
{
    if (const auto axis = call.integers(1); axis && call.shape(0)) {
        if (axis->size() != 1) {
            throw call.error(call.inputText(1), "one number", std::to_string(axis->size()));
        }
        call.axis(axis->front(), call.shape(0)->size());
    }
    likeFirst(call);
}

/// k as an attribute before opset 10, as an input since.
void largest(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    if (shape) {
        const std::size_t axis = call.axisAttribute("axis", -1, shape->size());
        std::int64_t k = call.has(1) ? -1 : call.node.integer("k", 0);
        if (const auto given = call.has(1) ? call.integers(1) : std::nullopt) {
            if (given->size() != 1) {
                throw call.error(call.inputText(1), "one number", std::to_string(given->size()));
            }
            k = given->front();
            if (k < 0) {
                throw call.error("k", "0 or more", std::to_string(k));
            }
        }
        if ((*shape)[axis] >= 0 && k > (*shape)[axis]) {
            throw call.error("k", "0 to " + std::to_string((*shape)[axis]), std::to_string(k));
        }
        (*shape)[axis] = k;
    }
    call.set(0, call.type(0), shape);
    call.set(1, DType::Int64, shape);
}

} // namespace

void addReduction(OperatorTable &table)
{
    for (const std::string_view name : {"ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2",
                                        "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp"}) {
        table.add({.name = name,
                   .inputs = {1, 2},
                   .attributes = {integers("axes"), flag("keepdims"), flag("noop_with_empty_axes")},
                   .shape = reduce,
                   .floats = name == "ReduceLogSumExp" ? 1U : 0U});
    }
    for (const std::string_view name : {"ArgMax", "ArgMin"}) {
        table.add(
            {.name = name, .attributes = {integer("axis"), flag("keepdims"), flag("select_last_index")}, .shape = argument});
    }
    table.add(
        {.name = "CumSum", .since = 11, .inputs = {2, 2}, .attributes = {flag("exclusive"), flag("reverse")}, .shape = cumulate});
    table.add({.name = "CumProd",
               .since = 26,
               .inputs = {2, 2},
               .attributes = {flag("exclusive"), flag("reverse")},
               .shape = cumulate});
    table.add({.name = "TopK",
               .inputs = {1, 2},
               .outputs = {1, 2},
               .attributes = {integer("axis"), integer("k", 0), flag("largest"), flag("sorted")},
               .shape = largest});
}

} // namespace vsq
