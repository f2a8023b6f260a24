// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that put elements where indices say: Scatter, ScatterElements, ScatterND, TensorScatter.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/indexat.h"
#include "core/reference/operators/strided.h"
#include "core/reference/operators/wrapping.h"

#include <algorithm>
#include <functional>

namespace vsq {

namespace {

/// What happens to an element that is there already, as the attribute `reduction` says.
enum class Meeting { Replace, Add, Multiply, Max, Min };

Meeting meetingOf(const Call &call)
{
    const std::string how = call.node.text("reduction", "none");
    for (const auto &[name, meeting] :
         {std::pair("none", Meeting::Replace), std::pair("add", Meeting::Add), std::pair("mul", Meeting::Multiply),
          std::pair("max", Meeting::Max), std::pair("min", Meeting::Min)}) {
        if (how == name) {
            return meeting;
        }
    }
    throw call.error("attribute 'reduction'", "none, add, mul, max or min", "'" + how + "'");
}

template <typename T>
T met(Meeting how, T present, T update)
{
    if constexpr (!std::is_same_v<T, bool>) {
        switch (how) {
        case Meeting::Add: return wrapping(present, update, std::plus<>());
        case Meeting::Multiply: return wrapping(present, update, std::multiplies<>());
        case Meeting::Max: return std::max(present, update);
        case Meeting::Min: return std::min(present, update);
        case Meeting::Replace: break;
        }
    }
    return update;
}

void requireType(const Call &call)
{
    if (call.in(2).dtype() != call.in(0).dtype()) {
        throw call.error("updates", std::string(nameOf(call.in(0).dtype())), std::string(nameOf(call.in(2).dtype())));
    }
}

Outputs scatterElements(Call &call)
{
    const Meeting how = meetingOf(call);
    const Shape shape = call.in(1).shape();
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), call.in(0).rank()));
    bool fits = shape.size() == call.in(0).rank() && call.in(2).shape() == shape;
    for (std::size_t i = 0; fits && i < shape.size(); ++i) {
        fits = i == axis || shape[i] <= call.in(0).dim(i);
    }
    if (!fits) {
        throw call.error("indices and updates", "one shape within " + toString(call.in(0).shape()),
                         toString(shape) + " and " + toString(call.in(2).shape()));
    }
    requireType(call);
    const std::vector<std::int64_t> indices = call.integers(1);
    Tensor x = call.take(0);
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        const auto updates = call.in(2).values<T>();
        auto to = x.mutableValues<T>();
        Shape index(shape.size(), 0);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            std::int64_t at = wrapped(call, indices[i], x.dim(axis)) * strides[axis];
            for (std::size_t d = 0; d < index.size(); ++d) {
                at += d == axis ? 0 : index[d] * strides[d];
            }
            T &place = to[static_cast<std::size_t>(at)];
            place = met<T>(how, place, updates[i]);
            advance(index, shape);
        }
    });
    return {std::move(x)};
}

Outputs scatterNd(Call &call)
{
    const Meeting how = meetingOf(call);
    const Shape tuples = call.in(1).shape();
    if (tuples.empty() || tuples.back() < 0 || static_cast<std::size_t>(tuples.back()) > call.in(0).rank()) {
        throw call.error("indices", "tuples of at most " + std::to_string(call.in(0).rank()) + " indices", toString(tuples));
    }
    requireType(call);
    const std::vector<std::int64_t> indices = call.integers(1);
    Tensor x = call.take(0);
    const auto length = static_cast<std::size_t>(tuples.back());
    const std::int64_t piece = sizeBetween(x.shape(), length, x.rank());
    const std::int64_t count = sizeBetween(tuples, 0, tuples.size() - 1);
    if (call.in(2).size() != count * piece) {
        throw call.error("updates", std::to_string(count * piece) + " elements", std::to_string(call.in(2).size()));
    }
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        const T *from = call.in(2).values<T>().data();
        T *to = x.mutableValues<T>().data();
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t at = pieceAt(call, indices.data() + i * static_cast<std::int64_t>(length), length, x.shape(), 0)
                                    * piece;
            for (std::int64_t j = 0; j < piece; ++j) {
                to[at + j] = met<T>(how, to[at + j], from[i * piece + j]);
            }
        }
    });
    return {std::move(x)};
}

/// Pieces go into the cache along the axis, for each item of the batch from its own index on; a ring where it is circular.
Outputs tensorScatter(Call &call)
{
    const Shape shape = call.in(0).shape();
    const Shape added = call.in(1).shape();
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", -2), shape.size()));
    bool fits = axis > 0 && added.size() == shape.size() && call.in(1).dtype() == call.in(0).dtype();
    for (std::size_t i = 0; fits && i < shape.size(); ++i) {
        fits = added[i] == shape[i] || (i == axis && added[i] < shape[i]);
    }
    if (!fits) {
        throw call.error("update",
                         "the cache's type and shape " + toString(shape) + ", shorter at most along an axis behind the first",
                         toString(added));
    }
    const std::int64_t items = shape.front();
    const std::vector<std::int64_t> first = call.has(2) ? call.integers(2)
                                                        : std::vector<std::int64_t>(static_cast<std::size_t>(items));
    if (static_cast<std::int64_t>(first.size()) != items) {
        throw call.error("write indices", std::to_string(items), std::to_string(first.size()));
    }
    const bool isRing = call.node.text("mode", "linear") == "circular";
    const std::int64_t length = shape[axis];
    const std::int64_t count = added[axis];
    for (const std::int64_t index : first) {
        if (!isRing && (index < 0 || index > length - count)) {
            throw call.error("write index", "0 to " + std::to_string(length - count), std::to_string(index));
        }
    }
    Tensor cache = call.take(0);
    if (call.in(1).size() == 0) {
        return {std::move(cache)};
    }
    const std::int64_t each = sizeBetween(shape, 1, axis); // of an item
    const std::int64_t inner = sizeBetween(shape, axis + 1, shape.size());
    dispatch(call, cache.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(call.in(1));
        T *to = rawMutable<T>(cache);
        for (std::int64_t outer = 0; outer < items * each; ++outer) {
            const std::int64_t index = first[static_cast<std::size_t>(outer / each)];
            const std::int64_t start = (index % length + length) % length;
            for (std::int64_t i = 0; i < count; ++i) {
                const T *piece = from + (outer * count + i) * inner;
                std::copy(piece, piece + inner, to + (outer * length + (start + i) % length) * inner);
            }
        }
    });
    return {std::move(cache)};
}

} // namespace

void registerScatter(OperatorRegistry &registry)
{
    registry.add("Scatter", scatterElements);
    registry.add("ScatterElements", scatterElements);
    registry.add("ScatterND", scatterNd);
    registry.add("TensorScatter", tensorScatter);
}

} // namespace vsq
