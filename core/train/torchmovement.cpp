// SPDX-License-Identifier: GPL-3.0-or-later
// What moves, cuts, joins and picks values, and what makes shapes.
#include "core/network/operators/sliced.h"
#include "core/train/torchconvert.h"
#include "core/train/torchoperators.h"

#include <algorithm>

namespace vsq {

namespace {

torch::Tensor reshapeOf(const TorchCall &call)
{
    std::vector<std::int64_t> shape = call.integers(1, "shape");
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && call.node.integer("allowzero", 0) == 0) {
            shape[i] = call.inputs[0].size(static_cast<std::int64_t>(i));
        }
    }
    return call.inputs[0].reshape(shape);
}

torch::Tensor sizesOf(const TorchCall &call)
{
    const std::vector<std::int64_t> sizes = call.inputs[0].sizes().vec();
    const auto rank = static_cast<std::int64_t>(sizes.size());
    const auto clampAxis = [rank](std::int64_t axis) { return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank); };
    const std::int64_t start = clampAxis(call.node.integer("start", 0));
    const std::int64_t end = clampAxis(call.node.integer("end", rank));
    return torch::tensor(std::vector<std::int64_t>(sizes.begin() + start, sizes.begin() + std::max(start, end)), torch::kLong);
}

torch::Tensor expandOf(const TorchCall &call)
{
    std::vector<std::int64_t> shape = call.integers(1);
    return torch::broadcast_tensors({call.inputs[0], torch::empty(shape, call.inputs[0].options())})[0].contiguous();
}

torch::Tensor gatherOf(const TorchCall &call)
{
    const torch::Tensor &x = call.inputs[0];
    const std::int64_t at = call.axis(0);
    torch::Tensor index = call.inputs[1].to(torch::kLong);
    if (index.dim() == 0) {
        return x.select(at, index.item<std::int64_t>());
    }
    index = torch::where(index < 0, index + x.size(at), index);
    std::vector<std::int64_t> shape(x.sizes().begin(), x.sizes().begin() + at);
    shape.insert(shape.end(), index.sizes().begin(), index.sizes().end());
    shape.insert(shape.end(), x.sizes().begin() + at + 1, x.sizes().end());
    return x.index_select(at, index.reshape({-1})).reshape(shape);
}

torch::Tensor sliceOf(const TorchCall &call)
{
    torch::Tensor x = call.inputs[0];
    const std::vector<std::int64_t> axes = call.has(3) ? call.integers(3) : call.node.integers("axes");
    const std::vector<std::int64_t> steps = call.has(4) ? call.integers(4) : std::vector<std::int64_t>{};
    for (const SliceAxis &slice :
         slicedAxes(call.node, x.sizes().vec(), call.integers(1, "starts"), call.integers(2, "ends"), axes, steps)) {
        const auto axis = static_cast<std::int64_t>(slice.axis);
        if (slice.step == 1) {
            x = x.narrow(axis, slice.start, slice.length);
        } else {
            x = x.index_select(axis, torch::arange(slice.length, torch::kLong) * slice.step + slice.start);
        }
    }
    return x;
}

torch::Tensor transposeOf(const TorchCall &call)
{
    std::vector<std::int64_t> order = call.node.integers("perm");
    if (order.empty()) { // as ONNX has it: all axes, the last first
        for (std::int64_t axis = call.inputs[0].dim(); axis-- > 0;) {
            order.push_back(axis);
        }
    }
    return call.inputs[0].permute(order);
}

torch::Tensor squeezeOf(const TorchCall &call)
{
    torch::Tensor x = call.inputs[0];
    std::vector<std::int64_t> axes = call.integers(1, "axes");
    if (axes.empty()) {
        return x.squeeze();
    }
    for (std::int64_t &axis : axes) {
        axis = axis < 0 ? axis + x.dim() : axis;
    }
    std::sort(axes.rbegin(), axes.rend());
    for (const std::int64_t axis : axes) {
        x = x.squeeze(axis);
    }
    return x;
}

torch::Tensor unsqueezeOf(const TorchCall &call)
{
    torch::Tensor x = call.inputs[0];
    std::vector<std::int64_t> axes = call.integers(1, "axes");
    const std::int64_t rank = x.dim() + static_cast<std::int64_t>(axes.size());
    for (std::int64_t &axis : axes) {
        axis = axis < 0 ? axis + rank : axis;
    }
    std::sort(axes.begin(), axes.end());
    for (const std::int64_t axis : axes) {
        x = x.unsqueeze(axis);
    }
    return x;
}

