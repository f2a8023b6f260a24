// SPDX-License-Identifier: GPL-3.0-or-later
// Operators on shapes and types: the elements stay where they are, or are made from nothing.
#include "core/network/onnx/onnxproto.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/reshaped.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// The first input's elements, in their order, are the output's.
void passElements(InferenceCall &call)
{
    if (const auto &elements = call.elements(0)) {
        call.setElements(0, *elements);
    }
}

/// A list of numbers that are not known, but how many there are.
std::optional<std::vector<ShapeElement>> targetOf(const InferenceCall &call, std::size_t input)
{
    if (call.constant(input) != nullptr) {
        const auto integers = call.integers(input);
        std::vector<ShapeElement> numbers;
        for (const std::int64_t number : *integers) {
            numbers.push_back({number, 0});
        }
        return numbers;
    }
    if (call.elements(input)) {
        return call.elements(input);
    }
    const auto length = call.length(input);
    return length && *length < 64 ? std::optional(std::vector<ShapeElement>(*length, ShapeElement::unknown())) : std::nullopt;
}

void reshape(InferenceCall &call)
{
    const auto target = targetOf(call, 1);
    std::optional<Shape> shape;
    if (call.shape(0) && target) {
        shape = reshapedTo(call.node, *call.shape(0), *target);
    } else if (target) {
        shape = openShape(target->size());
        for (std::size_t i = 0; i < target->size(); ++i) {
            (*shape)[i] = (*target)[i].isKnown() && (*target)[i].number > 0 ? (*target)[i].number : -1;
        }
    }
    call.set(0, call.type(0), shape);
    passElements(call);
}

void flatten(InferenceCall &call)
{
    const auto &x = call.shape(0);
    Shape shape = openShape(2);
    if (x) {
        const std::int64_t axis = call.node.integer("axis", 1);
        const auto rank = static_cast<std::int64_t>(x->size());
        if (axis < -rank || axis > rank) {
            throw call.error("attribute 'axis'", "-" + std::to_string(rank) + " to " + std::to_string(rank),
                             std::to_string(axis));
        }
        const auto at = static_cast<std::size_t>(axis < 0 ? axis + rank : axis);
        const auto sizeOfPart = [&](std::size_t from, std::size_t to) {
            return to - from == 1 ? (*x)[from] : openProduct(*x, from, to);
        };
        shape = {sizeOfPart(0, at), sizeOfPart(at, x->size())};
    }
    call.set(0, call.type(0), std::move(shape));
    passElements(call);
}

/// Axes as an attribute before opset 13, as an input since; nothing where they are not known.
std::optional<std::vector<std::int64_t>> axesOf(const InferenceCall &call)
{
    return call.has(1) ? call.integers(1) : std::optional(call.node.integers("axes"));
}

void squeeze(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto axes = axesOf(call);
    const bool given = call.has(1) || call.node.has("axes");
    std::optional<Shape> shape;
    if (x && axes) {
        const std::vector<bool> drops = markedAxes(call, *axes, x->size());
        shape.emplace();
        bool clear = true;
        for (std::size_t i = 0; i < x->size(); ++i) {
            if (given && drops[i] && (*x)[i] >= 0 && (*x)[i] != 1) {
                throw call.error("axis " + std::to_string(i), "a dimension of 1", toString(*x));
            }
            clear = clear && (given || (*x)[i] >= 0);
            if (given ? !drops[i] : (*x)[i] != 1) {
                shape->push_back((*x)[i]);
            }
        }
        shape = clear ? shape : std::nullopt;
    }
    call.set(0, call.type(0), shape);
    passElements(call);
}

void unsqueeze(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto axes = axesOf(call);
    std::optional<Shape> shape;
    if (x && axes) {
        const std::size_t rank = x->size() + axes->size();
        std::vector<bool> added(rank, false);
        for (const std::int64_t axis : *axes) {
            const std::size_t at = call.axis(axis, rank);
            if (added[at]) {
                throw call.error("axes", "each axis once", std::to_string(axis) + " twice");
            }
            added[at] = true;
        }
        shape.emplace();
        for (std::size_t i = 0, next = 0; i < rank; ++i) {
            shape->push_back(added[i] ? 1 : (*x)[next++]);
        }
    }
    call.set(0, call.type(0), shape);
    passElements(call);
}

void shapeOf(InferenceCall &call)
{
    const auto &x = call.shape(0);
    if (!x) {
        call.set(0, DType::Int64, openShape(1));
        return;
    }
    const auto rank = static_cast<std::int64_t>(x->size());
    const auto bound = [rank](std::int64_t axis) {
        return std::clamp<std::int64_t>(axis < 0 ? std::max(axis, -rank) + rank : axis, 0, rank);
    };
    const std::int64_t start = bound(call.node.integer("start", 0));
    const std::int64_t end = std::max(start, bound(call.node.integer("end", rank)));
    call.set(0, DType::Int64, Shape{end - start});
    std::vector<ShapeElement> elements;
    for (std::int64_t i = start; i < end; ++i) {
        elements.push_back(ShapeElement::ofDimension((*x)[static_cast<std::size_t>(i)]));
    }
    call.setElements(0, std::move(elements));
}

