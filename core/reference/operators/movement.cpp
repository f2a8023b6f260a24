// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that move blocks of elements: Transpose, Concat, Split, Slice, Tile, Pad.
#include "core/base/checked.h"
#include "core/network/operators/sliced.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace vsq {

namespace {

Outputs transposeAxes(Call &call)
{
    const Tensor &x = call.in(0);
    std::vector<std::int64_t> order(x.rank());
    std::iota(order.rbegin(), order.rend(), 0);
    order = call.node.integers("perm", order);
    std::vector<bool> seen(x.rank(), false);
    bool valid = order.size() == x.rank();
    Shape shape;
    std::vector<std::int64_t> strides;
    const std::vector<std::int64_t> own = stridesOf(x.shape());
    for (std::size_t i = 0; valid && i < order.size(); ++i) {
        const auto axis = static_cast<std::size_t>(order[i]);
        valid = axis < x.rank() && !seen[axis];
        if (valid) {
            seen[axis] = true;
            shape.push_back(x.dim(axis));
            strides.push_back(own[axis]);
        }
    }
    if (!valid) {
        throw call.error("attribute 'perm'", "each of the " + std::to_string(x.rank()) + " axes once", toString(order));
    }
    return {copyStrided(x, 0, shape, strides)};
}

Outputs concat(Call &call)
{
    const Shape &first = call.in(0).shape();
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 1), first.size()));
    Shape shape = first;
    shape[axis] = 0;
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        Shape other = call.in(i).shape();
        bool fits = other.size() == first.size() && call.in(i).dtype() == call.in(0).dtype();
        if (fits) {
            shape[axis] += other[axis];
            other[axis] = first[axis];
        }
        fits = fits && other == first;
        if (!fits) {
            throw call.error("input '" + call.node.inputs[i] + "'",
                             std::string(nameOf(call.in(0).dtype())) + " " + toString(first) + " but for axis "
                                 + std::to_string(axis),
                             std::string(nameOf(call.in(i).dtype())) + " " + toString(call.in(i).shape()));
        }
    }
    Tensor result = Tensor::uninitialized(call.in(0).dtype(), shape);
    const std::size_t width = sizeOf(result.dtype());
    const auto outer = sizeBetween(shape, 0, axis);
    const auto row = static_cast<std::size_t>(sizeBetween(shape, axis, shape.size())) * width;
    auto *to = static_cast<char *>(result.mutableBytes());
    std::size_t offset = 0;
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        const auto piece = static_cast<std::size_t>(sizeBetween(call.in(i).shape(), axis, shape.size())) * width;
        const auto *from = static_cast<const char *>(call.in(i).bytes());
        for (std::int64_t o = 0; o < outer && piece > 0; ++o) {
            std::memcpy(to + static_cast<std::size_t>(o) * row + offset, from + static_cast<std::size_t>(o) * piece, piece);
        }
        offset += piece;
    }
    return {result};
}

Outputs split(Call &call)
{
    const Tensor &x = call.in(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), x.rank()));
    const auto count = static_cast<std::int64_t>(call.node.outputs.size());
    std::vector<std::int64_t> sizes = call.has(1) ? call.integers(1) : call.node.integers("split");
    if (sizes.empty() && !call.has(1)) {
        const std::int64_t each = (x.dim(axis) + count - 1) / count; // the last may be smaller (opset 18)
        for (std::int64_t i = 0; i < count; ++i) {
            sizes.push_back(std::clamp<std::int64_t>(x.dim(axis) - std::min(x.dim(axis), i * each), 0, each));
        }
    }
    if (static_cast<std::int64_t>(sizes.size()) != count
        || std::any_of(sizes.begin(), sizes.end(), [](std::int64_t s) { return s < 0; })
        || std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}, checkedAdd) != x.dim(axis)) {
        throw call.error("sizes", std::to_string(count) + " that add up to " + std::to_string(x.dim(axis)), toString(sizes));
    }
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    Outputs outputs;
    std::int64_t start = 0;
    for (const std::int64_t size : sizes) {
        Shape shape = x.shape();
        shape[axis] = size;
        outputs.push_back(copyStrided(x, start * strides[axis], shape, strides));
        start += size;
    }
    return outputs;
}

/// Bounds as attributes before opset 10, as inputs since.
Outputs slice(Call &call)
{
    const Tensor &x = call.in(0);
    const auto given = [&](std::size_t input, const char *attribute) {
        return call.has(input) ? call.integers(input) : call.node.integers(attribute);
    };
    Shape shape = x.shape();
    std::vector<std::int64_t> strides = stridesOf(x.shape());
    std::int64_t offset = 0;
    for (const SliceAxis &part :
         slicedAxes(call.node, x.shape(), given(1, "starts"), given(2, "ends"), given(3, "axes"), given(4, "steps"))) {
        shape[part.axis] = part.length;
        offset += part.length == 0 ? 0 : part.start * strides[part.axis];
        strides[part.axis] *= part.length > 1 ? part.step : 1;
    }
    return {copyStrided(x, offset, shape, strides)};
}

