// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/torchoperators.h"

#include <algorithm>

namespace vsq {

std::vector<std::int64_t> TorchCall::integers(std::size_t i) const
{
    const torch::Tensor flat = inputs[i].to(torch::kLong).contiguous().reshape({-1});
    const auto *data = flat.data_ptr<std::int64_t>();
    return {data, data + flat.numel()};
}

std::vector<std::int64_t> TorchCall::integers(std::size_t i, const char *attribute, std::vector<std::int64_t> otherwise) const
{
    return has(i) ? integers(i) : node.integers(attribute, std::move(otherwise));
}

double TorchCall::number(std::size_t i, const char *attribute, double otherwise) const
{
    return has(i) ? inputs[i].item<double>() : node.has(attribute) ? node.real(attribute, 0.0F) : otherwise;
}

std::int64_t TorchCall::axis(std::int64_t otherwise) const
{
    const std::int64_t value = node.integer("axis", otherwise);
    return value < 0 ? value + inputs[0].dim() : value;
}

namespace {

torch::Tensor convolutionOf(const TorchCall &call)
{
    const std::int64_t spatial = call.inputs[0].dim() - 2;
    const std::vector<std::int64_t> ones(static_cast<std::size_t>(spatial), 1);
    const std::vector<std::int64_t> kernel(call.inputs[1].sizes().begin() + 2, call.inputs[1].sizes().end());
    std::vector<std::int64_t> pads = padsOf(call.node, call.inputs[0], kernel);
    std::vector<std::int64_t> begin(pads.begin(), pads.begin() + spatial);
    torch::Tensor x = call.inputs[0];
    if (!std::equal(begin.begin(), begin.end(), pads.begin() + spatial)) {
        x = padded(x, pads, 0.0);
        begin.assign(begin.size(), 0);
    }
    const torch::Tensor bias = call.has(2) ? call.inputs[2] : torch::Tensor();
    return torch::convolution(x, call.inputs[1], bias, call.node.integers("strides", ones), begin,
                              call.node.integers("dilations", ones), false, std::vector<std::int64_t>(begin.size(), 0),
                              call.node.integer("group", 1));
}

torch::Tensor gemmOf(const TorchCall &call)
{
    const torch::Tensor a = call.node.integer("transA", 0) != 0 ? call.inputs[0].t() : call.inputs[0];
    const torch::Tensor b = call.node.integer("transB", 0) != 0 ? call.inputs[1].t() : call.inputs[1];
    const float alpha = call.node.real("alpha", 1.0F);
    const float beta = call.node.real("beta", 1.0F);
    return call.has(2) ? torch::addmm(call.inputs[2], a, b, beta, alpha) : torch::mm(a, b) * alpha;
}

} // namespace

void addProducts(TorchOperators &table)
{
    table["Conv"] = [](const TorchCall &c) { return TorchOutputs{convolutionOf(c)}; };
    table["Gemm"] = [](const TorchCall &c) { return TorchOutputs{gemmOf(c)}; };
    table["MatMul"] = [](const TorchCall &c) { return TorchOutputs{torch::matmul(c.inputs[0], c.inputs[1])}; };
    table["Einsum"] = [](const TorchCall &c) { return TorchOutputs{torch::einsum(c.node.text("equation", ""), c.inputs)}; };
}

TorchOperator torchOperator(const Node &node)
{
    static const TorchOperators table = [] {
        TorchOperators operators;
        addProducts(operators);
        addElementwise(operators);
        addMovement(operators);
        addWindows(operators);
        return operators;
    }();
    const bool standard = node.domain.empty() || node.domain == "ai.onnx";
    const auto found = table.find(standard ? node.op : node.domain + "." + node.op);
    return found == table.end() ? nullptr : found->second;
}

} // namespace vsq
