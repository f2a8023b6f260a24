// SPDX-License-Identifier: GPL-3.0-or-later
// Element-wise operators of two or more operands that broadcast. Integers of few elements are computed: shapes come from
// them.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <map>

namespace vsq {

namespace {

using Function = std::int64_t (*)(std::int64_t, std::int64_t);

template <typename F>
std::int64_t wrapping(std::int64_t a, std::int64_t b, const F &f)
{
    return static_cast<std::int64_t>(f(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b)));
}

std::int64_t quotient(std::int64_t a, std::int64_t b)
{
    return b == 0 ? 0 : b == -1 ? wrapping(0, a, std::minus<>()) : a / b;
}

std::int64_t rest(std::int64_t a, std::int64_t b)
{
    if (b == 0 || b == -1) {
        return 0;
    }
    const std::int64_t r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

Function functionOf(std::string_view op)
{
    using I = std::int64_t;
    static const std::map<std::string_view, Function> functions{
        {"Add", [](I a, I b) { return wrapping(a, b, std::plus<>()); }},
        {"Sum", [](I a, I b) { return wrapping(a, b, std::plus<>()); }},
        {"Sub", [](I a, I b) { return wrapping(a, b, std::minus<>()); }},
        {"Mul", [](I a, I b) { return wrapping(a, b, std::multiplies<>()); }},
        {"Div", quotient},
        {"Mod", rest},
        {"Min", [](I a, I b) { return std::min(a, b); }},
        {"Max", [](I a, I b) { return std::max(a, b); }},
        {"Equal", [](I a, I b) { return I{a == b}; }},
        {"Less", [](I a, I b) { return I{a < b}; }},
        {"LessOrEqual", [](I a, I b) { return I{a <= b}; }},
        {"Greater", [](I a, I b) { return I{a > b}; }},
        {"GreaterOrEqual", [](I a, I b) { return I{a >= b}; }},
        {"And", [](I a, I b) { return I{a != 0 && b != 0}; }},
        {"Or", [](I a, I b) { return I{a != 0 || b != 0}; }},
        {"Xor", [](I a, I b) { return I{(a != 0) != (b != 0)}; }}};
    const auto found = functions.find(op);
    return found == functions.end() ? nullptr : found->second;
}

/// The operand's element that stands at index i of the result.
const ShapeElement &elementAt(const std::vector<ShapeElement> &elements, std::size_t i)
{
    return elements[elements.size() == 1 ? 0 : i];
}

/// Open sizes times 1 or plus 0 stay what they are.
ShapeElement combined(const Node &node, Function f, const ShapeElement &a, const ShapeElement &b)
{
    if (a.isKnown() && b.isKnown()) {
        return {f(a.number, b.number), 0};
    }
    const std::int64_t neutral = node.op == "Mul" || node.op == "Div" ? 1 : 0;
    const bool moves = node.op == "Add" || node.op == "Sub" || node.op == "Mul" || node.op == "Div";
    if (moves && b.isKnown() && b.number == neutral) {
        return a;
    }
    return moves && a.isKnown() && a.number == neutral && (node.op == "Add" || node.op == "Mul") ? b : ShapeElement::unknown();
}

/// Where all operands are scalars or of one length.
void computeElements(InferenceCall &call, const std::optional<Shape> &shape)
{
    const Function f = functionOf(call.node.op);
    if (f == nullptr || !shape || openCount(*shape) < 0 || openCount(*shape) > kMostElements) {
        return;
    }
    const auto size = static_cast<std::size_t>(openCount(*shape));
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        if (!call.elements(i) || (call.elements(i)->size() != 1 && call.elements(i)->size() != size)) {
            return;
        }
    }
    std::vector<ShapeElement> result(size);
    for (std::size_t at = 0; at < size; ++at) {
        result[at] = elementAt(*call.elements(0), at);
        for (std::size_t i = 1; i < call.inputCount(); ++i) {
            result[at] = combined(call.node, f, result[at], elementAt(*call.elements(i), at));
        }
    }
    call.setElements(0, std::move(result));
}

void arithmetic(InferenceCall &call)
{
    requireOneType(call);
    const auto shape = broadcastInputs(call);
    call.set(0, call.commonType(), shape);
    if (call.node.integer("fmod", 0) == 0) {
        computeElements(call, shape);
    }
}

void compare(InferenceCall &call)
{
    requireOneType(call);
    const auto shape = broadcastInputs(call);
    call.set(0, DType::Bool, shape);
    computeElements(call, shape);
}

void logical(InferenceCall &call)
{
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        if (const auto type = call.type(i); type && *type != DType::Bool) {
            throw call.error(call.inputText(i), "bool", std::string(nameOf(*type)));
        }
    }
    compare(call);
}