Outputs tile(Call &call)
{
    const Tensor &x = call.in(0);
    const std::vector<std::int64_t> repeats = call.integers(1);
    if (repeats.size() != x.rank() || std::any_of(repeats.begin(), repeats.end(), [](std::int64_t r) { return r < 0; })) {
        throw call.error("repeats", std::to_string(x.rank()) + " numbers of 0 or more", toString(repeats));
    }
    // Each axis becomes two: the repetition, which does not move in the source, and the axis itself.
    elementCount(repeats);
    Shape split;
    Shape shape;
    std::vector<std::int64_t> strides;
    const std::vector<std::int64_t> own = stridesOf(x.shape());
    for (std::size_t i = 0; i < x.rank(); ++i) {
        split.insert(split.end(), {repeats[i], x.dim(i)});
        strides.insert(strides.end(), {0, own[i]});
        shape.push_back(checkedMultiply(repeats[i], x.dim(i)));
    }
    return {copyStrided(x, 0, split, strides).reshaped(shape)};
}

/// The index in the input that padded position `at` shows, or -1 for the constant.
std::int64_t padSource(std::int64_t at, std::int64_t size, const std::string &mode)
{
    if (at >= 0 && at < size) {
        return at;
    }
    if (mode == "constant" || size == 0) {
        return -1;
    }
    if (mode == "edge") {
        return std::clamp<std::int64_t>(at, 0, size - 1);
    }
    if (mode == "wrap") {
        return (at % size + size) % size;
    }
    const std::int64_t period = std::max<std::int64_t>(1, 2 * (size - 1)); // reflect: the edge is not repeated
    const std::int64_t phase = (at % period + period) % period;
    return phase < size ? phase : period - phase;
}

Outputs pad(Call &call)
{
    const Tensor &x = call.in(0);
    const std::string mode = call.node.text("mode", "constant");
    if (mode != "constant" && mode != "edge" && mode != "reflect" && mode != "wrap") {
        throw call.error("attribute 'mode'", "constant, edge, reflect or wrap", "'" + mode + "'");
    }
    const auto given = call.has(1) ? call.integers(1) : call.node.integers("pads");
    std::vector<std::int64_t> axes(x.rank());
    std::iota(axes.begin(), axes.end(), 0);
    axes = call.has(3) ? call.integers(3) : axes;
    if (given.size() != 2 * axes.size()) {
        throw call.error("pads", std::to_string(2 * axes.size()) + " numbers", std::to_string(given.size()));
    }
    Shape shape = x.shape();
    std::vector<std::int64_t> before(x.rank(), 0);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const auto axis = static_cast<std::size_t>(call.axis(axes[i], x.rank()));
        constexpr std::int64_t kMost = std::int64_t{1} << 48; // what a tensor may have; more would overflow below
        for (const std::int64_t pads : {given[i], given[axes.size() + i]}) {
            if (pads < -kMost || pads > kMost) {
                throw call.error("pads", "at most 2^48", std::to_string(pads));
            }
        }
        before[axis] = given[i];
        shape[axis] = checkedAdd(shape[axis], given[i] + given[axes.size() + i]); // an axis may be named again and again
        if (shape[axis] < 0) {
            throw call.error("pads", "an output of 0 or more", std::to_string(shape[axis]));
        }
    }
    Tensor value = call.has(2) ? call.in(2) : Tensor(x.dtype(), {});
    if (!call.has(2) && call.node.has("value") && x.dtype() == DType::Float32) {
        value = Tensor::scalar(call.node.real("value", 0.0F));
    }
    if (value.dtype() != x.dtype() || value.size() < 1) {
        throw call.error("padding value", "one " + std::string(nameOf(x.dtype())),
                         std::string(nameOf(value.dtype())) + " " + toString(value.shape()));
    }
    Tensor result = Tensor::uninitialized(x.dtype(), shape);
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    dispatchWidth(x.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(x);
        const T filler = raw<T>(value)[0];
        T *to = rawMutable<T>(result);
        Shape index(x.rank(), 0);
        for (std::int64_t i = 0; i < result.size(); ++i) {
            std::int64_t at = 0;
            for (std::size_t axis = 0; axis < index.size() && at >= 0; ++axis) {
                const std::int64_t source = padSource(index[axis] - before[axis], x.dim(axis), mode);
                at = source < 0 ? -1 : at + source * strides[axis];
            }
            to[i] = at < 0 ? filler : from[at];
            advance(index, shape);
        }
    });
    return {result};
}

} // namespace

void registerMovement(OperatorRegistry &registry)
{
    registry.add("Transpose", transposeAxes);
    registry.add("Concat", concat);
    registry.add("Split", split);
    registry.add("Slice", slice);
    registry.add("Tile", tile);
    registry.add("Pad", pad);
}

} // namespace vsq
