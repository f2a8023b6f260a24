// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that move blocks of elements.
#include "core/base/checked.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/sliced.h"

#include <algorithm>
#include <numeric>

namespace vsq {

namespace {

void transpose(InferenceCall &call)
{
    const auto &x = call.shape(0);
    call.set(0, call.type(0), std::nullopt);
    if (!x) {
        return;
    }
    std::vector<std::int64_t> order(x->size());
    std::iota(order.rbegin(), order.rend(), 0);
    order = call.node.integers("perm", order);
    std::vector<bool> seen(x->size(), false);
    bool valid = order.size() == x->size();
    Shape shape;
    for (std::size_t i = 0; valid && i < order.size(); ++i) {
        const auto axis = static_cast<std::size_t>(order[i]);
        valid = order[i] >= 0 && axis < x->size() && !seen[axis];
        if (valid) {
            seen[axis] = true;
            shape.push_back((*x)[axis]);
        }
    }
    if (!valid) {
        throw call.error("attribute 'perm'", "each of the " + std::to_string(x->size()) + " axes once", numbersText(order));
    }
    call.set(0, call.type(0), std::move(shape));
}

std::string typedShape(std::optional<DType> type, const Shape &shape)
{
    return (type ? std::string(nameOf(*type)) + " " : "") + toString(shape);
}

void concat(InferenceCall &call)
{
    std::optional<Shape> shape;
    std::vector<ShapeElement> elements;
    bool whole = true;
    bool known = true;
    std::size_t axis = 0;
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        const auto &other = call.shape(i);
        if (!call.has(i) || !other) {
            whole = known = false;
            continue;
        }
        if (!shape) {
            axis = call.axisAttribute("axis", 1, other->size());
            shape = other;
            (*shape)[axis] = 0;
        }
        bool fits = other->size() == shape->size() && sameType(call.type(0), call.type(i));
        for (std::size_t d = 0; fits && d < other->size(); ++d) {
            fits = d == axis || mayEqual((*shape)[d], (*other)[d]);
        }
        if (!fits) {
            Shape expected = *shape;
            expected[axis] = call.shape(0) ? (*call.shape(0))[axis] : -1;
            throw call.error(call.inputText(i), typedShape(call.type(0), expected) + " but for axis " + std::to_string(axis),
                             typedShape(call.type(i), *other));
        }
        for (std::size_t d = 0; d < other->size(); ++d) {
            std::int64_t &size = (*shape)[d];
            size = d != axis ? merged(size, (*other)[d]) : size < 0 || (*other)[d] < 0 ? -1 : checkedAdd(size, (*other)[d]);
        }
        known = known && shape->size() == 1 && call.elements(i);
        if (known) {
            elements.insert(elements.end(), call.elements(i)->begin(), call.elements(i)->end());
        } else if (shape->size() == 1 && (*other)[0] >= 0 && (*other)[0] < kMostElements && !call.elements(i)) {
            // How many there are is known, not which.
            known = elements.size() + static_cast<std::size_t>((*other)[0]) <= static_cast<std::size_t>(kMostElements) && whole;
            if (known) {
                elements.resize(elements.size() + static_cast<std::size_t>((*other)[0]), ShapeElement::unknown());
            }
        }
    }
    if (!whole && shape) {
        (*shape)[axis] = -1;
    }
    const bool isNumber = call.type(0) && !isFloating(*call.type(0));
    call.set(0, call.commonType(), shape);
    if (known && whole && isNumber) {
        call.setElements(0, std::move(elements));
    }
}

void split(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto count = static_cast<std::int64_t>(call.outputCount());
    std::optional<std::vector<std::int64_t>> sizes = call.has(1) ? call.integers(1) : std::optional(call.node.integers("split"));
    if (const std::int64_t wanted = call.node.integer("num_outputs", count); wanted != count) {
        throw call.error("attribute 'num_outputs'", std::to_string(count) + ", the number of outputs", std::to_string(wanted));
    }
    const std::size_t axis = x ? call.axisAttribute("axis", 0, x->size()) : 0;
    const std::int64_t size = x ? (*x)[axis] : -1;
    if (sizes && sizes->empty() && !call.has(1)) {
        const std::int64_t each = size < 0 ? -1 : (size + count - 1) / count; // the last may be smaller (opset 18)
        for (std::int64_t i = 0; i < count; ++i) {
            sizes->push_back(each < 0 ? -1 : std::clamp<std::int64_t>(size - std::min(size, i * each), 0, each));
        }
    } else if (sizes) {
        std::int64_t sum = 0;
        bool valid = static_cast<std::int64_t>(sizes->size()) == count;
        for (const std::int64_t part : *sizes) {
            valid = valid && part >= 0;
            sum = checkedAdd(sum, part);
        }
        if (!valid || (size >= 0 && sum != size)) {
            throw call.error("sizes",
                             std::to_string(count) + " that add up to " + (size < 0 ? "the dimension" : std::to_string(size)),
                             numbersText(*sizes));
        }
    }
    for (std::size_t i = 0; i < call.outputCount(); ++i) {
        std::optional<Shape> shape = x;
        if (shape) {
            (*shape)[axis] = sizes ? (*sizes)[i] : -1;
        }
        call.set(i, call.type(0), std::move(shape));
    }
}

/// Bounds as attributes before opset 10, as inputs since.
void slice(InferenceCall &call)
{
    const auto &x = call.shape(0);
    call.set(0, call.type(0), std::nullopt);
    if (!x) {
        return;
    }
    const auto given = [&](std::size_t input, const char *attribute) {
        return call.has(input) ? call.integers(input) : std::optional(call.node.integers(attribute));
    };
    const bool asInputs = call.inputCount() > 1;
    if (asInputs && (!call.has(1) || !call.has(2))) {
        throw call.error("bounds", "starts and ends", "one of them left out");
    }
    const auto starts = given(1, "starts");
    const auto ends = given(2, "ends");
    const auto axes = given(3, "axes");
    const auto steps = given(4, "steps");
    Shape shape = *x;
    if (!starts || !ends || !axes || !steps) {
        if (!axes || (axes->empty() && !call.length(1))) {
            shape = openShape(shape.size());
        } else {
            std::vector<std::int64_t> moved = *axes;
            if (moved.empty()) {
                moved.resize(*call.length(1));
                std::iota(moved.begin(), moved.end(), 0);
            }
            const std::vector<bool> marked = markedAxes(call, moved, shape.size());
            for (std::size_t i = 0; i < shape.size(); ++i) {
                shape[i] = marked[i] ? -1 : shape[i];
            }
        }
        call.set(0, call.type(0), std::move(shape));
        return;
    }
    const std::vector<SliceAxis> parts = slicedAxes(call.node, *x, *starts, *ends, *axes, *steps);
    for (const SliceAxis &part : parts) {
        shape[part.axis] = part.length;
    }
    call.set(0, call.type(0), shape);
    if (const auto &elements = call.elements(0); elements && shape.size() == 1 && parts.size() == 1 && parts[0].length >= 0) {
        std::vector<ShapeElement> taken;
        for (std::int64_t i = 0; i < parts[0].length; ++i) {
            taken.push_back((*elements)[static_cast<std::size_t>(parts[0].start + i * parts[0].step)]);
        }
        call.setElements(0, std::move(taken));
    }
}

void tile(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    if (const auto repeats = call.integers(1); shape && repeats) {
        if (repeats->size() != shape->size()
            || std::any_of(repeats->begin(), repeats->end(), [](std::int64_t r) { return r < 0; })) {
            throw call.error("repeats", std::to_string(shape->size()) + " numbers of 0 or more", numbersText(*repeats));
        }
        for (std::size_t i = 0; i < shape->size(); ++i) {
            std::int64_t &size = (*shape)[i];
            size = (*repeats)[i] == 1 ? size : size < 0 ? -1 : checkedMultiply(size, (*repeats)[i]);
        }
    } else if (shape) {
        shape = openShape(shape->size());
    }
    call.set(0, call.type(0), std::move(shape));
}

void pad(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    const auto pads = call.has(1) ? call.integers(1) : std::optional(call.node.integers("pads"));
    const auto axes = call.has(3) ? call.integers(3) : std::nullopt;
    if (shape && pads && (axes || !call.has(3))) {
        std::vector<std::int64_t> which(shape->size());
        std::iota(which.begin(), which.end(), 0);
        which = axes ? *axes : which;
        if (pads->size() != 2 * which.size()) {
            throw call.error("pads", std::to_string(2 * which.size()) + " numbers", std::to_string(pads->size()));
        }
        for (std::size_t i = 0; i < which.size(); ++i) {
            constexpr std::int64_t kMost = std::int64_t{1} << 48; // what a tensor may have
            for (const std::int64_t each : {(*pads)[i], (*pads)[which.size() + i]}) {
                if (each < -kMost || each > kMost) {
                    throw call.error("pads", "at most 2^48", std::to_string(each));
                }
            }
            std::int64_t &size = (*shape)[call.axis(which[i], shape->size())];
            const std::int64_t more = checkedAdd((*pads)[i], (*pads)[which.size() + i]);
            if (size >= 0 && checkedAdd(size, more) < 0) {
                throw call.error("pads", "an output of 0 or more", std::to_string(size + more));
            }
            size = more == 0 ? size : size < 0 ? -1 : size + more;
        }
    } else if (shape) {
        shape = openShape(shape->size());
    }
    call.set(0, call.type(0), std::move(shape));
}

} // namespace

void addMovement(OperatorTable &table)
{
    constexpr std::string_view kMoves = "Moves data without computing; the host does it.";
    table.add({.name = "Transpose", .attributes = {integers("perm")}, .shape = transpose, .hostReason = kMoves});
    table.add({.name = "Concat",
               .inputs = {1, kManyInputs},
               .attributes = {required(integer("axis"))},
               .shape = concat,
               .hostReason = kMoves});
    table.add({.name = "Split",
               .inputs = {1, 2},
               .outputs = {1, kManyInputs},
               .attributes = {integer("axis"), integer("num_outputs", 1), integers("split", 0)},
               .shape = split,
               .hostReason = kMoves});
    table.add({.name = "Slice",
               .inputs = {1, 5},
               .attributes = {integers("axes"), integers("ends"), integers("starts")},
               .shape = slice,
               .hostReason = kMoves});
    table.add({.name = "Tile", .inputs = {2, 2}, .shape = tile, .hostReason = kMoves});
    table.add({.name = "Pad",
               .inputs = {1, 4},
               .attributes = {text("mode", {"constant", "edge", "reflect", "wrap"}), integers("pads"), real("value")},
               .shape = pad,
               .hostReason = kMoves});
}

} // namespace vsq
