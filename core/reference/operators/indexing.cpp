// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that pick elements by index: Gather, GatherElements, GatherND, Trilu.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/indexat.h"
#include "core/reference/operators/strided.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

Outputs gather(Call &call)
{
    const Tensor &x = call.in(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), x.rank()));
    const std::vector<std::int64_t> indices = call.integers(1);
    Shape shape(x.shape().begin(), x.shape().begin() + static_cast<std::ptrdiff_t>(axis));
    shape.insert(shape.end(), call.in(1).shape().begin(), call.in(1).shape().end());
    shape.insert(shape.end(), x.shape().begin() + static_cast<std::ptrdiff_t>(axis) + 1, x.shape().end());
    Tensor result = Tensor::uninitialized(x.dtype(), shape);
    const std::int64_t outer = sizeBetween(x.shape(), 0, axis);
    const auto piece = static_cast<std::size_t>(sizeBetween(x.shape(), axis + 1, x.rank())) * sizeOf(x.dtype());
    const auto *from = static_cast<const char *>(x.bytes());
    auto *to = static_cast<char *>(result.mutableBytes());
    for (std::int64_t o = 0; o < outer; ++o) {
        for (const std::int64_t index : indices) {
            const std::int64_t at = wrapped(call, index, x.dim(axis));
            if (piece > 0) {
                std::memcpy(to, from + static_cast<std::size_t>(o * x.dim(axis) + at) * piece, piece);
            }
            to += piece;
        }
    }
    return {result};
}

Outputs gatherElements(Call &call)
{
    const Tensor &x = call.in(0);
    const Shape &shape = call.in(1).shape();
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), x.rank()));
    bool fits = shape.size() == x.rank();
    for (std::size_t i = 0; fits && i < shape.size(); ++i) {
        fits = i == axis || shape[i] <= x.dim(i);
    }
    if (!fits) {
        throw call.error("indices", "a shape within " + toString(x.shape()), toString(shape));
    }
    const std::vector<std::int64_t> indices = call.integers(1);
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    Tensor result = Tensor::uninitialized(x.dtype(), shape);
    dispatchWidth(x.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(x);
        T *to = rawMutable<T>(result);
        Shape index(shape.size(), 0);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            std::int64_t at = wrapped(call, indices[i], x.dim(axis)) * strides[axis];
            for (std::size_t d = 0; d < index.size(); ++d) {
                at += d == axis ? 0 : index[d] * strides[d];
            }
            to[i] = from[at];
            advance(index, shape);
        }
    });
    return {result};
}

Outputs gatherNd(Call &call)
{
    const Tensor &x = call.in(0);
    const Shape &tuples = call.in(1).shape();
    const auto batch = static_cast<std::size_t>(call.node.integer("batch_dims", 0));
    if (tuples.empty() || tuples.back() < 0 || batch >= tuples.size()
        || batch + static_cast<std::size_t>(tuples.back()) > x.rank()) {
        throw call.error("indices", "tuples of at most " + std::to_string(x.rank()) + " indices", toString(tuples));
    }
    if (!std::equal(tuples.begin(), tuples.begin() + static_cast<std::ptrdiff_t>(batch), x.shape().begin())) {
        throw call.error("indices", "the data's " + std::to_string(batch) + " batch dimensions " + toString(x.shape()),
                         toString(tuples));
    }
    const auto length = static_cast<std::size_t>(tuples.back());
    const std::vector<std::int64_t> indices = call.integers(1);
    Shape shape(tuples.begin(), tuples.end() - 1);
    shape.insert(shape.end(), x.shape().begin() + static_cast<std::ptrdiff_t>(batch + length), x.shape().end());
    Tensor result = Tensor::uninitialized(x.dtype(), shape);
    const auto piece = static_cast<std::size_t>(sizeBetween(x.shape(), batch + length, x.rank())) * sizeOf(x.dtype());
    const std::int64_t images = sizeBetween(x.shape(), 0, batch);
    const std::int64_t perImage = sizeBetween(tuples, batch, tuples.size() - 1);
    const std::int64_t pieces = sizeBetween(x.shape(), batch, batch + length);
    const auto *from = static_cast<const char *>(x.bytes());
    auto *to = static_cast<char *>(result.mutableBytes());
    for (std::int64_t i = 0; i < images * perImage; ++i) {
        const std::int64_t at = i / perImage * pieces
                                + pieceAt(call, indices.data() + i * static_cast<std::int64_t>(length), length, x.shape(), batch);
        if (piece > 0) {
            std::memcpy(to + static_cast<std::size_t>(i) * piece, from + static_cast<std::size_t>(at) * piece, piece);
        }
    }
    return {result};
}

Outputs trilu(Call &call)
{
    const bool upper = call.node.integer("upper", 1) != 0;
    std::int64_t k = call.has(1) ? call.integer(1) : 0;
    Tensor x = call.take(0);
    if (x.rank() < 2) {
        throw call.error("input", "two dimensions or more", toString(x.shape()));
    }
    const std::int64_t rows = x.dim(x.rank() - 2);
    const std::int64_t columns = x.dim(x.rank() - 1);
    k = std::clamp(k, -rows, columns); // farther off nothing changes any more
    dispatchWidth(x.dtype(), [&]<typename T>(T) {
        T *values = rawMutable<T>(x);
        for (std::int64_t i = 0; i < x.size(); ++i) {
            const std::int64_t row = i / columns % rows;
            const std::int64_t column = i % columns;
            if (upper ? column < row + k : column > row + k) {
                values[i] = T{};
            }
        }
    });
    return {std::move(x)};
}

} // namespace

void registerIndexing(OperatorRegistry &registry)
{
    registry.add("Gather", gather);
    registry.add("GatherElements", gatherElements);
    registry.add("GatherND", gatherNd);
    registry.add("Trilu", trilu);
}

} // namespace vsq
