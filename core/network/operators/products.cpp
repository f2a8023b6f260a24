// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products: convolutions, Gemm, MatMul, Einsum.
#include "core/base/checked.h"
#include "core/network/einsum.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/productshapes.h"
#include "core/network/operators/window.h"

#include <algorithm>

namespace vsq {

namespace {

void convolution(InferenceCall &call)
{
    call.set(0, call.commonType(), convolutionShape(call, 1, 2));
}

void transposedConvolution(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &w = call.shape(1);
    call.set(0, call.commonType(), std::nullopt);
    if (!x || !w) {
        return;
    }
    const Window window = transposedWindowOf(call.node, *x, *w);
    const std::int64_t groups = call.node.integer("group", 1);
    const std::int64_t channels = (*x)[1];
    if (!mayEqual(channels, (*w)[0]) || (channels >= 0 && channels % groups != 0)) {
        throw call.error("channels", std::to_string((*w)[0]) + " in " + std::to_string(groups) + " groups", toString(*x));
    }
    const std::int64_t filters = (*w)[1] < 0 ? -1 : openProduct({(*w)[1], groups}, 0, 2);
    requireBias(call, 2, filters);
    Shape y{(*x)[0], filters};
    y.insert(y.end(), window.input.end() - static_cast<std::ptrdiff_t>(window.rank), window.input.end());
    call.set(0, call.commonType(), std::move(y));
}

void gemm(InferenceCall &call)
{
    call.set(0, call.commonType(), gemmShape(call, 1, 2));
}

void matMul(InferenceCall &call)
{
    call.set(0, call.commonType(), matMulShape(call, 1));
}

void einsum(InferenceCall &call)
{
    call.set(0, call.commonType(), std::nullopt);
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        if (!call.shape(i)) {
            return;
        }
        shapes.push_back(*call.shape(i));
    }
    const EinsumPlan plan = planEinsum(call.node, shapes);
    Shape shape;
    for (const char c : plan.output) {
        shape.push_back(plan.sizes.at(c));
    }
    call.set(0, call.commonType(), std::move(shape));
}

std::vector<AttributeSpec> windowAttributes()
{
    return {text("auto_pad"),         integers("dilations"), integer("group", 1),
            integers("kernel_shape"), integers("pads"),      integers("strides")};
}

} // namespace

void addProducts(OperatorTable &table)
{
    table.add({.name = "Conv",
               .inputs = {2, 3},
               .attributes = windowAttributes(),
               .shape = convolution,
               .floats = 7,
               .product = ProductKind::Convolution,
               .hasWeights = true});
    std::vector<AttributeSpec> transposed = windowAttributes();
    transposed.insert(transposed.end(), {integers("output_padding"), integers("output_shape")});
    table.add({.name = "ConvTranspose",
               .inputs = {2, 3},
               .attributes = std::move(transposed),
               .shape = transposedConvolution,
               .floats = 7,
               .product = ProductKind::TransposedConvolution,
               .hasWeights = true});
    table.add(
        {.name = "MatMul", .inputs = {2, 2}, .shape = matMul, .floats = 3, .product = ProductKind::MatMul, .hasWeights = true});
    table.add({.name = "Gemm",
               .since = 7,
               .inputs = {2, 3},
               .attributes = {real("alpha"), real("beta"), flag("transA"), flag("transB")},
               .shape = gemm,
               .floats = 7,
               .product = ProductKind::Gemm,
               .hasWeights = true});
    table.add({.name = "Einsum",
               .since = 12,
               .inputs = {1, 2},
               .attributes = {required(text("equation"))},
               .shape = einsum,
               .floats = 3,
               .product = ProductKind::Einsum,
               .hasWeights = true});
}

} // namespace vsq
