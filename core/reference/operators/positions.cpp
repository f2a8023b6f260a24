// SPDX-License-Identifier: GPL-3.0-or-later
// Operators between positions and values: OneHot, NonZero, Compress, Hardmax, DepthToSpace, SpaceToDepth.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"

#include <algorithm>
#include <cstring>

namespace vsq {

namespace {

Tensor asIntegers(const Call &call, std::size_t i)
{
    Tensor result(DType::Int64, call.in(i).shape());
    dispatch(call, call.in(i).dtype(), [&]<typename T>(T) {
        const auto from = call.in(i).values<T>();
        std::transform(from.begin(), from.end(), result.mutableValues<std::int64_t>().begin(),
                       [](T value) { return static_cast<std::int64_t>(value); });
    });
    return result;
}

Outputs oneHot(Call &call)
{
    const Tensor indices = asIntegers(call, 0);
    const Tensor depths = asIntegers(call, 1);
    const Tensor &values = call.in(2);
    if (depths.size() != 1 || depths.values<std::int64_t>()[0] < 1 || values.size() != 2) {
        throw call.error("depth and values", "one number of 1 or more, and two values",
                         toString(depths.shape()) + " and " + toString(values.shape()));
    }
    const std::int64_t depth = depths.values<std::int64_t>()[0];
    Shape shape = indices.shape();
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", -1), shape.size() + 1));
    shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(axis), depth);
    Tensor result = Tensor::uninitialized(values.dtype(), shape);
    const std::int64_t inner = sizeBetween(shape, axis + 1, shape.size());
    dispatchWidth(values.dtype(), [&]<typename T>(T) {
        const T *offOn = raw<T>(values);
        T *to = rawMutable<T>(result);
        std::fill_n(to, result.size(), offOn[0]);
        for (std::int64_t i = 0; i < indices.size(); ++i) {
            const std::int64_t index = indices.values<std::int64_t>()[static_cast<std::size_t>(i)];
            const std::int64_t at = index < 0 ? index + depth : index;
            if (at >= 0 && at < depth) { // outside, everything is off
                to[(i / inner * depth + at) * inner + i % inner] = offOn[1];
            }
        }
    });
    return {result};
}

Outputs nonZero(Call &call)
{
    const Tensor &x = call.in(0);
    const auto rank = static_cast<std::int64_t>(x.rank());
    std::vector<std::int64_t> places;
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        const auto values = x.values<T>();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] != T{}) {
                places.push_back(static_cast<std::int64_t>(i));
            }
        }
    });
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    Tensor result(DType::Int64, {rank, static_cast<std::int64_t>(places.size())});
    auto to = result.mutableValues<std::int64_t>();
    for (std::size_t d = 0; d < x.rank(); ++d) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            to[d * places.size() + i] = places[i] / strides[d] % x.dim(d);
        }
    }
    return {result};
}

Outputs compress(Call &call)
{
    if (call.in(1).dtype() != DType::Bool || call.in(1).rank() != 1) {
        throw call.error("condition", "bool of one dimension",
                         std::string(nameOf(call.in(1).dtype())) + " " + toString(call.in(1).shape()));
    }
    const bool flat = !call.node.has("axis");
    const Tensor x = flat ? call.in(0).reshaped({call.in(0).size()}) : call.in(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), x.rank()));
    const auto condition = call.in(1).values<bool>();
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < std::min(x.dim(axis), static_cast<std::int64_t>(condition.size())); ++i) {
        if (condition[static_cast<std::size_t>(i)]) {
            kept.push_back(i);
        }
    }
    Shape shape = x.shape();
    shape[axis] = static_cast<std::int64_t>(kept.size());
    Tensor result = Tensor::uninitialized(x.dtype(), shape);
    const auto piece = static_cast<std::size_t>(sizeBetween(x.shape(), axis + 1, x.rank())) * sizeOf(x.dtype());
    const auto *from = static_cast<const char *>(x.bytes());
    auto *to = static_cast<char *>(result.mutableBytes());
    for (std::int64_t o = 0; o < sizeBetween(x.shape(), 0, axis); ++o) {
        for (const std::int64_t at : kept) {
            std::memcpy(to, from + static_cast<std::size_t>(o * x.dim(axis) + at) * piece, piece);
            to += piece;
        }
    }
    return {result};
}

