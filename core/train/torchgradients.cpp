// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/nodegradients.h"

#include "core/train/gelu.h"
#include "core/train/torchconvert.h"
#include "core/train/torchoperators.h"

#include <algorithm>
#include <array>
#include <set>
#include <tbb/global_control.h>

namespace vsq {

namespace {

/// A call's tensors as libtorch's, and gradients that come back.
struct Backward {
    const GradientCall &call;
    std::vector<torch::Tensor> x; ///< inputs; undefined where left out
    torch::Tensor g;              ///< gradient of the first output
    TorchOutputs result;          ///< undefined where not wanted

    explicit Backward(const GradientCall &gradientCall) : call(gradientCall), result(gradientCall.inputs.size())
    {
        for (std::size_t i = 0; i < call.inputs.size(); ++i) {
            x.push_back(call.node.inputs[i].empty() ? torch::Tensor() : torchView(call.inputs[i]));
        }
        g = torchView(call.outputGradients[0]);
    }
    [[nodiscard]] bool wants(std::size_t i) const { return i < call.wanted.size() && call.wanted[i]; }
};

using BackwardFunction = void (*)(Backward &);

/// A gradient brought to the shape of what was broadcast.
torch::Tensor likeInput(const torch::Tensor &gradient, const torch::Tensor &input)
{
    return gradient.sizes() == input.sizes() ? gradient : gradient.sum_to_size(input.sizes());
}

void addBackward(Backward &b)
{
    for (std::size_t i = 0; i < b.x.size(); ++i) {
        if (b.wants(i)) {
            b.result[i] = likeInput(b.g, b.x[i]);
        }
    }
}

void subBackward(Backward &b)
{
    addBackward(b);
    if (b.wants(1)) {
        b.result[1] = b.result[1].neg();
    }
}

void mulBackward(Backward &b)
{
    for (const std::size_t i : {0U, 1U}) {
        if (b.wants(i)) {
            b.result[i] = likeInput(b.g * b.x[1 - i], b.x[i]);
        }
    }
}

void reluBackward(Backward &b)
{
    b.result[0] = torch::threshold_backward(b.g, b.x[0], 0);
}

void geluBackward(Backward &b)
{
    if (b.call.node.text("approximate", "none") == "tanh") {
        b.result[0] = torch::gelu_backward(b.g, b.x[0], "tanh");
        return;
    }
    torch::Tensor y = torch::empty_like(b.x[0]);
    torch::Tensor derivative = torch::empty_like(b.x[0]);
    geluForward(b.x[0].data_ptr<float>(), y.data_ptr<float>(), derivative.data_ptr<float>(), static_cast<std::size_t>(y.numel()));
    b.result[0] = derivative.mul_(b.g);
}

/// Of the output that there is, which an approximate softmax may have made.
void softmaxBackward(Backward &b)
{
    const torch::Tensor y = torchView(b.call.outputs[0]);
    std::int64_t axis = b.call.node.integer("axis", b.call.opset >= 13 ? -1 : 1);
    axis = axis < 0 ? axis + y.dim() : axis;
    if (b.call.opset >= 13) {
        b.result[0] = torch::_softmax_backward_data(b.g, y, axis, torch::kFloat);
        return;
    }
    std::int64_t rows = 1; // everything from the axis on is one row
    for (std::int64_t i = 0; i < axis; ++i) {
        rows *= y.size(i);
    }
    b.result[0] =
        torch::_softmax_backward_data(b.g.reshape({rows, -1}), y.reshape({rows, -1}), 1, torch::kFloat).reshape(y.sizes());
}

/// g [..., N] and W [K, N] where W has no items of its own: one product of all rows.
void matMulBackward(Backward &b)
{
    const torch::Tensor &a = b.x[0];
    const torch::Tensor &w = b.x[1];
    if (w.dim() == 2 && a.dim() >= 2) {
        const torch::Tensor rows = b.g.reshape({-1, w.size(1)});
        if (b.wants(0)) {
            b.result[0] = rows.mm(w.t()).reshape(a.sizes());
        }
        if (b.wants(1)) {
            b.result[1] = a.reshape({-1, w.size(0)}).t().mm(rows);
        }
        return;
    }
    const torch::Tensor a2 = a.dim() == 1 ? a.unsqueeze(0) : a;
    const torch::Tensor w2 = w.dim() == 1 ? w.unsqueeze(1) : w;
    torch::Tensor g = a.dim() == 1 ? b.g.unsqueeze(w.dim() == 1 ? -1 : -2) : b.g;
    g = w.dim() == 1 ? g.unsqueeze(-1) : g;
    if (b.wants(0)) {
        b.result[0] = likeInput(g.matmul(w2.transpose(-1, -2)), a2).reshape(a.sizes());
    }
    if (b.wants(1)) {
        b.result[1] = likeInput(a2.transpose(-1, -2).matmul(g), w2).reshape(w.sizes());
    }
}

void gemmBackward(Backward &b)
{
    const bool transA = b.call.node.integer("transA", 0) != 0;
    const bool transB = b.call.node.integer("transB", 0) != 0;
    const double alpha = b.call.node.real("alpha", 1.0F);
    const torch::Tensor a = transA ? b.x[0].t() : b.x[0];
    const torch::Tensor w = transB ? b.x[1].t() : b.x[1];
    const torch::Tensor g = alpha == 1.0 ? b.g : b.g * alpha;
    if (b.wants(0)) {
        const torch::Tensor d = g.mm(w.t());
        b.result[0] = transA ? d.t() : d;
    }
    if (b.wants(1)) {
        b.result[1] = transB ? g.t().mm(a) : a.t().mm(g);
    }
    if (b.wants(2)) {
        b.result[2] = likeInput(b.g * static_cast<double>(b.call.node.real("beta", 1.0F)), b.x[2]);
    }
}

void convBackward(Backward &b)
{
    const auto spatial = static_cast<std::size_t>(b.x[0].dim() - 2);
    const std::vector<std::int64_t> ones(spatial, 1);
    const std::vector<std::int64_t> kernel(b.x[1].sizes().begin() + 2, b.x[1].sizes().end());
    const std::vector<std::int64_t> pads = padsOf(b.call.node, b.x[0], kernel);
    std::vector<std::int64_t> begin(pads.begin(), pads.begin() + static_cast<std::ptrdiff_t>(spatial));
    const bool alike = std::equal(begin.begin(), begin.end(), pads.begin() + static_cast<std::ptrdiff_t>(spatial));
    const torch::Tensor x = alike ? b.x[0] : padded(b.x[0], pads, 0.0);
    auto [dx, dw, db] = torch::convolution_backward(
        b.g, x, b.x[1], c10::OptionalArrayRef<std::int64_t>(std::vector<std::int64_t>{b.x[1].size(0)}),
        b.call.node.integers("strides", ones), alike ? begin : std::vector<std::int64_t>(spatial, 0),
        b.call.node.integers("dilations", ones), false, std::vector<std::int64_t>(spatial, 0), b.call.node.integer("group", 1),
        {b.wants(0), b.wants(1), false});
    if (b.wants(0)) {
        for (std::size_t i = 0; i < spatial && !alike; ++i) {
            const auto axis = static_cast<std::int64_t>(i + 2);
            dx = dx.narrow(axis, pads[i], b.x[0].size(axis));
        }
        b.result[0] = dx;
    }
    if (b.wants(1)) {
        b.result[1] = dw;
    }
    if (b.wants(2)) {
        std::vector<std::int64_t> axes{0};
        for (std::size_t i = 0; i < spatial; ++i) {
            axes.push_back(static_cast<std::int64_t>(i + 2));
        }
        b.result[2] = b.g.sum(axes);
    }
}

/// Whatever has no function of its own: libtorch computes the operator once more and differentiates that.
void automaticBackward(Backward &b)
{
    TorchCall call{b.call.node, b.x, false, b.call.opset};
    std::vector<torch::Tensor> leaves;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < b.x.size(); ++i) {
        if (b.wants(i)) {
            call.inputs[i] = b.x[i].detach().requires_grad_();
            leaves.push_back(call.inputs[i]);
            which.push_back(i);
        }
    }
    const torch::AutoGradMode recording(true);
    TorchOutputs results = torchOperator(b.call.node)(call);
    std::vector<torch::Tensor> outputs;
    std::vector<torch::Tensor> gradients;
    for (std::size_t i = 0; i < std::min(results.size(), b.call.outputGradients.size()); ++i) {
        if (b.call.outputGradients[i].size() > 0 && results[i].requires_grad()) {
            outputs.push_back(results[i]);
            gradients.push_back(torchView(b.call.outputGradients[i]).reshape(results[i].sizes()));
        }
    }
    if (outputs.empty()) {
        return;
    }
    const auto found = torch::autograd::grad(outputs, leaves, gradients, c10::nullopt, false, true);
    for (std::size_t i = 0; i < which.size(); ++i) {
        b.result[which[i]] = found[i];
    }
}

const std::unordered_map<std::string, BackwardFunction> &ownFunctions()
{
    static const std::unordered_map<std::string, BackwardFunction> table{
        {"Add", addBackward},       {"Sub", subBackward},   {"Mul", mulBackward},
        {"Relu", reluBackward},     {"Gelu", geluBackward}, {"Softmax", softmaxBackward},
        {"MatMul", matMulBackward}, {"Gemm", gemmBackward}, {"Conv", convBackward},
    };
    return table;
}

} // namespace

