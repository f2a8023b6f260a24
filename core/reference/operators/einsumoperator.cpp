// SPDX-License-Identifier: GPL-3.0-or-later
// Einsum of one or two operands: as a batched product through the backend where something is summed over both.
#include "core/network/einsum.h"

#include "core/reference/operators/batchedproduct.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"

namespace vsq {

namespace {

bool contains(const std::string &text, char c)
{
    return text.find(c) != std::string::npos;
}

Shape shapeOf(const EinsumPlan &plan, const std::string &subscripts)
{
    Shape shape;
    for (const char c : subscripts) {
        shape.push_back(plan.sizes.at(c));
    }
    return shape;
}

/// The operand with its dimensions in the order of `subscripts`; a repeated subscript takes the diagonal, a subscript that
/// the operand lacks or has as 1 is repeated, one that is not wanted is summed.
Tensor arranged(const Tensor &x, const std::string &own, const std::string &subscripts, const EinsumPlan &plan)
{
    std::string dropped;
    for (const char c : own) {
        if (!contains(subscripts, c) && !contains(dropped, c)) {
            dropped += c;
        }
    }
    const std::vector<std::int64_t> strides = stridesOf(x.shape());
    std::vector<std::int64_t> wanted;
    for (const char c : subscripts + dropped) {
        std::int64_t stride = 0;
        for (std::size_t d = 0; d < own.size(); ++d) {
            stride += own[d] == c && x.dim(d) != 1 ? strides[d] : 0;
        }
        wanted.push_back(stride);
    }
    const Tensor copy = copyStrided(x, 0, shapeOf(plan, subscripts + dropped), wanted);
    if (dropped.empty()) {
        return copy;
    }
    Tensor sums(DType::Float32, shapeOf(plan, subscripts));
    const std::int64_t width = elementCount(shapeOf(plan, dropped));
    auto to = sums.mutableValues<float>();
    const auto from = copy.values<float>();
    for (std::size_t i = 0; i < to.size(); ++i) {
        double sum = 0.0;
        for (std::int64_t j = 0; j < width; ++j) {
            sum += static_cast<double>(from[i * static_cast<std::size_t>(width) + static_cast<std::size_t>(j)]);
        }
        to[i] = static_cast<float>(sum);
    }
    return sums;
}

Outputs einsum(Call &call)
{
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < call.inputCount(); ++i) {
        call.requireFloats(i);
        shapes.push_back(call.in(i).shape());
    }
    const EinsumPlan plan = planEinsum(call.node, shapes);
    if (call.inputCount() == 1) {
        return {arranged(call.in(0), plan.operands[0], plan.output, plan)};
    }
    const Tensor x = arranged(call.in(0), plan.operands[0], plan.batch + plan.rows + plan.sum, plan);
    const Tensor w = arranged(call.in(1), plan.operands[1], plan.batch + plan.columns + plan.sum, plan);
    const Tensor y = multiplyBatched(call, raw<float>(x), raw<float>(w), plan.count, plan.count, plan.count, plan.n, plan.m,
                                     plan.k, call.isConstant(1));
    const std::string made = plan.batch + plan.rows + plan.columns;
    return {arranged(y.reshaped(shapeOf(plan, made)), made, plan.output, plan)};
}

} // namespace

void registerEinsum(OperatorRegistry &registry)
{
    registry.add("Einsum", einsum);
}

} // namespace vsq