void power(InferenceCall &call)
{
    call.set(0, call.type(0), broadcastInputs(call));
}

void bitwise(InferenceCall &call)
{
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        if (const auto type = call.type(i); type && (isFloating(*type) || *type == DType::Bool)) {
            throw call.error(call.inputText(i), "integers", std::string(nameOf(*type)));
        }
    }
    requireOneType(call);
    call.set(0, call.type(0), broadcastInputs(call));
}

void where(InferenceCall &call)
{
    if (const auto type = call.type(0); type && *type != DType::Bool) {
        throw call.error("condition", "bool", std::string(nameOf(*type)));
    }
    if (!sameType(call.type(1), call.type(2))) {
        throw call.error("element types", std::string(nameOf(*call.type(1))), std::string(nameOf(*call.type(2))));
    }
    const auto shape = broadcastInputs(call);
    call.set(0, call.commonType(1), shape);
    const auto &flags = call.elements(0);
    const auto &yes = call.elements(1);
    const auto &no = call.elements(2);
    if (!shape || !flags || !yes || !no || openCount(*shape) < 0 || openCount(*shape) > kMostElements) {
        return;
    }
    const auto size = static_cast<std::size_t>(openCount(*shape));
    for (const auto *elements : {&*flags, &*yes, &*no}) {
        if (elements->size() != 1 && elements->size() != size) {
            return;
        }
    }
    std::vector<ShapeElement> result(size);
    for (std::size_t i = 0; i < size; ++i) {
        const ShapeElement &flag = elementAt(*flags, i);
        result[i] = flag.isKnown() ? elementAt(flag.number != 0 ? *yes : *no, i) : ShapeElement::unknown();
    }
    call.setElements(0, std::move(result));
}

} // namespace

void addBinary(OperatorTable &table)
{
    for (const std::string_view name : {"Add", "Sub", "Mul", "Div"}) {
        table.add({.name = name, .since = 7, .inputs = {2, 2}, .shape = arithmetic, .rows = RowUse::Through});
    }
    for (const std::string_view name : {"Min", "Max", "Sum"}) {
        table.add({.name = name, .inputs = {1, kManyInputs}, .shape = arithmetic});
    }
    table.add({.name = "Mean", .inputs = {1, kManyInputs}, .shape = arithmetic, .floats = ~0U});
    table.add({.name = "Pow", .inputs = {2, 2}, .shape = power});
    table.add({.name = "Mod", .since = 10, .inputs = {2, 2}, .attributes = {flag("fmod")}, .shape = arithmetic});
    table.add({.name = "PRelu", .inputs = {2, 2}, .shape = arithmetic, .floats = 3});
    for (const std::string_view name : {"Equal", "Less", "Greater"}) {
        table.add({.name = name, .inputs = {2, 2}, .shape = compare});
    }
    for (const std::string_view name : {"LessOrEqual", "GreaterOrEqual"}) {
        table.add({.name = name, .since = 12, .inputs = {2, 2}, .shape = compare});
    }
    for (const std::string_view name : {"And", "Or", "Xor"}) {
        table.add({.name = name, .inputs = {2, 2}, .shape = logical});
    }
    for (const std::string_view name : {"BitwiseAnd", "BitwiseOr", "BitwiseXor"}) {
        table.add({.name = name, .since = 18, .inputs = {2, 2}, .shape = bitwise});
    }
    table.add({.name = "BitwiseNot", .since = 18, .shape = bitwise});
    table.add({.name = "BitShift",
               .since = 11,
               .inputs = {2, 2},
               .attributes = {required(text("direction", {"LEFT", "RIGHT"}))},
               .shape = bitwise});
    table.add({.name = "Where", .since = 9, .inputs = {3, 3}, .shape = where});
}

} // namespace vsq