void sizeOf(InferenceCall &call)
{
    call.set(0, DType::Int64, Shape{});
    if (const auto &x = call.shape(0)) {
        call.setElements(0, {ShapeElement::ofDimension(openCount(*x))});
    }
}

Shape dimensionsOf(const std::vector<ShapeElement> &elements)
{
    Shape shape;
    for (const ShapeElement &element : elements) {
        shape.push_back(element.dimension());
    }
    return shape;
}

void requireSizes(const InferenceCall &call, std::size_t input, const std::vector<ShapeElement> &elements)
{
    for (const ShapeElement &element : elements) {
        if (element.isKnown() && element.number < 0) {
            throw call.error(call.inputText(input), "numbers of 0 or more", std::to_string(element.number));
        }
    }
}

void expand(InferenceCall &call)
{
    const auto target = targetOf(call, 1);
    std::optional<Shape> shape;
    if (call.shape(0) && target) {
        requireSizes(call, 1, *target);
        shape = broadcastOpen(call, *call.shape(0), dimensionsOf(*target));
    }
    call.set(0, call.type(0), shape);
    if (const auto &elements = call.elements(0);
        elements && elements->size() == 1 && shape && openCount(*shape) >= 0 && openCount(*shape) <= kMostElements) {
        call.setElements(0, std::vector<ShapeElement>(static_cast<std::size_t>(openCount(*shape)), elements->front()));
    }
}

void cast(InferenceCall &call)
{
    const std::int64_t number = call.node.integer("to", 0);
    const auto type = fromOnnx(static_cast<int>(number));
    if (!type) {
        throw call.error("attribute 'to'", "the number of a number type", std::to_string(number));
    }
    call.set(0, type, call.shape(0));
    if (const auto &elements = call.elements(0)) {
        std::vector<ShapeElement> converted = *elements;
        for (ShapeElement &element : converted) {
            if (*type == DType::Bool) {
                element = element.isKnown() ? ShapeElement{element.number != 0, 0} : ShapeElement::unknown();
            }
        }
        if (*type == DType::Bool || *type == DType::Int64 || *type == DType::Int32) {
            call.setElements(0, std::move(converted));
        }
    }
}

void castLike(InferenceCall &call)
{
    call.set(0, call.type(1), call.shape(0));
}

void constant(InferenceCall &call)
{
    for (const auto &[name, value] : call.node.attributes) {
        if (const auto *held = std::get_if<Tensor>(&value)) {
            call.set(0, held->dtype(), held->shape());
        } else if (std::holds_alternative<float>(value)) {
            call.set(0, DType::Float32, Shape{});
        } else if (const auto *number = std::get_if<std::int64_t>(&value)) {
            call.set(0, DType::Int64, Shape{});
            call.setElements(0, {ShapeElement{*number, 0}});
        } else if (const auto *reals = std::get_if<std::vector<float>>(&value)) {
            call.set(0, DType::Float32, Shape{static_cast<std::int64_t>(reals->size())});
        } else if (const auto *numbers = std::get_if<std::vector<std::int64_t>>(&value)) {
            call.set(0, DType::Int64, Shape{static_cast<std::int64_t>(numbers->size())});
        }
    }
}

/// Ones along a diagonal, in the shape of a matrix.
void eyeLike(InferenceCall &call)
{
    std::optional<DType> type = call.type(0);
    if (call.node.has("dtype")) {
        const std::int64_t number = call.node.integer("dtype", 0);
        type = fromOnnx(static_cast<int>(number));
        if (!type) {
            throw call.error("attribute 'dtype'", "the number of a number type", std::to_string(number));
        }
    }
    if (const auto &shape = call.shape(0); shape && shape->size() != 2) {
        throw call.error(call.inputText(0), "two dimensions", toString(*shape));
    }
    call.set(0, type, call.shape(0));
}

void constantOfShape(InferenceCall &call)
{
    const auto held = call.node.attributes.find("value");
    const auto *value = held == call.node.attributes.end() ? nullptr : std::get_if<Tensor>(&held->second);
    if (value != nullptr && value->size() != 1) {
        throw call.error("attribute 'value'", "one element", std::to_string(value->size()));
    }
    const auto target = targetOf(call, 0);
    std::optional<Shape> shape;
    if (target) {
        requireSizes(call, 0, *target);
        shape = dimensionsOf(*target);
    }
    call.set(0, value == nullptr ? DType::Float32 : value->dtype(), shape);
    if (value != nullptr && !isFloating(value->dtype()) && shape && openCount(*shape) >= 0
        && openCount(*shape) <= kMostElements) {
        call.setElements(
            0, std::vector<ShapeElement>(static_cast<std::size_t>(openCount(*shape)), ShapeElement{value->toInt64()[0], 0}));
    }
}

