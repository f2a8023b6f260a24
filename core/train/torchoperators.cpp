// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torchoperators.h"

#include "core/train/gelu.h"

#include <unordered_map>

namespace vsq {

std::vector<std::int64_t> TorchCall::integers(std::size_t i) const
{
    const torch::Tensor flat = inputs[i].to(torch::kLong).contiguous().reshape({-1});
    const auto *data = flat.data_ptr<std::int64_t>();
    return {data, data + flat.numel()};
}

namespace {

torch::Tensor convolution(const TorchCall &call)
{
    const std::int64_t spatial = call.inputs[0].dim() - 2;
    const std::vector<std::int64_t> ones(static_cast<std::size_t>(spatial), 1);
    const auto pads = call.node.integers("pads", std::vector<std::int64_t>(static_cast<std::size_t>(2 * spatial), 0));
    const std::vector<std::int64_t> begin(pads.begin(), pads.begin() + spatial);
    if (!std::equal(begin.begin(), begin.end(), pads.begin() + spatial)) {
        throw Error({.file = {}, .item = call.node.describe()}, "padding", "the same before and after", "different");
    }
    const torch::Tensor bias = call.inputs.size() > 2 ? call.inputs[2] : torch::Tensor();
    return torch::convolution(call.inputs[0], call.inputs[1], bias, call.node.integers("strides", ones), begin,
                              call.node.integers("dilations", ones), false, std::vector<std::int64_t>(begin.size(), 0),
                              call.node.integer("group", 1));
}

torch::Tensor batchNorm(const TorchCall &call)
{
    const auto &in = call.inputs;
    // ONNX writes momentum as the share of the old statistics, libtorch as that of the new.
    const double momentum = 1.0 - call.node.real("momentum", 0.9F);
    return torch::batch_norm(in[0], in[1], in[2], in[3], in[4], call.training, momentum, call.node.real("epsilon", 1e-5F), false);
}

torch::Tensor gemm(const TorchCall &call)
{
    torch::Tensor a = call.node.integer("transA", 0) != 0 ? call.inputs[0].t() : call.inputs[0];
    torch::Tensor b = call.node.integer("transB", 0) != 0 ? call.inputs[1].t() : call.inputs[1];
    const float alpha = call.node.real("alpha", 1.0F);
    const float beta = call.node.real("beta", 1.0F);
    if (call.inputs.size() > 2 && call.inputs[2].defined()) {
        return torch::addmm(call.inputs[2], a, b, beta, alpha);
    }
    return torch::mm(a, b) * alpha;
}

torch::Tensor layerNorm(const TorchCall &call)
{
    const torch::Tensor &x = call.inputs[0];
    std::int64_t axis = call.node.integer("axis", -1);
    axis = axis < 0 ? axis + x.dim() : axis;
    const std::vector<std::int64_t> shape(x.sizes().begin() + axis, x.sizes().end());
    const torch::Tensor bias = call.inputs.size() > 2 ? call.inputs[2] : torch::Tensor();
    return torch::layer_norm(x, shape, call.inputs[1], bias, call.node.real("epsilon", 1e-5F));
}

torch::Tensor reshape(const TorchCall &call)
{
    std::vector<std::int64_t> shape = call.integers(1);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && call.node.integer("allowzero", 0) == 0) {
            shape[i] = call.inputs[0].size(static_cast<std::int64_t>(i));
        }
    }
    return call.inputs[0].reshape(shape);
}

torch::Tensor shapeOf(const TorchCall &call)
{
    const std::vector<std::int64_t> sizes = call.inputs[0].sizes().vec();
    const auto rank = static_cast<std::int64_t>(sizes.size());
    const auto clampAxis = [rank](std::int64_t axis) { return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank); };
    const std::int64_t start = clampAxis(call.node.integer("start", 0));
    const std::int64_t end = clampAxis(call.node.integer("end", rank));
    return torch::tensor(std::vector<std::int64_t>(sizes.begin() + start, sizes.begin() + std::max(start, end)), torch::kLong);
}

torch::Tensor expand(const TorchCall &call)
{
    return call.inputs[0] * torch::ones(call.integers(1), call.inputs[0].options());
}