bool isDifferentiable(const Node &node)
{
    return torchOperator(node) != nullptr && !isConstantAlmostEverywhere(node);
}

bool isConstantAlmostEverywhere(const Node &node)
{
    static const std::set<std::string, std::less<>> operators{"Shape",  "Size",        "ConstantOfShape",
                                                              "Equal",  "Greater",     "GreaterOrEqual",
                                                              "Less",   "LessOrEqual", "Not",
                                                              "And",    "Or",          "Xor",
                                                              "ArgMax", "ArgMin",      "NonZero",
                                                              "IsNaN",  "IsInf",       "Sign",
                                                              "Floor",  "Ceil",        "Round",
                                                              "Range",  "OneHot",      "QuantizeLinear"};
    constexpr std::array<std::int64_t, 4> kFloating{1, 10, 11, 16};
    const bool toInteger = node.op == "Cast"
                           && std::find(kFloating.begin(), kFloating.end(), node.integer("to", 1)) == kFloating.end();
    return toInteger || operators.contains(node.op);
}

std::vector<Tensor> nodeGradients(const GradientCall &call)
{
    if (!isDifferentiable(call.node)) {
        throw Error({.file = {}, .item = call.node.describe()}, "training does not know this operator");
    }
    // As many threads as everything else has (--threads).
    static const bool limited = [] {
        torch::set_num_threads(static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism)));
        return true;
    }();
    static_cast<void>(limited);
    const torch::NoGradGuard quiet;
    Backward backward(call);
    const bool standard = call.node.domain.empty() || call.node.domain == "ai.onnx";
    const auto own = standard ? ownFunctions().find(call.node.op) : ownFunctions().end();
    try {
        (own != ownFunctions().end() ? own->second : automaticBackward)(backward);
    } catch (const c10::Error &error) {
        throw Error({.file = {}, .item = call.node.describe()}, "gradient by libtorch: " + error.msg());
    }
    std::vector<Tensor> gradients;
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        const bool has = call.wanted[i] && backward.result[i].defined();
        gradients.push_back(has ? tensorView(backward.result[i]).reshaped(call.inputs[i].shape()) : Tensor());
    }
    return gradients;
}

} // namespace vsq
