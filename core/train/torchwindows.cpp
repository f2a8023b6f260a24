// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling and normalization.
#include "core/network/operators/window.h"
#include "core/train/torchoperators.h"

#include <algorithm>
#include <limits>

namespace vsq {

std::vector<std::int64_t> padsOf(const Node &node, const torch::Tensor &x, const std::vector<std::int64_t> &kernel)
{
    const Window window = windowOf(node, x.sizes().vec(), kernel);
    std::vector<std::int64_t> pads;
    for (const auto *side : {&window.padBegin, &window.padEnd}) {
        pads.insert(pads.end(), side->end() - static_cast<std::ptrdiff_t>(window.rank), side->end());
    }
    return pads;
}

torch::Tensor padded(const torch::Tensor &x, const std::vector<std::int64_t> &pads, double value)
{
    std::vector<std::int64_t> sides; // libtorch names the last dimension first
    const std::size_t rank = pads.size() / 2;
    for (std::size_t i = rank; i-- > 0;) {
        sides.push_back(pads[i]);
        sides.push_back(pads[i + rank]);
    }
    return torch::constant_pad_nd(x, sides, value);
}

namespace {

/// The input as windows see it and what they look at of it.
struct Pooled {
    torch::Tensor x;
    std::vector<std::int64_t> kernel;
    std::vector<std::int64_t> strides;
    std::vector<std::int64_t> dilations;

    Pooled(const TorchCall &call, double value) : kernel(call.node.integers("kernel_shape"))
    {
        const std::vector<std::int64_t> ones(kernel.size(), 1);
        strides = call.node.integers("strides", ones);
        dilations = call.node.integers("dilations", ones);
        const Window window = windowOf(call.node, call.inputs[0].sizes().vec(), kernel);
        std::vector<std::int64_t> pads = padsOf(call.node, call.inputs[0], kernel);
        for (std::size_t i = 0; i < kernel.size(); ++i) { // what ceil_mode looks at beyond the pads
            const std::size_t at = 3 - kernel.size() + i;
            const std::int64_t reach = (window.output[at] - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1;
            const std::int64_t have = window.input[at] + pads[i] + pads[kernel.size() + i];
            pads[kernel.size() + i] += std::max<std::int64_t>(0, reach - have);
        }
        const bool none = std::all_of(pads.begin(), pads.end(), [](std::int64_t pad) { return pad == 0; });
        x = none ? call.inputs[0] : padded(call.inputs[0], pads, value);
    }
};

torch::Tensor maxPoolOf(const TorchCall &call)
{
    const Pooled p(call, -std::numeric_limits<float>::infinity());
    const std::vector<std::int64_t> none(p.kernel.size(), 0);
    switch (p.kernel.size()) {
    case 1: return torch::max_pool1d(p.x, p.kernel, p.strides, none, p.dilations);
    case 2: return torch::max_pool2d(p.x, p.kernel, p.strides, none, p.dilations);
    default: return torch::max_pool3d(p.x, p.kernel, p.strides, none, p.dilations);
    }
}

torch::Tensor sumPool(const torch::Tensor &x, const Pooled &p)
{
    switch (p.kernel.size()) {
    case 1: return torch::avg_pool1d(x, p.kernel, p.strides);
    case 2: return torch::avg_pool2d(x, p.kernel, p.strides);
    default: return torch::avg_pool3d(x, p.kernel, p.strides);
    }
}

/// The mean over the taps that lie in the input, or with count_include_pad in its padding too: sums over sums of ones.
torch::Tensor averagePoolOf(const TorchCall &call)
{
    const Pooled values(call, 0.0);
    TorchCall ones{call.node, {torch::ones_like(call.inputs[0]).slice(0, 0, 1).slice(1, 0, 1)}, false, call.opset};
    torch::Tensor counted = Pooled(ones, 0.0).x;
    if (call.node.integer("count_include_pad", 0) != 0) {
        const std::vector<std::int64_t> pads = padsOf(call.node, call.inputs[0], values.kernel);
        const torch::Tensor inside = padded(ones.inputs[0], pads, 1.0);
        counted = torch::zeros_like(counted);
        torch::Tensor part = counted;
        for (std::int64_t d = 2; d < part.dim(); ++d) {
            part = part.slice(d, 0, std::min(inside.size(d), part.size(d)));
        }
        torch::Tensor from = inside;
        for (std::int64_t d = 2; d < from.dim(); ++d) {
            from = from.slice(d, 0, part.size(d));
        }
        part.copy_(from);
    }
    return sumPool(values.x, values) / sumPool(counted, values);
}

torch::Tensor batchNormOf(const TorchCall &call)
{
    const auto &in = call.inputs;
    // ONNX writes momentum as the share of the old statistics, libtorch as that of the new.
    const double momentum = 1.0 - call.node.real("momentum", 0.9F);
    return torch::batch_norm(in[0], in[1], in[2], in[3], in[4], call.training, momentum, call.node.real("epsilon", 1e-5F), false);
}

torch::Tensor layerNormOf(const TorchCall &call)
{
    const torch::Tensor &x = call.inputs[0];
    const std::vector<std::int64_t> shape(x.sizes().begin() + call.axis(-1), x.sizes().end());
    const torch::Tensor bias = call.has(2) ? call.inputs[2] : torch::Tensor();
    return torch::layer_norm(x, shape, call.inputs[1], bias, call.node.real("epsilon", 1e-5F));
}

std::vector<std::int64_t> spatialAxes(const torch::Tensor &x)
{
    std::vector<std::int64_t> axes;
    for (std::int64_t i = 2; i < x.dim(); ++i) {
        axes.push_back(i);
    }
    return axes;
}

} // namespace

void addWindows(TorchOperators &table)
{
    table["BatchNormalization"] = [](const TorchCall &c) { return TorchOutputs{batchNormOf(c)}; };
    table["LayerNormalization"] = [](const TorchCall &c) { return TorchOutputs{layerNormOf(c)}; };
    table["InstanceNormalization"] = [](const TorchCall &c) {
        return TorchOutputs{
            torch::instance_norm(c.inputs[0], c.inputs[1], c.inputs[2], {}, {}, true, 0.0, c.node.real("epsilon", 1e-5F), false)};
    };
    table["MaxPool"] = [](const TorchCall &c) { return TorchOutputs{maxPoolOf(c)}; };
    table["AveragePool"] = [](const TorchCall &c) { return TorchOutputs{averagePoolOf(c)}; };
    table["GlobalAveragePool"] = [](const TorchCall &c) {
        return TorchOutputs{c.inputs[0].mean(spatialAxes(c.inputs[0]), true)};
    };
    table["GlobalMaxPool"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0].amax(spatialAxes(c.inputs[0]), true)}; };
}

} // namespace vsq
