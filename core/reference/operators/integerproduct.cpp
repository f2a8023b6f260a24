// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/integerproduct.h"

#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr std::int64_t kBlock = 16384; ///< products of nine-bit integers whose sum 32 bits hold

std::vector<std::int16_t> narrow(const float *values, std::int64_t count)
{
    std::vector<std::int16_t> result(static_cast<std::size_t>(count));
    std::transform(values, values + count, result.begin(), [](float value) { return static_cast<std::int16_t>(value); });
    return result;
}

std::int32_t dot(const std::int16_t *a, const std::int16_t *b, std::int64_t k)
{
    std::uint32_t total = 0; // wraps, as int32 sums of other runtimes do
    for (std::int64_t from = 0; from < k; from += kBlock) {
        const std::int64_t to = std::min(k, from + kBlock);
        std::int32_t sum = 0;
        for (std::int64_t i = from; i < to; ++i) {
            sum += static_cast<std::int32_t>(a[i]) * static_cast<std::int32_t>(b[i]);
        }
        total += static_cast<std::uint32_t>(sum);
    }
    return static_cast<std::int32_t>(total);
}

/// The zero point's shape as one that broadcasts to the input's.
Shape zeroShape(const Call &call, const Tensor &x, const Tensor &zero, std::int64_t axis)
{
    const auto rank = static_cast<std::int64_t>(x.rank());
    const auto at = static_cast<std::size_t>(
        std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, std::max<std::int64_t>(0, rank - 1)));
    if (zero.size() == 1) {
        return Shape(x.rank(), 1);
    }
    if (zero.rank() == 1 && x.rank() > at && zero.size() == x.dim(at)) {
        Shape shape(x.rank(), 1);
        shape[at] = zero.size();
        return shape;
    }
    if (broadcastShape(call, zero.shape(), x.shape()) != x.shape()) {
        throw call.error("zero point", "one number or one for each index", toString(zero.shape()));
    }
    return zero.shape();
}

} // namespace

Tensor centred(const Call &call, std::size_t input, std::size_t zeroPoint, std::int64_t axis)
{
    const Tensor &x = call.in(input);
    if (sizeOf(x.dtype()) != 1 || x.dtype() == DType::Bool) {
        throw call.error("input '" + call.node.inputs[input] + "'", "int8 or uint8", std::string(nameOf(x.dtype())));
    }
    Tensor result = x.toFloat();
    if (!call.has(zeroPoint)) {
        return result;
    }
    const Tensor zero = call.in(zeroPoint).toFloat();
    const float *zeros = raw<float>(zero);
    auto *values = rawMutable<float>(result);
    if (zero.size() == 1) {
        for (std::int64_t i = 0; zeros[0] != 0.0F && i < result.size(); ++i) {
            values[i] -= zeros[0];
        }
        return result;
    }
    const Tensor whole = expanded(zero.reshaped(zeroShape(call, x, zero, axis)), x.shape());
    const float *each = raw<float>(whole);
    for (std::int64_t i = 0; i < result.size(); ++i) {
        values[i] -= each[i];
    }
    return result;
}

bool centredFits(const Call &call, std::size_t input, std::size_t zeroPoint)
{
    const bool isSigned = call.in(input).dtype() == DType::Int8;
    if (!call.has(zeroPoint)) {
        return isSigned;
    }
    const auto zeros = call.in(zeroPoint).toInt64();
    return std::all_of(zeros.begin(), zeros.end(), [&](std::int64_t zero) { return zero == (isSigned ? 0 : 128); });
}

void sumIntegers(const Call &call, const ProductRequest &request, std::int32_t *sums)
{
    const std::int64_t m = request.m;
    const std::int64_t k = request.k;
    if (m == 0 || request.n == 0 || k == 0) {
        std::fill_n(sums, m * request.n, 0);
        return;
    }
    if (!call.backend.isExact()) {
        std::vector<float> c(static_cast<std::size_t>(m * request.n));
        call.backend.multiply(request, c.data());
        std::transform(c.begin(), c.end(), sums, [](float value) {
            return static_cast<std::int32_t>(std::clamp(std::nearbyint(static_cast<double>(value)), -2147483648.0, 2147483647.0));
        });
        return;
    }
    const std::vector<std::int16_t> a = narrow(request.a, m * k);
    parallelRange(request.n, grainFor(m * k / 8), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t n = begin; n < end; ++n) {
            const std::vector<std::int16_t> row = narrow(request.b + n * k, k);
            for (std::int64_t i = 0; i < m; ++i) {
                sums[n * m + i] = dot(a.data() + i * k, row.data(), k);
            }
        }
    });
}

std::vector<float> factorsOf(const Call &call, std::size_t leftScale, std::size_t rightScale, std::size_t resultScale)
{
    const float left = call.number<float>(leftScale);
    const auto right = call.floats(rightScale);
    const float result = call.has(resultScale) ? call.number<float>(resultScale) : 1.0F;
    std::vector<float> factors(right.size());
    std::transform(right.begin(), right.end(), factors.begin(), [&](float scale) { return left * scale / result; });
    return factors;
}

Tensor requantized(const Call &call, const std::vector<std::int32_t> &sums, const Shape &shape, const std::vector<float> &factors,
                   std::int64_t inner, std::size_t zeroPoint)
{
    const DType type = call.has(zeroPoint) ? call.in(zeroPoint).dtype() : DType::UInt8;
    const double zero = call.has(zeroPoint) ? static_cast<double>(call.integer(zeroPoint)) : 0.0;
    Tensor y = Tensor::uninitialized(type, shape);
    const auto count = static_cast<std::int64_t>(factors.size());
    dispatch(call, type, [&]<typename T>(T) {
        if constexpr (std::is_integral_v<T> && sizeof(T) == 1 && !std::is_same_v<T, bool>) {
            auto *to = rawMutable<T>(y);
            const double low = std::numeric_limits<T>::lowest();
            const double high = std::numeric_limits<T>::max();
            for (std::int64_t i = 0; i < y.size(); ++i) {
                const float factor = factors[static_cast<std::size_t>(count == 1 ? 0 : i / inner % count)];
                const float scaled = static_cast<float>(sums[static_cast<std::size_t>(i)]) * factor;
                const double code = std::isnan(scaled) ? zero : std::nearbyint(static_cast<double>(scaled)) + zero;
                to[i] = static_cast<T>(std::clamp(code, low, high));
            }
        } else {
            throw call.error("zero point of the result", "int8 or uint8", std::string(nameOf(type)));
        }
    });
    return y;
}

} // namespace vsq
