// SPDX-License-Identifier: GPL-3.0-or-later
// Gemm and MatMul.
#include "core/reference/operators/batchedproduct.h"
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"
#include "core/reference/operators/strided.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <optional>

namespace vsq {

namespace {

/// [count, rows, columns] to [count, columns, rows].
Tensor transposed(const float *from, std::int64_t count, std::int64_t rows, std::int64_t columns)
{
    Tensor result = Tensor::uninitialized(DType::Float32, {count, columns, rows});
    auto *to = rawMutable<float>(result);
    for (std::int64_t i = 0; i < count; ++i) {
        transpose(from + i * rows * columns, rows, columns, to + i * rows * columns);
    }
    return result;
}

/// The operand transposed; once for weights.
Tensor keptTransposed(Call &call, std::size_t input, const float *from, std::int64_t count, std::int64_t rows,
                      std::int64_t columns)
{
    const auto make = [&] { return transposed(from, count, rows, columns); };
    return call.isConstant(input) ? call.cache.get(make) : make();
}

/// Whole matrices of a batched operand repeated as broadcasting asks; the operand itself where nothing is.
Tensor repeated(const Tensor &tensor, const Shape &batch)
{
    const std::size_t rank = tensor.rank();
    Shape target = batch;
    target.push_back(tensor.dim(rank - 2));
    target.push_back(tensor.dim(rank - 1));
    return expanded(tensor, target);
}

/// A tensor with its axes in another order, nothing moved.
struct Reordered {
    Shape shape;
    std::vector<std::int64_t> strides;

