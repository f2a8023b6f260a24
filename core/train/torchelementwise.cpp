// SPDX-License-Identifier: GPL-3.0-or-later
// Operators on elements, softmax and reductions.
#include "core/train/gelu.h"
#include "core/train/torchoperators.h"

#include <functional>
#include <limits>

namespace vsq {

namespace {

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

torch::Tensor geluOf(const TorchCall &call)
{
    return call.node.text("approximate", "none") == "tanh" ? torch::gelu(call.inputs[0], "tanh")
                                                           : GeluFunction::apply(call.inputs[0]);
}

/// Until opset 12 everything from the axis on was one row.
torch::Tensor softmaxOf(const TorchCall &call, torch::Tensor (*function)(const torch::Tensor &, std::int64_t))
{
    const torch::Tensor &x = call.inputs[0];
    if (call.opset >= 13) {
        return function(x, call.axis(-1));
    }
    const std::int64_t axis = call.axis(1);
    std::int64_t rows = 1;
    for (std::int64_t i = 0; i < axis; ++i) {
        rows *= x.size(i);
    }
    return function(x.reshape({rows, -1}), 1).reshape(x.sizes());
}

torch::Tensor
reduced(const TorchCall &call,
        const std::function<torch::Tensor(const torch::Tensor &, const std::vector<std::int64_t> &, bool)> &function)
{
    const torch::Tensor &x = call.inputs[0];
    std::vector<std::int64_t> axes = call.integers(1, "axes");
    if (axes.empty() && call.node.integer("noop_with_empty_axes", 0) != 0) {
        return x;
    }
    for (std::int64_t i = 0, all = axes.empty() ? x.dim() : 0; i < all; ++i) {
        axes.push_back(i);
    }
    return function(x, axes, call.node.integer("keepdims", 1) != 0);
}

torch::Tensor clipped(const TorchCall &call)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return torch::clamp(call.inputs[0], call.number(1, "min", -kInfinity), call.number(2, "max", kInfinity));
}

torch::Tensor powered(const TorchCall &call)
{
    const torch::Tensor &exponent = call.inputs[1];
    return exponent.numel() == 1 ? torch::pow(call.inputs[0], exponent.item<double>()) : torch::pow(call.inputs[0], exponent);
}

torch::Tensor folded(const TorchCall &call, torch::Tensor (*function)(const torch::Tensor &, const torch::Tensor &))
{
    torch::Tensor result = call.inputs[0];
    for (std::size_t i = 1; i < call.inputs.size(); ++i) {
        result = function(result, call.inputs[i]);
    }
    return result;
}

torch::Tensor hardSigmoid(const torch::Tensor &x, double alpha, double beta)
{
    return torch::clamp(x * alpha + beta, 0.0, 1.0);
}

#define VSQ_UNARY(OP, EXPRESSION)                                                                                                \
    table[OP] = [](const TorchCall &c) {                                                                                         \
        [[maybe_unused]] const torch::Tensor &x = c.inputs[0];                                                                   \
        return TorchOutputs{EXPRESSION};                                                                                         \
    }

void addUnary(TorchOperators &table)
{
    VSQ_UNARY("Relu", torch::relu(x));
    VSQ_UNARY("LeakyRelu", torch::leaky_relu(x, c.node.real("alpha", 0.01F)));
    VSQ_UNARY("Elu", torch::elu(x, c.node.real("alpha", 1.0F)));
    VSQ_UNARY("Erf", torch::erf(x));
    VSQ_UNARY("Sigmoid", torch::sigmoid(x));
    VSQ_UNARY("HardSigmoid", hardSigmoid(x, c.node.real("alpha", 0.2F), c.node.real("beta", 0.5F)));
    VSQ_UNARY("HardSwish", x * hardSigmoid(x, 1.0 / 6.0, 0.5));
    VSQ_UNARY("Mish", x * torch::tanh(torch::softplus(x)));
    VSQ_UNARY("Softplus", torch::softplus(x));
    VSQ_UNARY("Tanh", torch::tanh(x));
    VSQ_UNARY("Exp", torch::exp(x));
    VSQ_UNARY("Log", torch::log(x));
    VSQ_UNARY("Neg", torch::neg(x));
    VSQ_UNARY("Abs", torch::abs(x));
    VSQ_UNARY("Sqrt", torch::sqrt(x));
    VSQ_UNARY("Reciprocal", torch::reciprocal(x));
    VSQ_UNARY("Sin", torch::sin(x));
    VSQ_UNARY("Cos", torch::cos(x));
    VSQ_UNARY("Not", torch::logical_not(x));
    VSQ_UNARY("Gelu", geluOf(c));
    VSQ_UNARY("com.microsoft.Gelu", geluOf(c));
    VSQ_UNARY("com.microsoft.BiasGelu", GeluFunction::apply(x + c.inputs[1]));
    VSQ_UNARY("com.microsoft.FastGelu", torch::gelu(c.has(1) ? x + c.inputs[1] : x, "tanh"));
    VSQ_UNARY("com.microsoft.QuickGelu", x * torch::sigmoid(x * c.node.real("alpha", 1.702F)));
    VSQ_UNARY("Softmax", softmaxOf(c, [](const torch::Tensor &t, std::int64_t axis) { return torch::softmax(t, axis); }));
    VSQ_UNARY("LogSoftmax", softmaxOf(c, [](const torch::Tensor &t, std::int64_t axis) { return torch::log_softmax(t, axis); }));
}

#undef VSQ_UNARY

} // namespace

