// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products: convolutions, Gemm, MatMul, Einsum.
#include "core/base/checked.h"
#include "core/network/einsum.h"
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/operators/window.h"

#include <algorithm>

namespace vsq {

namespace {

void requireBias(const InferenceCall &call, std::size_t input, std::int64_t size)
{
    const auto &shape = call.shape(input);
    if (call.has(input) && shape && size >= 0 && openCount(*shape) >= 0 && openCount(*shape) != size) {
        throw call.error("bias", std::to_string(size) + " values", toString(*shape));
    }
}

void convolution(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &w = call.shape(1);
    call.set(0, call.commonType(), std::nullopt);
    if (!w || !x) {
        return;
    }
    if (w->size() != x->size()) {
        throw call.error("weights", std::to_string(x->size()) + " dimensions", toString(*w));
    }
    if (x->size() < 3) {
        windowOf(call.node, *x, {}); // says what is wrong
    }
    const std::int64_t groups = call.node.integer("group", 1);
    const Window window = windowOf(call.node, *x, Shape(w->begin() + 2, w->end()));
    const std::int64_t filters = (*w)[0];
    const std::int64_t channels = (*w)[1];
    const std::int64_t given = (*x)[1];
    const bool whole = (given < 0 || given % groups == 0) && (filters < 0 || filters % groups == 0);
    if (!whole || (given >= 0 && channels >= 0 && given != checkedMultiply(channels, groups))) {
        throw call.error("channels", std::to_string(channels) + " x " + std::to_string(groups) + " groups", toString(*x));
    }
    requireBias(call, 2, filters);
    call.set(0, call.commonType(), window.outputShape((*x)[0], filters));
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
    const auto &a = call.shape(0);
    const auto &b = call.shape(1);
    if ((a && a->size() != 2) || (b && b->size() != 2)) {
        throw call.error("operands", "two dimensions", (a ? toString(*a) : "?") + " and " + (b ? toString(*b) : "?"));
    }
    const bool transA = call.node.integer("transA", 0) != 0;
    const bool transB = call.node.integer("transB", 0) != 0;
    const std::int64_t n = a ? (*a)[transA ? 1 : 0] : -1;
    const std::int64_t m = b ? (*b)[transB ? 0 : 1] : -1;
    const std::int64_t left = a ? (*a)[transA ? 0 : 1] : -1;
    const std::int64_t right = b ? (*b)[transB ? 1 : 0] : -1;
    if (!mayEqual(left, right)) {
        throw call.error("inner dimensions", std::to_string(left), std::to_string(right));
    }
    if (const auto &c = call.shape(2); call.has(2) && c && n >= 0 && m >= 0) {
        const Shape whole = broadcastOpen(call, *c, {n, m});
        if (whole != Shape{n, m}) {
            throw call.error("addend", toString({n, m}), toString(*c));
        }
    }
    call.set(0, call.commonType(), Shape{n, m});
}

void matMul(InferenceCall &call)
{
    call.set(0, call.commonType(), std::nullopt);
    if ((call.shape(0) && call.shape(0)->empty()) || (call.shape(1) && call.shape(1)->empty())) {
        throw call.error("operands", "one dimension or more", "a scalar");
    }
    if (!call.shape(0) || !call.shape(1)) {
        return;
    }
    Shape x = *call.shape(0);
    Shape y = *call.shape(1);
    const bool vectorX = x.size() == 1;
    const bool vectorY = y.size() == 1;
    if (vectorX) {
        x.insert(x.begin(), 1);
    }
    if (vectorY) {
        y.push_back(1);
    }
    const std::int64_t k = x.back();
    if (!mayEqual(k, y[y.size() - 2])) {
        throw call.error("inner dimensions", toString(*call.shape(0)) + " times [.., " + std::to_string(k) + ", ..]",
                         toString(*call.shape(1)));
    }
    Shape shape = broadcastOpen(call, Shape(x.begin(), x.end() - 2), Shape(y.begin(), y.end() - 2));
    if (!vectorX) {
        shape.push_back(x[x.size() - 2]);
    }
    if (!vectorY) {
        shape.push_back(y.back());
    }
    call.set(0, call.commonType(), std::move(shape));
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
