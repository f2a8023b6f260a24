// SPDX-License-Identifier: GPL-3.0-or-later
// Reductions over axes, ArgMax and ArgMin, CumSum and CumProd, TopK.
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/strided.h"
#include "core/reference/operators/wrapping.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace vsq {

namespace {

struct Plan {
    Shape kept;                        ///< shape of the result with keepdims
    Shape result;                      ///< as asked for
    std::vector<std::int64_t> strides; ///< of the result, 0 along reduced axes
    std::int64_t count = 1;            ///< elements that go into one
};

/// Axes as an attribute (older opsets) or as an input; none means all, or nothing with noop_with_empty_axes.
Plan planOf(const Call &call)
{
    const Shape &shape = call.in(0).shape();
    std::vector<std::int64_t> axes = call.has(1) ? call.integers(1) : call.node.integers("axes");
    const bool noop = call.node.integer("noop_with_empty_axes", 0) != 0;
    if (axes.empty() && !noop) {
        axes.resize(shape.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    std::vector<bool> reduced(shape.size(), false);
    for (const std::int64_t axis : axes) {
        reduced[static_cast<std::size_t>(call.axis(axis, shape.size()))] = true;
    }
    const bool keeps = call.node.integer("keepdims", 1) != 0;
    Plan plan;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        plan.kept.push_back(reduced[i] ? 1 : shape[i]);
        plan.count *= reduced[i] ? shape[i] : 1;
        if (!reduced[i] || keeps) {
            plan.result.push_back(plan.kept.back());
        }
    }
    plan.strides = stridesOf(plan.kept);
    for (std::size_t i = 0; i < shape.size(); ++i) {
        plan.strides[i] = reduced[i] ? 0 : plan.strides[i];
    }
    return plan;
}

/// accumulate(sum, x) into double (floats) or int64 (integers), then finish(sum, count).
template <typename Accumulate, typename Finish>
Outputs reduce(Call &call, double start, const Accumulate &accumulate, const Finish &finish)
{
    const Plan plan = planOf(call);
    const Tensor &x = call.in(0);
    return dispatch(call, x.dtype(), [&]<typename T>(T) {
        // Sums of floats in double: their error then does not grow with the number of elements.
        std::vector<double> sums(static_cast<std::size_t>(elementCount(plan.kept)), start);
        const T *from = raw<T>(x);
        Shape index(x.rank(), 0);
        const std::int64_t width = x.rank() == 0 ? 1 : x.shape().back();
        const std::int64_t step = x.rank() == 0 ? 0 : plan.strides.back();
        for (std::int64_t row = 0; width > 0 && row < x.size() / width; ++row) {
            std::int64_t at = 0;
            for (std::size_t axis = 0; axis + 1 < index.size(); ++axis) {
                at += index[axis] * plan.strides[axis];
            }
            for (std::int64_t i = 0; i < width; ++i) {
                double &sum = sums[static_cast<std::size_t>(at + i * step)];
                sum = accumulate(sum, static_cast<double>(from[row * width + i]));
            }
            for (std::size_t axis = index.size() - (index.empty() ? 0 : 1); axis-- > 0;) {
                if (++index[axis] < x.dim(axis)) {
                    break;
                }
                index[axis] = 0;
            }
        }
        Tensor result(x.dtype(), plan.result);
        std::transform(sums.begin(), sums.end(), result.mutableValues<T>().begin(),
                       [&](double sum) { return limited<T>(finish(sum, static_cast<double>(plan.count))); });
        return Outputs{result};
    });
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();
double add(double sum, double x)
{
    return sum + x;
}
double addMagnitude(double sum, double x)
{
    return sum + std::fabs(x);
}
double addSquare(double sum, double x)
{
    return sum + x * x;
}
double multiply(double sum, double x)
{
    return sum * x;
}
double larger(double sum, double x)
{
    return x > sum || std::isnan(x) ? x : sum;
}
double smaller(double sum, double x)
{
    return x < sum || std::isnan(x) ? x : sum;
}
double itself(double sum, double)
{
    return sum;
}

Outputs logSumExp(Call &call)
{
    // Shifted by the overall maximum, so that no power overflows.
    const auto x = call.floats(0);
    const double shift = x.empty() ? 0.0 : static_cast<double>(*std::max_element(x.begin(), x.end()));
    return reduce(
        call, 0.0, [shift](double sum, double v) { return sum + std::exp(v - shift); },
        [shift](double sum, double) { return std::log(sum) + shift; });
}

template <typename Better>
Outputs argument(Call &call, const Better &better)
{
    const Tensor &x = call.in(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 0), x.rank()));
    const bool last = call.node.integer("select_last_index", 0) != 0;
    Shape shape = x.shape();
    const std::int64_t size = shape[axis];
    const std::int64_t inner = sizeBetween(shape, axis + 1, shape.size());
    if (call.node.integer("keepdims", 1) != 0) {
        shape[axis] = 1;
    } else {
        shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(axis));
    }
    Tensor result(DType::Int64, shape);
    if (size == 0) {
        throw call.error("input", "elements along the axis", "none");
    }
    auto *to = result.mutableValues<std::int64_t>().data();
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(x);
        for (std::int64_t i = 0; i < result.size(); ++i) {
            const T *at = from + i / inner * inner * size + i % inner;
            std::int64_t best = 0;
            for (std::int64_t j = 1; j < size; ++j) {
                const T candidate = at[j * inner];
                if (better(candidate, at[best * inner]) || (last && candidate == at[best * inner])) {
                    best = j;
                }
            }
            to[i] = best;
        }
    });
    return {result};
}

