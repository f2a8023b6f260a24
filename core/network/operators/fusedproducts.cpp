// SPDX-License-Identifier: GPL-3.0-or-later
// Products that ONNX Runtime's optimizer has fused with what stands around them: FusedMatMul, FusedConv, FusedGemm.
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <numeric>

namespace vsq {

namespace {

/// batch: the first dimension goes behind the batch's; last: the two last ones change places.
std::string reordered(Expansion &e, std::size_t input, bool batch, bool last)
{
    if (!batch && !last) {
        return e.in(input);
    }
    const std::size_t rank = e.rank(input);
    if (rank < 2) {
        return e.in(input); // a vector has nothing to change places with
    }
    std::vector<std::int64_t> order(rank);
    std::iota(order.begin(), order.end(), 0);
    if (batch) {
        std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
    }
    if (last) {
        std::swap(order[rank - 1], order[rank - 2]);
    }
    return e.transpose(e.in(input), order);
}

void fusedMatMul(Expansion &e)
{
    const auto isSet = [&](const char *name) { return e.node.integer(name, 0) != 0; };
    std::string y = e.make("MatMul", {reordered(e, 0, isSet("transBatchA"), isSet("transA")),
                                      reordered(e, 1, isSet("transBatchB"), isSet("transB"))});
    e.rename(y);
    if (const float alpha = e.node.real("alpha", 1.0F); alpha != 1.0F) {
        y = e.make("Mul", {y, e.number(alpha)});
    }
    e.finish(y);
}

std::string activated(Expansion &e, const std::string &x, const std::vector<float> &parameters)
{
    const std::string activation = e.node.text("activation", "");
    const auto parameter = [&](std::size_t i, float otherwise) { return i < parameters.size() ? parameters[i] : otherwise; };
    if (activation.empty()) {
        return x;
    }
    if (activation == "LeakyRelu") {
        return e.make(activation, {x}, {{"alpha", parameter(0, 0.01F)}});
    }
    if (activation == "HardSigmoid") {
        return e.make(activation, {x}, {{"alpha", parameter(0, 0.2F)}, {"beta", parameter(1, 0.5F)}});
    }
    if (activation == "Clip") {
        return e.make(activation, {x, e.number(parameter(0, -3.402823466e38F)), e.number(parameter(1, 3.402823466e38F))});
    }
    return e.make(activation, {x});
}

/// x, filters, bias, what is added before the activation.
void fusedConvolution(Expansion &e)
{
    AttributeMap attributes = e.node.attributes;
    attributes.erase("activation");
    attributes.erase("activation_params");
    std::vector<std::string> inputs{e.in(0), e.in(1)};
    if (e.has(2)) {
        inputs.push_back(e.in(2));
    }
    std::string y = e.make("Conv", std::move(inputs), std::move(attributes));
    e.rename(y);
    if (e.has(3)) {
        y = e.make("Add", {y, e.in(3)});
    }
    const auto found = e.node.attributes.find("activation_params");
    const auto *parameters = found == e.node.attributes.end() ? nullptr : std::get_if<std::vector<float>>(&found->second);
    e.finish(activated(e, y, parameters == nullptr ? std::vector<float>{} : *parameters));
}

void fusedGemm(Expansion &e)
{
    AttributeMap attributes = e.node.attributes;
    std::vector<float> parameters;
    for (const char *name : {"activation_alpha", "activation_beta", "activation_gamma"}) {
        if (e.node.has(name)) {
            parameters.push_back(e.node.real(name, 0.0F));
            attributes.erase(name);
        }
    }
    attributes.erase("activation");
    std::vector<std::string> inputs{e.in(0), e.in(1)};
    if (e.has(2)) {
        inputs.push_back(e.in(2));
    }
    const std::string y = e.make("Gemm", std::move(inputs), std::move(attributes));
    e.rename(y);
    e.finish(activated(e, y, parameters));
}

} // namespace

void addFusedProducts(OperatorTable &table)
{
    const std::vector<std::string_view> activations{"", "Relu", "Tanh", "Sigmoid", "LeakyRelu", "Clip", "HardSigmoid"};
    for (const std::string_view name : {"FusedMatMul", "TransposeMatMul"}) {
        table.add({.name = name,
                   .domain = kMicrosoft,
                   .inputs = {2, 2},
                   .attributes = {real("alpha"), flag("transA"), flag("transB"), flag("transBatchA"), flag("transBatchB")},
                   .expand = fusedMatMul});
    }
    table.add(
        {.name = "FusedConv",
         .domain = kMicrosoft,
         .inputs = {2, 4},
         .attributes = {text("activation", activations), reals("activation_params"), text("auto_pad"), integers("dilations"),
                        integer("group", 1), integers("kernel_shape"), integers("pads"), integers("strides")},
         .expand = fusedConvolution});
    table.add({.name = "FusedGemm",
               .domain = kMicrosoft,
               .inputs = {2, 3},
               .attributes = {text("activation", activations), real("activation_alpha"), real("activation_beta"),
                              real("activation_gamma"), real("alpha"), real("beta"), flag("transA"), flag("transB")},
               .expand = fusedGemm});
}

} // namespace vsq
