// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that pick or put elements by index, and those that make or rearrange positions.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <span>

namespace vsq {

namespace {

void requireIndices(const InferenceCall &call, std::size_t input)
{
    if (const auto type = call.type(input); type && *type != DType::Int64 && *type != DType::Int32) {
        throw call.error(call.inputText(input), "int32 or int64", std::string(nameOf(*type)));
    }
}

void gather(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &indices = call.shape(1);
    requireIndices(call, 1);
    call.set(0, call.type(0), std::nullopt);
    if (!x || !indices) {
        return;
    }
    const auto axis = static_cast<std::ptrdiff_t>(call.axisAttribute("axis", 0, x->size()));
    Shape shape(x->begin(), x->begin() + axis);
    shape.insert(shape.end(), indices->begin(), indices->end());
    shape.insert(shape.end(), x->begin() + axis + 1, x->end());
    call.set(0, call.type(0), std::move(shape));
    const std::int64_t size = (*x)[static_cast<std::size_t>(axis)];
    if (const auto &at = call.elements(1); at && size >= 0) {
        for (const ShapeElement &index : *at) { // some of them may be known where others are not
            if (index.isKnown() && (index.number < -size || index.number >= size)) {
                throw call.error("index", "-" + std::to_string(size) + " to " + std::to_string(size - 1),
                                 std::to_string(index.number));
            }
        }
        if (const auto &from = call.elements(0); from && x->size() == 1) {
            std::vector<ShapeElement> picked;
            for (const ShapeElement &index : *at) {
                const std::int64_t i = index.number < 0 ? index.number + size : index.number;
                picked.push_back(index.isKnown() ? (*from)[static_cast<std::size_t>(i)] : ShapeElement::unknown());
            }
            call.setElements(0, std::move(picked));
        }
    }
}

/// Indices of the data's rank, within its shape but along the axis.
void requireWithin(const InferenceCall &call, std::size_t axis)
{
    const Shape &x = *call.shape(0);
    const Shape &indices = *call.shape(1);
    bool fits = indices.size() == x.size();
    for (std::size_t i = 0; fits && i < indices.size(); ++i) {
        fits = i == axis || x[i] < 0 || indices[i] <= x[i];
    }
    if (!fits) {
        throw call.error("indices", "a shape within " + toString(x), toString(indices));
    }
}

void requireElements(const InferenceCall &call)
{
    if (const auto &x = call.shape(0); x && call.shape(1)) {
        const std::size_t axis = call.axisAttribute("axis", 0, x->size());
        requireWithin(call, axis);
        call.requireIndices(1, std::span(*x).subspan(axis, 1));
    }
}

void gatherElements(InferenceCall &call)
{
    requireIndices(call, 1);
    requireElements(call);
    call.set(0, call.type(0), call.shape(1));
}

void gatherNd(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &tuples = call.shape(1);
    requireIndices(call, 1);
    call.set(0, call.type(0), std::nullopt);
    const auto batch = static_cast<std::size_t>(call.node.integer("batch_dims", 0));
    if (!x || !tuples) {
        return;
    }
    if (tuples->empty() || batch >= tuples->size()
        || (tuples->back() >= 0 && batch + static_cast<std::size_t>(tuples->back()) > x->size())) {
        throw call.error("indices", "tuples of at most " + std::to_string(x->size()) + " indices", toString(*tuples));
    }
    if (tuples->back() < 0) {
        return;
    }
    for (std::size_t i = 0; i < batch; ++i) {
        if (!mayEqual((*tuples)[i], (*x)[i])) {
            throw call.error("indices", "the data's " + std::to_string(batch) + " batch dimensions " + toString(*x),
                             toString(*tuples));
        }
    }
    call.requireIndices(1, std::span(*x).subspan(batch, static_cast<std::size_t>(tuples->back())));
    Shape shape(tuples->begin(), tuples->end() - 1);
    shape.insert(shape.end(), x->begin() + static_cast<std::ptrdiff_t>(batch) + tuples->back(), x->end());
    call.set(0, call.type(0), std::move(shape));
}

void requireUpdates(const InferenceCall &call)
{
    if (!sameType(call.type(0), call.type(2))) {
        throw call.error("updates", std::string(nameOf(*call.type(0))), std::string(nameOf(*call.type(2))));
    }
}

void scatterElements(InferenceCall &call)
{
    requireIndices(call, 1);
    requireUpdates(call);
    requireElements(call);
    likeFirst(call);
}

void scatterNd(InferenceCall &call)
{
    requireIndices(call, 1);
    requireUpdates(call);
    if (const auto &x = call.shape(0), &tuples = call.shape(1); x && tuples) {
        if (tuples->empty() || (tuples->back() >= 0 && static_cast<std::size_t>(tuples->back()) > x->size())) {
            throw call.error("indices", "tuples of at most " + std::to_string(x->size()) + " indices", toString(*tuples));
        }
        if (tuples->back() >= 0) {
            call.requireIndices(1, std::span(*x).first(static_cast<std::size_t>(tuples->back())));
        }
    }
    likeFirst(call);
}

/// A cache, what is put into it along an axis, and from which index on for each item of the batch.
void tensorScatter(InferenceCall &call)
{
    if (!sameType(call.type(0), call.type(1))) {
        throw call.error("update", std::string(nameOf(*call.type(0))), std::string(nameOf(*call.type(1))));
    }
    if (call.has(2)) {
        requireIndices(call, 2);
    }
    if (const auto &cache = call.shape(0), &update = call.shape(1); cache && update) {
        const std::size_t axis = call.axisAttribute("axis", -2, cache->size());
        if (axis == 0) {
            throw call.error("axis", "another than the batch's", "0");
        }
        bool fits = update->size() == cache->size();
        for (std::size_t i = 0; fits && i < cache->size(); ++i) {
            fits = mayEqual((*cache)[i], (*update)[i]) || (i == axis && (*update)[i] < (*cache)[i]);
        }
        if (!fits) {
            throw call.error("update", "the cache's " + toString(*cache) + ", at most as long along axis " + std::to_string(axis),
                             toString(*update));
        }
        if (const auto &first = call.shape(2);
            call.has(2) && first && (first->size() != 1 || !mayEqual(first->front(), cache->front()))) {
            throw call.error(call.inputText(2), "an index for each item of " + toString(*cache), toString(*first));
        }
    }
    likeFirst(call);
}

void trilu(InferenceCall &call)
{
    if (const auto &x = call.shape(0); x && x->size() < 2) {
        throw call.error("input", "two dimensions or more", toString(*x));
    }
    likeFirst(call);
}

void oneHot(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    if (shape) {
        const std::size_t axis = call.axisAttribute("axis", -1, shape->size() + 1);
        std::int64_t depth = -1;
        if (const auto &known = call.elements(1); known && known->size() == 1) {
            depth = known->front().isKnown() ? std::max<std::int64_t>(0, known->front().number) : known->front().open;
        } else if (const auto real = call.floats(1)) { // of any number type
            constexpr double kMost = 281474976710656.0;
            depth = real->size() == 1 && real->front() >= 1.0 && real->front() <= kMost ? static_cast<std::int64_t>(real->front())
                                                                                        : 0;
        }
        if (depth == 0) {
            throw call.error("depth", "one number of 1 or more", "another");
        }
        shape->insert(shape->begin() + static_cast<std::ptrdiff_t>(axis), depth);
    }
    call.set(0, call.type(2), std::move(shape));
}

void nonZero(InferenceCall &call)
{
    const auto &x = call.shape(0);
    call.set(0, DType::Int64, Shape{x ? static_cast<std::int64_t>(x->size()) : -1, -1});
}

void compress(InferenceCall &call)
{
    if (const auto type = call.type(1); type && *type != DType::Bool) {
        throw call.error("condition", "bool of one dimension", std::string(nameOf(*type)));
    }
    if (!call.node.has("axis")) {
        call.set(0, call.type(0), openShape(1));
        return;
    }
    std::optional<Shape> shape = call.shape(0);
    if (shape) {
        (*shape)[call.axisAttribute("axis", 0, shape->size())] = -1;
    }
    call.set(0, call.type(0), std::move(shape));
}

/// Blocks of b x b pixels become channels, or the other way round.
void blocks(InferenceCall &call)
{
    const bool toSpace = call.node.op == "DepthToSpace";
    const auto &x = call.shape(0);
    const std::int64_t b = call.node.integer("blocksize", 0);
    Shape shape = openShape(4);
    if (x) {
        const auto divides = [](std::int64_t size, std::int64_t by) { return size < 0 || size % by == 0; };
        if (x->size() != 4 || (toSpace ? !divides((*x)[1], b * b) : !divides((*x)[2], b) || !divides((*x)[3], b))) {
            throw call.error("input", "four dimensions that blocks of " + std::to_string(b) + " divide", toString(*x));
        }
        const auto over = [](std::int64_t size, std::int64_t by) { return size < 0 ? -1 : size / by; };
        const auto times = [](std::int64_t size, std::int64_t by) { return size < 0 ? -1 : openProduct({size, by}, 0, 2); };
        shape = toSpace ? Shape{(*x)[0], over((*x)[1], b * b), times((*x)[2], b), times((*x)[3], b)}
                        : Shape{(*x)[0], times((*x)[1], b * b), over((*x)[2], b), over((*x)[3], b)};
    }
    call.set(0, call.type(0), std::move(shape));
}

} // namespace

void addIndexing(OperatorTable &table)
{
    constexpr std::int64_t kLargestBlock = 1 << 15;
    const AttributeSpec reduction = text("reduction", {"none", "add", "mul", "max", "min"});
    table.add({.name = "Gather", .inputs = {2, 2}, .attributes = {integer("axis")}, .shape = gather});
    table.add(
        {.name = "GatherElements", .since = 11, .inputs = {2, 2}, .attributes = {integer("axis")}, .shape = gatherElements});
    table.add({.name = "GatherND", .since = 11, .inputs = {2, 2}, .attributes = {integer("batch_dims", 0)}, .shape = gatherNd});
    table.add({.name = "Scatter",
               .since = 9,
               .until = 10,
               .inputs = {3, 3},
               .attributes = {integer("axis")},
               .shape = scatterElements});
    table.add({.name = "ScatterElements",
               .since = 11,
               .inputs = {3, 3},
               .attributes = {integer("axis"), reduction},
               .shape = scatterElements});
    table.add({.name = "ScatterND", .since = 11, .inputs = {3, 3}, .attributes = {reduction}, .shape = scatterNd});
    table.add({.name = "TensorScatter",
               .since = 24,
               .inputs = {2, 3},
               .attributes = {integer("axis"), text("mode", {"linear", "circular"})},
               .shape = tensorScatter});
    table.add({.name = "Trilu", .since = 14, .inputs = {1, 2}, .attributes = {flag("upper")}, .shape = trilu});
    table.add({.name = "OneHot", .since = 9, .inputs = {3, 3}, .attributes = {integer("axis")}, .shape = oneHot});
    table.add({.name = "NonZero", .since = 9, .shape = nonZero});
    table.add({.name = "Compress", .since = 9, .inputs = {2, 2}, .attributes = {integer("axis")}, .shape = compress});
    table.add({.name = "DepthToSpace",
               .attributes = {required(integer("blocksize", 1, kLargestBlock)), text("mode", {"DCR", "CRD"})},
               .shape = blocks});
    table.add({.name = "SpaceToDepth", .attributes = {required(integer("blocksize", 1, kLargestBlock))}, .shape = blocks});
}

} // namespace vsq