template <typename F>
Outputs cumulative(Call &call, int neutral, const F &f)
{
    Tensor x = call.take(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.integer(1), x.rank()));
    const bool exclusive = call.node.integer("exclusive", 0) != 0;
    const bool reverse = call.node.integer("reverse", 0) != 0;
    const std::int64_t size = x.dim(axis);
    const std::int64_t inner = sizeBetween(x.shape(), axis + 1, x.rank());
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        T *values = rawMutable<T>(x);
        for (std::int64_t i = 0; size > 0 && i < x.size() / size; ++i) {
            T *at = values + i / inner * inner * size + i % inner;
            auto total = static_cast<T>(neutral);
            for (std::int64_t j = 0; j < size; ++j) {
                T &value = at[(reverse ? size - 1 - j : j) * inner];
                const T own = value;
                const T next = wrapping(total, own, f);
                value = exclusive ? total : next;
                total = next;
            }
        }
    });
    return {std::move(x)};
}

/// k as an attribute before opset 10, as an input since.
Outputs topK(Call &call)
{
    const Tensor &x = call.in(0);
    const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", -1), x.rank()));
    const std::int64_t k = call.has(1) ? call.integer(1) : call.node.integer("k", 0);
    const bool largest = call.node.integer("largest", 1) != 0;
    const std::int64_t size = x.dim(axis);
    if (k < 0 || k > size) {
        throw call.error("k", "0 to " + std::to_string(size), std::to_string(k));
    }
    const std::int64_t inner = sizeBetween(x.shape(), axis + 1, x.rank());
    const std::int64_t outer = sizeBetween(x.shape(), 0, axis);
    Shape shape = x.shape();
    shape[axis] = k;
    Tensor values = Tensor::uninitialized(x.dtype(), shape);
    Tensor indices(DType::Int64, shape);
    auto *positions = indices.mutableValues<std::int64_t>().data();
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        T *to = rawMutable<T>(values);
        std::vector<std::int64_t> order(static_cast<std::size_t>(size));
        for (std::int64_t i = 0; i < outer * inner; ++i) {
            const T *at = raw<T>(x) + i / inner * inner * size + i % inner;
            std::iota(order.begin(), order.end(), 0);
            std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
                return largest ? at[a * inner] > at[b * inner] : at[a * inner] < at[b * inner];
            });
            for (std::int64_t j = 0; j < k; ++j) {
                const std::int64_t target = i / inner * inner * k + j * inner + i % inner;
                to[target] = at[order[static_cast<std::size_t>(j)] * inner];
                positions[target] = order[static_cast<std::size_t>(j)];
            }
        }
    });
    return {values, indices};
}

} // namespace

void registerReduction(OperatorRegistry &registry)
{
    const auto add1 = [&registry](std::string_view op, OperatorFunction run) { registry.add(op, run); };
    add1("ReduceSum", [](Call &call) { return reduce(call, 0.0, add, itself); });
    add1("ReduceMean", [](Call &call) { return reduce(call, 0.0, add, [](double sum, double n) { return sum / n; }); });
    add1("ReduceMax", [](Call &call) { return reduce(call, -kInfinity, larger, itself); });
    add1("ReduceMin", [](Call &call) { return reduce(call, kInfinity, smaller, itself); });
    add1("ReduceProd", [](Call &call) { return reduce(call, 1.0, multiply, itself); });
    add1("ReduceL1", [](Call &call) { return reduce(call, 0.0, addMagnitude, itself); });
    add1("ReduceL2", [](Call &call) { return reduce(call, 0.0, addSquare, [](double sum, double) { return std::sqrt(sum); }); });
    add1("ReduceSumSquare", [](Call &call) { return reduce(call, 0.0, addSquare, itself); });
    add1("ReduceLogSum", [](Call &call) { return reduce(call, 0.0, add, [](double sum, double) { return std::log(sum); }); });
    add1("ReduceLogSumExp", logSumExp);
    registry.add("ArgMax", [](Call &call) { return argument(call, [](auto a, auto b) { return a > b; }); });
    registry.add("ArgMin", [](Call &call) { return argument(call, [](auto a, auto b) { return a < b; }); });
    registry.add("CumSum", [](Call &call) { return cumulative(call, 0, std::plus<>()); });
    registry.add("CumProd", [](Call &call) { return cumulative(call, 1, std::multiplies<>()); });
    registry.add("TopK", topK);
}

} // namespace vsq
