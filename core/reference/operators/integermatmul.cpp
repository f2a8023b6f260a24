// SPDX-License-Identifier: GPL-3.0-or-later
// MatMulInteger, QLinearMatMul and QGemm: 32-bit sums of the network's own integers.
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/im2col.h"
#include "core/reference/operators/integerproduct.h"

#include <algorithm>

namespace vsq {

namespace {

struct MatrixSums {
    std::vector<std::int32_t> sums; ///< of the shape
    Shape shape;
    std::int64_t rows = 0; ///< of one matrix
    std::int64_t columns = 0;
};

Shape matricesOf(const Tensor &x)
{
    return Shape(x.shape().begin(), x.shape().end() - 2);
}

Tensor eachTransposed(const Tensor &y)
{
    const std::int64_t rows = y.dim(y.rank() - 2);
    const std::int64_t columns = y.dim(y.rank() - 1);
    Shape shape = matricesOf(y);
    shape.insert(shape.end(), {columns, rows});
    Tensor result = Tensor::uninitialized(DType::Float32, shape);
    const std::int64_t size = rows * columns;
    for (std::int64_t i = 0; size > 0 && i < y.size() / size; ++i) {
        transpose(raw<float>(y) + i * size, rows, columns, rawMutable<float>(result) + i * size);
    }
    return result;
}

/// Which inputs are what, and whether the matrices lie transposed.
struct MatMulInputs {
    std::size_t right = 1;
    std::size_t zeroLeft = 2;
    std::size_t zeroRight = 3;
    bool transposeLeft = false;
    bool transposeRight = false;
};

/// X Y with NumPy's broadcasting of the leading dimensions.
MatrixSums multiply(Call &call, const MatMulInputs &at)
{
    if (call.in(0).rank() == 0 || call.in(at.right).rank() == 0) {
        throw call.error("operands", "one dimension or more", "a scalar");
    }
    const bool isWeights = call.isConstant(at.right) && (!call.has(at.zeroRight) || call.isConstant(at.zeroRight));
    const bool vectorX = call.in(0).rank() == 1;
    const bool vectorY = call.in(at.right).rank() == 1;
    Tensor x = centred(call, 0, at.zeroLeft, at.transposeLeft ? -1 : -2);
    x = vectorX ? x.reshaped({1, x.dim(0)}) : x;
    x = at.transposeLeft ? eachTransposed(x) : x;
    const auto right = [&] { // [.., m, k]
        Tensor y = centred(call, at.right, at.zeroRight, at.transposeRight ? -2 : -1);
        y = vectorY ? y.reshaped({y.dim(0), 1}) : y;
        return at.transposeRight ? y : eachTransposed(y);
    };
    Tensor w = isWeights ? call.cache.get(right) : right();
    const std::int64_t n = x.dim(x.rank() - 2);
    const std::int64_t k = x.dim(x.rank() - 1);
    const std::int64_t m = w.dim(w.rank() - 2);
    if (w.dim(w.rank() - 1) != k) {
        throw call.error("inner dimensions", toString(call.in(0).shape()) + " times [.., " + std::to_string(k) + ", ..]",
                         toString(call.in(at.right).shape()));
    }
    const Shape batch = broadcastShape(call, matricesOf(x), matricesOf(w));
    const auto repeated = [&](const Tensor &tensor) {
        Shape target = batch;
        target.insert(target.end(), tensor.shape().end() - 2, tensor.shape().end());
        return expanded(tensor, target);
    };
    const bool oneMatrix = elementCount(matricesOf(w)) == 1;
    x = elementCount(matricesOf(x)) == elementCount(batch) ? x : repeated(x);
    w = oneMatrix || matricesOf(w) == batch ? w : repeated(w);

    MatrixSums result;
    result.rows = n;
    result.columns = m;
    result.shape = batch;
    if (!vectorX) {
        result.shape.push_back(n);
    }
    if (!vectorY) {
        result.shape.push_back(m);
    }
    result.sums.resize(static_cast<std::size_t>(elementCount(result.shape)));
    ProductRequest request;
    request.node = &call.node;
    request.m = m;
    request.k = k;
    request.segmentLength = k;
    request.aIsConstant = isWeights;
    request.areCodes = centredFits(call, 0, at.zeroLeft) && centredFits(call, at.right, at.zeroRight);
    const std::int64_t count = elementCount(batch);
    const std::int64_t products = oneMatrix ? std::min<std::int64_t>(1, count) : count;
    request.count = std::max<std::int64_t>(1, products);
    request.n = oneMatrix ? n * count : n;
    request.itemRows = oneMatrix && call.items > 0 && request.n % call.items == 0 ? request.n / call.items : request.n;
    for (std::int64_t i = 0; i < products; ++i) {
        request.index = i;
        request.a = raw<float>(w) + (oneMatrix ? 0 : i * m * k);
        request.b = raw<float>(x) + i * n * k;
        sumIntegers(call, request, result.sums.data() + i * n * m);
    }
    return result;
}

Outputs matMulInteger(Call &call)
{
    const MatrixSums made = multiply(call, {});
    return {Tensor::of<std::int32_t>(made.shape, made.sums)};
}

/// Scales a row of the left operand, or a column of the right one, or one each.
Outputs qlinearMatMul(Call &call)
{
    const MatrixSums made = multiply(call, {.right = 3, .zeroLeft = 2, .zeroRight = 5});
    const auto left = call.floats(1);
    if (left.size() == 1) {
        const std::vector<float> factors = factorsOf(call, 1, 4, 6);
        const auto count = static_cast<std::int64_t>(factors.size());
        if (count != 1 && count != made.columns) {
            throw call.error("scale of the right operand", "one value or " + std::to_string(made.columns), std::to_string(count));
        }
        return {requantized(call, made.sums, made.shape, factors, 1, 7)};
    }
    const auto right = call.floats(4);
    if (static_cast<std::int64_t>(left.size()) != made.rows
        || (right.size() != 1 && static_cast<std::int64_t>(right.size()) != made.columns)) {
        throw call.error("scales", "one value, one a row of the left operand, or one a column of the right one",
                         std::to_string(left.size()) + " and " + std::to_string(right.size()));
    }
    std::vector<float> factors; // of a matrix
    for (const float row : left) {
        for (std::int64_t column = 0; column < made.columns; ++column) {
            factors.push_back(row * right[right.size() == 1 ? 0 : static_cast<std::size_t>(column)] / call.number<float>(6));
        }
    }
    return {requantized(call, made.sums, made.shape, factors, 1, 7)};
}

/// com.microsoft.QGemm: a, its scale and zero point, b, its, bias (int32), the result's scale and zero point (none: float32).
Outputs qgemm(Call &call)
{
    const float alpha = call.node.real("alpha", 1.0F);
    MatrixSums made = multiply(call, {.right = 3,
                                      .zeroLeft = 2,
                                      .zeroRight = 5,
                                      .transposeLeft = call.node.integer("transA", 0) != 0,
                                      .transposeRight = call.node.integer("transB", 0) != 0});
    if (call.has(6)) {
        if (broadcastShape(call, call.in(6).shape(), made.shape) != made.shape) {
            throw call.error("bias", toString(made.shape), toString(call.in(6).shape()));
        }
        const Tensor bias = expanded(call.in(6), made.shape);
        const auto values = bias.values<std::int32_t>();
        for (std::size_t i = 0; i < made.sums.size(); ++i) {
            made.sums[i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(made.sums[i])
                                                     + static_cast<std::uint32_t>(values[i]));
        }
    }
    const float left = alpha * call.number<float>(1);
    const auto right = call.floats(4);
    if (right.size() != 1 && static_cast<std::int64_t>(right.size()) != made.columns) {
        throw call.error("scale of the right operand", "one value or " + std::to_string(made.columns),
                         std::to_string(right.size()));
    }
    std::vector<float> factors(right.size());
    std::transform(right.begin(), right.end(), factors.begin(),
                   [&](float scale) { return call.has(7) ? left * scale / call.number<float>(7) : left * scale; });
    if (call.has(7)) {
        return {requantized(call, made.sums, made.shape, factors, 1, 8)};
    }
    Tensor y = Tensor::uninitialized(DType::Float32, made.shape);
    auto *to = rawMutable<float>(y);
    for (std::size_t i = 0; i < made.sums.size(); ++i) {
        to[i] = static_cast<float>(made.sums[i]) * factors[i % factors.size()];
    }
    return {y};
}

} // namespace

void registerIntegerMatMul(OperatorRegistry &registry)
{
    registry.add("MatMulInteger", matMulInteger);
    registry.add("QLinearMatMul", qlinearMatMul);
    registry.add("com.microsoft.QGemm", qgemm);
}

} // namespace vsq