void addElementwise(TorchOperators &table)
{
    addUnary(table);
    table["Add"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0] + c.inputs[1]}; };
    table["Sub"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0] - c.inputs[1]}; };
    table["Mul"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0] * c.inputs[1]}; };
    table["Div"] = [](const TorchCall &c) {
        const bool whole = !torch::is_floating_point(c.inputs[0]);
        return TorchOutputs{whole ? torch::div(c.inputs[0], c.inputs[1], "trunc") : c.inputs[0] / c.inputs[1]};
    };
    table["Pow"] = [](const TorchCall &c) { return TorchOutputs{powered(c)}; };
    table["PRelu"] = [](const TorchCall &c) {
        return TorchOutputs{torch::where(c.inputs[0] < 0, c.inputs[0] * c.inputs[1], c.inputs[0])};
    };
    table["Clip"] = [](const TorchCall &c) { return TorchOutputs{clipped(c)}; };
    table["Sum"] = [](const TorchCall &c) {
        return TorchOutputs{folded(c, [](const torch::Tensor &a, const torch::Tensor &b) { return a + b; })};
    };
    table["Max"] = [](const TorchCall &c) {
        return TorchOutputs{folded(c, [](const torch::Tensor &a, const torch::Tensor &b) { return torch::maximum(a, b); })};
    };
    table["Min"] = [](const TorchCall &c) {
        return TorchOutputs{folded(c, [](const torch::Tensor &a, const torch::Tensor &b) { return torch::minimum(a, b); })};
    };
    table["Where"] = [](const TorchCall &c) {
        return TorchOutputs{torch::where(c.inputs[0].to(torch::kBool), c.inputs[1], c.inputs[2])};
    };
    table["Equal"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0].eq(c.inputs[1])}; };
    table["Greater"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0].gt(c.inputs[1])}; };
    table["Less"] = [](const TorchCall &c) { return TorchOutputs{c.inputs[0].lt(c.inputs[1])}; };
    table["ReduceMean"] = [](const TorchCall &c) {
        return TorchOutputs{reduced(c, [](const auto &x, const auto &axes, bool keep) { return x.mean(axes, keep); })};
    };
    table["ReduceSum"] = [](const TorchCall &c) {
        return TorchOutputs{reduced(c, [](const auto &x, const auto &axes, bool keep) { return x.sum(axes, keep); })};
    };
    table["ReduceMax"] = [](const TorchCall &c) {
        return TorchOutputs{reduced(c, [](const auto &x, const auto &axes, bool keep) { return x.amax(axes, keep); })};
    };
}

} // namespace vsq
