// SPDX-License-Identifier: GPL-3.0-or-later
// Col2Im: columns of blocks added up to the image that they were cut from.
#include "core/base/checked.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"

#include <algorithm>

namespace vsq {

namespace {

std::vector<std::int64_t> listOf(const Call &call, const char *name, std::size_t size, std::int64_t otherwise)
{
    auto list = call.node.integers(name, std::vector<std::int64_t>(size, otherwise));
    if (list.size() != size) {
        throw call.error("attribute '" + std::string(name) + "'", std::to_string(size) + " numbers", std::to_string(list.size()));
    }
    return list;
}

Outputs col2Im(Call &call)
{
    const Tensor &x = call.in(0);
    const float *from = call.floats(0).data();
    const Shape image = call.integers(1);
    const Shape block = call.integers(2);
    const std::size_t rank = image.size();
    const auto strides = listOf(call, "strides", rank, 1);
    const auto dilations = listOf(call, "dilations", rank, 1);
    const auto pads = listOf(call, "pads", 2 * rank, 0);
    const auto isPositive = [](std::int64_t size) { return size > 0; };
    if (x.rank() != 3 || rank < 1 || block.size() != rank || !std::all_of(block.begin(), block.end(), isPositive)
        || !std::all_of(image.begin(), image.end(), isPositive)) {
        throw call.error("image_shape and block_shape", "as many numbers of 1 or more",
                         toString(image) + " and " + toString(block));
    }
    Shape positions(rank); // of blocks along each axis
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t span = checkedAdd(checkedMultiply(dilations[i], block[i] - 1), 1);
        const std::int64_t room = checkedSubtract(checkedAdd(image[i], checkedAdd(pads[i], pads[rank + i])), span);
        positions[i] = room < 0 ? 0 : room / strides[i] + 1;
    }
    const std::int64_t taps = elementCount(block);
    const std::int64_t blocks = elementCount(positions);
    if (x.dim(1) % taps != 0 || x.dim(2) != blocks) {
        throw call.error("columns", "[batch, channels x " + std::to_string(taps) + ", " + std::to_string(blocks) + "]",
                         toString(x.shape()));
    }
    const std::int64_t channels = x.dim(1) / taps;
    Shape shape{x.dim(0), channels};
    shape.insert(shape.end(), image.begin(), image.end());
    Tensor y(DType::Float32, shape);
    float *to = y.mutableValues<float>().data();
    const std::int64_t plane = elementCount(image);
    Shape tap(rank, 0);
    for (std::int64_t t = 0; t < taps; ++t) {
        Shape position(rank, 0);
        for (std::int64_t b = 0; b < blocks; ++b) {
            std::int64_t at = 0;
            bool inside = true;
            for (std::size_t i = 0; i < rank; ++i) {
                const std::int64_t place = position[i] * strides[i] + tap[i] * dilations[i] - pads[i];
                inside = inside && place >= 0 && place < image[i];
                at = at * image[i] + place;
            }
            for (std::int64_t c = 0; inside && c < x.dim(0) * channels; ++c) {
                to[c * plane + at] += from[(c * taps + t) * blocks + b];
            }
            advance(position, positions);
        }
        advance(tap, block);
    }
    return {y};
}

} // namespace

void registerColumns(OperatorRegistry &registry)
{
    registry.add("Col2Im", col2Im);
}

} // namespace vsq
