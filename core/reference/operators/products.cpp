// SPDX-License-Identifier: GPL-3.0-or-later
// Gemm and MatMul.
#include "core/reference/operators/batchedproduct.h"
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"
#include "core/reference/parallel.h"

#include <algorithm>

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

Outputs matMul(Call &call)
{
    call.requireFloats(0);
    call.requireFloats(1);
    Tensor x = call.in(0);
    Tensor y = call.in(1);
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