/// 1 at the first largest value along the axis, else 0.
Outputs hardmax(Call &call)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    const bool flattens = call.opset < 13; // then everything from the axis on is one row
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", flattens ? 1 : -1), x.rank()));
    const std::int64_t width = flattens ? sizeBetween(x.shape(), axis, x.rank()) : x.dim(axis);
    const std::int64_t inner = flattens ? 1 : sizeBetween(x.shape(), axis + 1, x.rank());
    float *values = x.mutableValues<float>().data();
    for (std::int64_t row = 0; width > 0 && row < x.size() / width; ++row) {
        float *first = values + row / inner * inner * width + row % inner;
        std::int64_t best = 0;
        for (std::int64_t i = 1; i < width; ++i) {
            best = first[i * inner] > first[best * inner] ? i : best;
        }
        for (std::int64_t i = 0; i < width; ++i) {
            first[i * inner] = i == best ? 1.0F : 0.0F;
        }
    }
    return {std::move(x)};
}

/// Six dimensions in another order, in four again.
Tensor rearranged(const Tensor &x, const Shape &six, const std::vector<std::size_t> &order, Shape four)
{
    const std::vector<std::int64_t> strides = stridesOf(six);
    Shape shape;
    std::vector<std::int64_t> permuted;
    for (const std::size_t axis : order) {
        shape.push_back(six[axis]);
        permuted.push_back(strides[axis]);
    }
    return copyStrided(x, 0, shape, permuted).reshaped(std::move(four));
}

std::int64_t blockOf(const Call &call, bool divides)
{
    const Shape &s = call.in(0).shape();
    const std::int64_t b = call.node.integer("blocksize", 0);
    if (b < 1 || s.size() != 4 || (divides ? s[1] % (b * b) != 0 : s[2] % b != 0 || s[3] % b != 0)) {
        throw call.error("input", "four dimensions that blocks of " + std::to_string(b) + " divide", toString(s));
    }
    return b;
}

Outputs depthToSpace(Call &call)
{
    const std::int64_t b = blockOf(call, true);
    const Tensor &x = call.in(0);
    const std::int64_t n = x.dim(0), c = x.dim(1) / (b * b), h = x.dim(2), w = x.dim(3);
    const Shape four{n, c, h * b, w * b};
    if (const std::string mode = call.node.text("mode", "DCR"); mode == "CRD") {
        return {rearranged(x, {n, c, b, b, h, w}, {0, 1, 4, 2, 5, 3}, four)};
    } else if (mode != "DCR") {
        throw call.error("attribute 'mode'", "DCR or CRD", "'" + mode + "'");
    }
    return {rearranged(x, {n, b, b, c, h, w}, {0, 3, 4, 1, 5, 2}, four)};
}

Outputs spaceToDepth(Call &call)
{
    const std::int64_t b = blockOf(call, false);
    const Tensor &x = call.in(0);
    const std::int64_t n = x.dim(0), c = x.dim(1), h = x.dim(2) / b, w = x.dim(3) / b;
    return {rearranged(x, {n, c, h, b, w, b}, {0, 3, 5, 1, 2, 4}, {n, c * b * b, h, w})};
}

} // namespace

void registerPositions(OperatorRegistry &registry)
{
    registry.add("OneHot", oneHot);
    registry.add("NonZero", nonZero);
    registry.add("Compress", compress);
    registry.add("Hardmax", hardmax);
    registry.add("DepthToSpace", depthToSpace);
    registry.add("SpaceToDepth", spaceToDepth);
}

} // namespace vsq