TorchOutputs splitOf(const TorchCall &call)
{
    const std::int64_t axis = call.axis(0);
    std::vector<std::int64_t> sizes = call.integers(1, "split");
    if (sizes.empty()) {
        const std::int64_t size = call.inputs[0].size(axis);
        const auto parts = static_cast<std::int64_t>(call.node.outputs.size());
        const std::int64_t each = (size + parts - 1) / parts;
        for (std::int64_t begin = 0; begin < size; begin += each) {
            sizes.push_back(std::min(each, size - begin));
        }
    }
    return call.inputs[0].split_with_sizes(sizes, axis);
}

torch::Tensor padOf(const TorchCall &call)
{
    const torch::Tensor &x = call.inputs[0];
    if (call.node.text("mode", "constant") != "constant" || call.has(3)) {
        throw Error({.file = {}, .item = call.node.describe()}, "Pad in training", "mode constant along all axes", "another");
    }
    return padded(x, call.integers(1, "pads"), call.number(2, "value", 0.0));
}

torch::Tensor castOf(const TorchCall &call)
{
    constexpr std::int64_t kFloat = 1;
    constexpr std::int64_t kBool = 9;
    constexpr std::int64_t kHalf = 10;
    constexpr std::int64_t kDouble = 11;
    constexpr std::int64_t kBfloat = 16;
    switch (call.node.integer("to", kFloat)) {
    case kFloat:
    case kHalf:
    case kDouble:
    case kBfloat: return call.inputs[0].to(torch::kFloat);
    case kBool: return call.inputs[0].to(torch::kBool);
    default: return call.inputs[0].to(torch::kLong);
    }
}

torch::Tensor constantOfShape(const TorchCall &call)
{
    const auto found = call.node.attributes.find("value");
    const torch::Tensor value = found == call.node.attributes.end() ? torch::zeros({1})
                                                                    : toTorch(std::get<Tensor>(found->second));
    return value.reshape({-1})[0].expand(call.integers(0)).contiguous();
}

torch::Tensor flattenOf(const TorchCall &call)
{
    const std::int64_t axis = call.axis(1);
    std::int64_t rows = 1;
    for (std::int64_t i = 0; i < axis; ++i) {
        rows *= call.inputs[0].size(i);
    }
    return call.inputs[0].reshape({rows, rows == 0 ? 0 : call.inputs[0].numel() / rows});
}

torch::Tensor depthToSpace(const TorchCall &call)
{
    const torch::Tensor &x = call.inputs[0];
    const std::int64_t b = call.node.integer("blocksize", 1);
    const std::int64_t c = x.size(1) / (b * b);
    if (call.node.text("mode", "DCR") == "CRD") {
        return x.reshape({x.size(0), c, b, b, x.size(2), x.size(3)})
            .permute({0, 1, 4, 2, 5, 3})
            .reshape({x.size(0), c, x.size(2) * b, x.size(3) * b});
    }
    return x.reshape({x.size(0), b, b, c, x.size(2), x.size(3)})
        .permute({0, 3, 4, 1, 5, 2})
        .reshape({x.size(0), c, x.size(2) * b, x.size(3) * b});
}

} // namespace

void addMovement(TorchOperators &table)
{
    table["Reshape"] = [](const TorchCall &c) { return TorchOutputs{reshapeOf(c)}; };
    table["Shape"] = [](const TorchCall &c) { return TorchOutputs{sizesOf(c)}; };
    table["Expand"] = [](const TorchCall &c) { return TorchOutputs{expandOf(c)}; };
    table["Gather"] = [](const TorchCall &c) { return TorchOutputs{gatherOf(c)}; };
    table["Slice"] = [](const TorchCall &c) { return TorchOutputs{sliceOf(c)}; };
    table["Transpose"] = [](const TorchCall &c) { return TorchOutputs{transposeOf(c)}; };
    table["Concat"] = [](const TorchCall &c) { return TorchOutputs{torch::cat(c.inputs, c.axis(0))}; };
    table["Flatten"] = [](const TorchCall &c) { return TorchOutputs{flattenOf(c)}; };
    table["Squeeze"] = [](const TorchCall &c) { return TorchOutputs{squeezeOf(c)}; };
    table["Unsqueeze"] = [](const TorchCall &c) { return TorchOutputs{unsqueezeOf(c)}; };
    table["Split"] = splitOf;
    table["Pad"] = [](const TorchCall &c) { return TorchOutputs{padOf(c)}; };
    table["Cast"] = [](const TorchCall &c) { return TorchOutputs{castOf(c)}; };
    table["ConstantOfShape"] = [](const TorchCall &c) { return TorchOutputs{constantOfShape(c)}; };
    table["DepthToSpace"] = [](const TorchCall &c) { return TorchOutputs{depthToSpace(c)}; };
    table["Identity"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0]}; };
    table["Dropout"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0]}; };
    table["Tile"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0].repeat(c.integers(1))}; };
}

} // namespace vsq