torch::Tensor gather(const TorchCall &call)
{
    const std::int64_t axis = call.node.integer("axis", 0);
    if (call.inputs[1].dim() == 0) {
        return call.inputs[0].select(axis, call.inputs[1].item<std::int64_t>());
    }
    const torch::Tensor &x = call.inputs[0];
    const std::int64_t at = axis < 0 ? axis + x.dim() : axis;
    std::vector<std::int64_t> shape(x.sizes().begin(), x.sizes().begin() + at);
    shape.insert(shape.end(), call.inputs[1].sizes().begin(), call.inputs[1].sizes().end());
    shape.insert(shape.end(), x.sizes().begin() + at + 1, x.sizes().end());
    return x.index_select(at, call.inputs[1].reshape({-1})).reshape(shape);
}

torch::Tensor maxPool(const TorchCall &call)
{
    const auto kernel = call.node.integers("kernel_shape");
    const auto pads = call.node.integers("pads", std::vector<std::int64_t>(kernel.size() * 2, 0));
    const std::vector<std::int64_t> begin(pads.begin(), pads.begin() + static_cast<std::ptrdiff_t>(kernel.size()));
    return torch::max_pool2d(call.inputs[0], kernel, call.node.integers("strides", kernel), begin);
}

struct GeluFunction : torch::autograd::Function<GeluFunction> {
    static torch::Tensor forward(torch::autograd::AutogradContext *context, const torch::Tensor &input)
    {
        const torch::Tensor x = input.contiguous();
        torch::Tensor y = torch::empty_like(x);
        torch::Tensor derivative = torch::empty_like(x);
        geluForward(x.data_ptr<float>(), y.data_ptr<float>(), derivative.data_ptr<float>(), static_cast<std::size_t>(x.numel()));
        context->save_for_backward({derivative});
        return y;
    }
    static torch::autograd::variable_list backward(torch::autograd::AutogradContext *context,
                                                   torch::autograd::variable_list gradients)
    {
        return {gradients.front() * context->get_saved_variables().front()};
    }
};

const std::unordered_map<std::string, TorchOperator> &table()
{
    static const std::unordered_map<std::string, TorchOperator> operators{
        {"Conv", convolution},
        {"BatchNormalization", batchNorm},
        {"Gemm", gemm},
        {"LayerNormalization", layerNorm},
        {"Reshape", reshape},
        {"Shape", shapeOf},
        {"Expand", expand},
        {"Gather", gather},
        {"MaxPool", maxPool},
        {"MatMul", [](const TorchCall &c) { return torch::matmul(c.inputs[0], c.inputs[1]); }},
        {"Add", [](const TorchCall &c) { return c.inputs[0] + c.inputs[1]; }},
        {"Sub", [](const TorchCall &c) { return c.inputs[0] - c.inputs[1]; }},
        {"Mul", [](const TorchCall &c) { return c.inputs[0] * c.inputs[1]; }},
        {"Div", [](const TorchCall &c) { return c.inputs[0] / c.inputs[1]; }},
        {"Relu", [](const TorchCall &c) { return torch::relu(c.inputs[0]); }},
        {"Erf", [](const TorchCall &c) { return torch::erf(c.inputs[0]); }},
        {"Gelu", [](const TorchCall &c) { return GeluFunction::apply(c.inputs[0]); }},
        {"Softmax", [](const TorchCall &c) { return torch::softmax(c.inputs[0], c.node.integer("axis", -1)); }},
        {"Transpose", [](const TorchCall &c) { return c.inputs[0].permute(c.node.integers("perm")); }},
        {"Concat", [](const TorchCall &c) { return torch::cat(c.inputs, c.node.integer("axis", 0)); }},
        {"Flatten", [](const TorchCall &c) { return c.inputs[0].flatten(c.node.integer("axis", 1)); }},
        {"Identity", [](const TorchCall &c) { return c.inputs[0]; }},
        {"GlobalAveragePool",
         [](const TorchCall &c) {
             return c.inputs[0].mean({2, 3}, true);
         }},
    };
    return operators;
}

} // namespace

TorchOperator torchOperator(const std::string &op)
{
    const auto found = table().find(op);
    return found == table().end() ? nullptr : found->second;
}

} // namespace vsq