    Reordered(const Tensor &tensor, const std::vector<std::int64_t> &order)
        : shape(tensor.shape()), strides(stridesOf(tensor.shape()))
    {
        for (std::size_t i = 0; i < order.size(); ++i) {
            shape[i] = tensor.dim(static_cast<std::size_t>(order[i]));
        }
        const std::vector<std::int64_t> own = strides;
        for (std::size_t i = 0; i < order.size(); ++i) {
            strides[i] = own[static_cast<std::size_t>(order[i])];
        }
    }
};

/// Products of two activations of four axes where the backend takes them as they lie; empty where it does not, or they are no
/// such products. resultOrder: whether the middle axes of the result are swapped.
std::optional<Tensor> batchInPlace(Call &call, const Reordered &x, const Reordered &y, bool swapsResult)
{
    if (x.shape.size() != 4 || y.shape.size() != 4 || x.shape[0] != y.shape[0] || x.shape[1] != y.shape[1]
        || x.shape[3] != y.shape[2] || y.shape[3] == 1 || x.strides[3] != 1 || (y.strides[2] != 1 && y.strides[3] != 1)
        || elementCount(x.shape) == 0 || elementCount(y.shape) == 0) {
        return std::nullopt;
    }
    const std::int64_t heads = x.shape[1];
    ProductBatch batch;
    batch.outer = x.shape[0];
    batch.inner = heads;
    ProductRequest &request = batch.first;
    request.node = &call.node;
    request.n = x.shape[2];
    request.k = x.shape[3];
    request.m = y.shape[3];
    request.count = batch.outer * batch.inner;
    request.segmentLength = request.k;
    request.itemRows = request.n;
    request.a = raw<float>(call.in(1));
    request.b = raw<float>(call.in(0));
    request.aIsTransposed = y.strides[3] == 1;
    batch.a = {y.strides[0], y.strides[1], request.aIsTransposed ? y.strides[2] : y.strides[3]};
    batch.b = {x.strides[0], x.strides[1], x.strides[2]};
    const std::int64_t plane = request.n * request.m;
    batch.c = swapsResult ? ProductBatch::Place{heads * plane, request.m, heads * request.m}
                          : ProductBatch::Place{heads * plane, plane, request.m};
    Tensor result = Tensor::uninitialized(DType::Float32, swapsResult ? Shape{batch.outer, request.n, heads, request.m}
                                                                      : Shape{batch.outer, heads, request.n, request.m});
    if (!call.backend.multiplyBatch(batch, rawMutable<float>(result))) {
        return std::nullopt;
    }
    return result;
}

Outputs matMul(Call &call);

/// With the Transposes before and behind it.
Outputs matMulInOrder(Call &call, const AxisOrders &orders)
{
    std::vector<Tensor> inputs;
    std::vector<Reordered> views;
    for (std::size_t i = 0; i < 2; ++i) {
        const std::vector<std::int64_t> order = orders.inputs.empty() ? std::vector<std::int64_t>{} : orders.inputs[i];
        if (!order.empty() && order.size() != call.in(i).rank()) {
            throw call.error("input '" + call.node.inputs[i] + "'", std::to_string(order.size()) + " dimensions",
                             toString(call.in(i).shape()));
        }
        views.emplace_back(call.in(i), order);
    }
    if (std::optional<Tensor> result = batchInPlace(call, views[0], views[1], !orders.result.empty())) {
        return {std::move(*result)};
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const bool moved = !orders.inputs.empty() && !orders.inputs[i].empty();
        inputs.push_back(moved ? copyStrided(call.in(i), 0, views[i].shape, views[i].strides) : call.in(i));
    }
    const std::vector<bool> none(2, false);
    Call straight(call.node, call.opset, call.items, call.backend, call.cache, std::move(inputs), none);
    straight.job = call.job;
    Tensor result = matMul(straight)[0];
    if (!orders.result.empty()) {
        if (result.rank() != orders.result.size()) {
            throw call.error("result", std::to_string(orders.result.size()) + " dimensions", toString(result.shape()));
        }
        const Reordered view(result, orders.result);
        result = copyStrided(result, 0, view.shape, view.strides);
    }
    return {std::move(result)};
}

Outputs matMul(Call &call)
{
    call.requireFloats(0);
    call.requireFloats(1);
    if (call.orders != nullptr) {
        return matMulInOrder(call, *call.orders);
    }
    Tensor x = call.in(0);
    Tensor y = call.in(1);
    if (x.rank() == 4 && y.rank() == 4 && !call.isConstant(0) && !call.isConstant(1)) {
        if (std::optional<Tensor> result = batchInPlace(call, {x, {}}, {y, {}}, false)) {
            return {std::move(*result)};
        }
    }
    if (x.rank() == 0 || y.rank() == 0) {
        throw call.error("operands", "one dimension or more", "a scalar");
    }
    const bool vectorX = x.rank() == 1;
    const bool vectorY = y.rank() == 1;
    x = vectorX ? x.reshaped({1, x.dim(0)}) : x;
    y = vectorY ? y.reshaped({y.dim(0), 1}) : y;
    const std::int64_t n = x.dim(x.rank() - 2);
    const std::int64_t k = x.dim(x.rank() - 1);
    const std::int64_t m = y.dim(y.rank() - 1);
    if (y.dim(y.rank() - 2) != k) {
        throw call.error("inner dimensions", toString(call.in(0).shape()) + " times [.., " + std::to_string(k) + ", ..]",
                         toString(call.in(1).shape()));
    }
    const Shape batchX(x.shape().begin(), x.shape().end() - 2);
    const Shape batchY(y.shape().begin(), y.shape().end() - 2);
    const Shape batch = broadcastShape(call, batchX, batchY);
    const std::int64_t count = elementCount(batch);
    Shape shape = batch;
    if (!vectorX) {
        shape.push_back(n);
    }
    if (!vectorY) {
        shape.push_back(m);
    }
    if (call.isConstant(0) && !call.isConstant(1) && elementCount(batchX) == 1) {
        // The weights stand on the left: C^T = Y^T X^T, so X is the product's A and Y^T its B.
        const Tensor tokens = transposed(raw<float>(y), elementCount(batchY), k, m);
        const Tensor c = multiplyBatched(call, raw<float>(tokens), raw<float>(x), elementCount(batchY), elementCount(batchY), 1,
                                         m, n, k, true);
        return {transposed(raw<float>(c), elementCount(batchY), m, n).reshaped(shape)};
    }
    std::int64_t countY = elementCount(batchY);
    std::int64_t countX = elementCount(batchX);
    if (countY != 1) {
        if (batchY != batch) {
            y = repeated(y, batch);
            countY = count;
        }
        if (batchX != batch && countX != 1) {
            x = repeated(x, batch);
            countX = count;
        }
    } else if (countX != count) {
        x = repeated(x, batch);
        countX = count;
    }
    const bool isWeights = call.isConstant(1) && y.shape() == (vectorY ? Shape{k, 1} : call.in(1).shape());
    if (m != 1 && call.backend.takesTransposed(isWeights)) {
        return {
            multiplyBatched(call, raw<float>(x), raw<float>(y), count, countX, countY, n, m, k, isWeights, true).reshaped(shape)};
    }
    const Tensor w = m == 1      ? y
                     : isWeights ? keptTransposed(call, 1, raw<float>(y), countY, k, m)
                                 : transposed(raw<float>(y), countY, k, m);
    return {multiplyBatched(call, raw<float>(x), raw<float>(w), count, countX, countY, n, m, k, isWeights).reshaped(shape)};
}

Outputs gemm(Call &call)
{
    const Tensor &a = call.in(0);
    const Tensor &b = call.in(1);
    const float *x = call.floats(0).data();
    const float *y = call.floats(1).data();
    if (a.rank() != 2 || b.rank() != 2) {
        throw call.error("operands", "two dimensions", toString(a.shape()) + " and " + toString(b.shape()));
    }
    const bool transA = call.node.integer("transA", 0) != 0;
    const bool transB = call.node.integer("transB", 0) != 0;
    const std::int64_t n = a.dim(transA ? 1 : 0);
    const std::int64_t k = a.dim(transA ? 0 : 1);
    const std::int64_t m = b.dim(transB ? 0 : 1);
    if (b.dim(transB ? 1 : 0) != k) {
        throw call.error("inner dimensions", std::to_string(k), std::to_string(b.dim(transB ? 1 : 0)));
    }
    Tensor keptX;
    Tensor keptY;
    Tensor result;
    if (call.isConstant(0) && !call.isConstant(1)) {
        // Weights on the left are the product's A: C^T is computed and transposed.
        if (transA) {
            keptX = keptTransposed(call, 0, x, 1, k, n);
            x = raw<float>(keptX);
        }
        if (!transB) {
            keptY = transposed(y, 1, k, m);
            y = raw<float>(keptY);
        }
        const Tensor c = multiplyBatched(call, y, x, 1, 1, 1, m, n, k, true);
        result = transposed(raw<float>(c), 1, m, n).reshaped({n, m});
    } else {
        if (transA) {
            keptX = transposed(x, 1, k, n);
            x = raw<float>(keptX);
        }
        const bool asStored = !transB && call.backend.takesTransposed(call.isConstant(1));
        if (!transB && !asStored) {
            keptY = keptTransposed(call, 1, y, 1, k, m);
            y = raw<float>(keptY);
        }
        result = multiplyBatched(call, x, y, 1, 1, 1, n, m, k, call.isConstant(1), asStored).reshaped({n, m});
    }
    const float alpha = call.node.real("alpha", 1.0F);
    const float beta = call.node.real("beta", 1.0F);
    auto *out = rawMutable<float>(result);
    if (!call.has(2)) {
        for (std::int64_t i = 0; alpha != 1.0F && i < n * m; ++i) {
            out[i] *= alpha;
        }
        return {result};
    }
    call.requireFloats(2);
    if (broadcastShape(call, call.in(2).shape(), {n, m}) != Shape{n, m}) {
        throw call.error("addend", toString({n, m}), toString(call.in(2).shape()));
    }
    const std::vector<std::int64_t> strides = broadcastStrides(call.in(2).shape(), {n, m});
    const float *addend = raw<float>(call.in(2));
    parallelRange(n, grainFor(m), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            for (std::int64_t j = 0; j < m; ++j) {
                const float scaled = beta == 1.0F ? addend[i * strides[0] + j * strides[1]]
                                                  : beta * addend[i * strides[0] + j * strides[1]];
                out[i * m + j] = (alpha == 1.0F ? out[i * m + j] : alpha * out[i * m + j]) + scaled;
            }
        }
    });
    return {result};
}

} // namespace

void registerProducts(OperatorRegistry &registry)
{
    registry.add("MatMul", matMul);
    registry.add("Gemm", gemm);
}

} // namespace vsq