std::int64_t rangeLength(const InferenceCall &call, double start, double limit, double delta)
{
    if (delta == 0.0) {
        throw call.error("input 'delta'", "not 0", "0");
    }
    constexpr double kMost = 281474976710656.0; // 2^48
    const double count = std::ceil((limit - start) / delta);
    if (std::isnan(count)) {
        throw call.error("range", "finite numbers", fmt::format("{:g} to {:g} by {:g}", start, limit, delta));
    }
    if (!(count <= kMost)) {
        throw call.error("range", "at most 2^48 elements", "more");
    }
    return static_cast<std::int64_t>(std::max(0.0, count));
}

void range(InferenceCall &call)
{
    requireOneType(call);
    Shape shape = openShape(1);
    for (std::size_t i = 0; i < 3; ++i) {
        if (const auto &one = call.shape(i); one && openCount(*one) >= 0 && openCount(*one) != 1) {
            throw call.error(call.inputText(i), "one number", toString(*one));
        }
    }
    std::vector<ShapeElement> elements;
    const auto start = call.elements(0) ? call.integers(0) : std::nullopt;
    const auto limit = call.elements(1) ? call.integers(1) : std::nullopt;
    const auto delta = call.elements(2) ? call.integers(2) : std::nullopt;
    if (start && limit && delta && start->size() == 1 && limit->size() == 1 && delta->size() == 1) {
        shape[0] = rangeLength(call, static_cast<double>(start->front()), static_cast<double>(limit->front()),
                               static_cast<double>(delta->front()));
        auto at = static_cast<std::uint64_t>(start->front());
        for (std::int64_t i = 0; shape[0] <= kMostElements && i < shape[0]; ++i) {
            elements.push_back({static_cast<std::int64_t>(at), 0});
            at += static_cast<std::uint64_t>(delta->front());
        }
    } else if (call.constant(0) != nullptr && call.constant(1) != nullptr && call.constant(2) != nullptr) {
        shape[0] = rangeLength(call, call.floats(0)->front(), call.floats(1)->front(), call.floats(2)->front());
    }
    const bool known = !elements.empty();
    call.set(0, call.type(0), std::move(shape));
    if (known) {
        call.setElements(0, std::move(elements));
    }
}

void identity(InferenceCall &call)
{
    likeFirst(call);
    passElements(call);
}

void dropout(InferenceCall &call)
{
    const auto training = call.has(2) && call.constant(2) != nullptr ? call.integers(2) : std::nullopt;
    const auto ratio = call.has(1) ? call.floats(1) : std::optional(std::vector<double>{0.5});
    if (training && !training->empty() && training->front() != 0 && (!ratio || ratio->empty() || ratio->front() != 0.0)) {
        throw call.error("input 'training_mode' is not supported", "false, or a ratio of 0: what training drops is random",
                         "true");
    }
    identity(call);
    call.set(1, DType::Bool, call.shape(0));
}

} // namespace

void addShaping(OperatorTable &table)
{
    constexpr std::string_view kMoves = "Moves data without computing; the host does it.";
    table.add({.name = "Reshape", .inputs = {2, 2}, .attributes = {flag("allowzero")}, .shape = reshape, .hostReason = kMoves});
    table.add({.name = "Flatten", .attributes = {integer("axis")}, .shape = flatten, .hostReason = kMoves});
    table.add({.name = "Squeeze", .inputs = {1, 2}, .attributes = {integers("axes")}, .shape = squeeze, .hostReason = kMoves});
    table.add(
        {.name = "Unsqueeze", .inputs = {1, 2}, .attributes = {integers("axes")}, .shape = unsqueeze, .hostReason = kMoves});
    table.add({.name = "Shape", .attributes = {integer("end"), integer("start")}, .shape = shapeOf});
    table.add({.name = "Size", .shape = sizeOf});
    table.add({.name = "Expand", .inputs = {2, 2}, .shape = expand, .hostReason = kMoves});
    table.add({.name = "Cast",
               .attributes = {text("round_mode", {"up", "down", "nearest"}), flag("saturate"), required(integer("to", 1, 23))},
               .shape = cast});
    table.add({.name = "CastLike",
               .since = 15,
               .inputs = {2, 2},
               .attributes = {text("round_mode", {"up", "down", "nearest"}), flag("saturate")},
               .shape = castLike});
    table.add({.name = "Constant",
               .inputs = {0, 0},
               .attributes = {tensor("value"), real("value_float"), reals("value_floats"), integer("value_int"),
                              integers("value_ints")},
               .shape = constant});
    table.add({.name = "ConstantOfShape", .since = 9, .attributes = {tensor("value")}, .shape = constantOfShape});
    table.add({.name = "EyeLike", .since = 9, .attributes = {integer("dtype"), integer("k")}, .shape = eyeLike});
    table.add({.name = "Range", .since = 11, .inputs = {3, 3}, .shape = range});
    table.add({.name = "Identity", .shape = identity});
    table.add({.name = "Dropout",
               .inputs = {1, 3},
               .outputs = {1, 2},
               .attributes = {real("ratio"), integer("seed")},
               .shape = dropout});
}

} // namespace vsq
