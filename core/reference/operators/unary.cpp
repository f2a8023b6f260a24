// SPDX-License-Identifier: GPL-3.0-or-later
// Element-wise operators of one operand.
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

constexpr std::int64_t kGrain = 16384;

/// f on each float, in place where the input is not needed any more.
template <typename F>
Outputs mapFloats(Call &call, const F &f)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    const auto values = x.mutableValues<float>();
    parallelRange(x.size(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            values[static_cast<std::size_t>(i)] = f(values[static_cast<std::size_t>(i)]);
        }
    });
    return {std::move(x)};
}

/// A vectorised function on pieces of the values.
template <void (*FloatKernels::*Kernel)(float *, std::int64_t)>
Outputs mapKernel(Call &call)
{
    call.requireFloats(0);
    Tensor x = call.take(0);
    auto *values = x.mutableValues<float>().data();
    parallelRange(x.size(), kGrain,
                  [&](std::int64_t begin, std::int64_t end) { (floatKernels().*Kernel)(values + begin, end - begin); });
    return {std::move(x)};
}

template <float (*F)(float)>
Outputs mapFunction(Call &call)
{
    return mapFloats(call, [](float x) { return F(x); });
}

/// On numbers of every type: f must be generic.
template <typename F>
Outputs mapNumbers(Call &call, const F &f)
{
    Tensor x = call.take(0);
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        for (T &value : x.mutableValues<T>()) {
            value = static_cast<T>(f(value));
        }
    });
    return {std::move(x)};
}

Outputs relu(Call &call)
{
    if (call.in(0).dtype() != DType::Float32) {
        return mapNumbers(call, [](auto x) { return x > decltype(x){} ? x : decltype(x){}; });
    }
    return mapKernel<&FloatKernels::relu>(call);
}

/// The smallest integer has no opposite: it stays what it is.
template <typename T>
T wrappingNegative(T x)
{
    if constexpr (std::is_integral_v<T>) {
        using U = std::make_unsigned_t<T>;
        return static_cast<T>(U{} - static_cast<U>(x));
    } else {
        return -x;
    }
}

Outputs absolute(Call &call)
{
    return mapNumbers(call, [](auto x) {
        using T = decltype(x);
        if constexpr (std::is_same_v<T, float>) {
            return std::fabs(x);
        } else if constexpr (std::is_signed_v<T>) {
            return x < 0 ? wrappingNegative(x) : x;
        } else {
            return x;
        }
    });
}

Outputs negative(Call &call)
{
    return mapNumbers(call, [](auto x) {
        using T = decltype(x);
        if constexpr (std::is_same_v<T, bool>) {
            return x;
        } else {
            return wrappingNegative(x);
        }
    });
}

Outputs sign(Call &call)
{
    return mapNumbers(call, [](auto x) {
        using T = decltype(x);
        if constexpr (std::is_unsigned_v<T>) {
            return static_cast<T>(x != 0);
        } else {
            return static_cast<T>((x > 0) - (x < 0));
        }
    });
}

Outputs logicalNot(Call &call)
{
    if (call.in(0).dtype() != DType::Bool) {
        throw call.error("element type", "bool", std::string(nameOf(call.in(0).dtype())));
    }
    return mapNumbers(call, [](auto x) { return !x; });
}

/// Clip: bounds as attributes before opset 11, as inputs since.
Outputs clip(Call &call)
{
    Tensor x = call.take(0);
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        T low = std::numeric_limits<T>::lowest();
        T high = std::numeric_limits<T>::max();
        if constexpr (std::is_same_v<T, float>) {
            low = call.node.real("min", low);
            high = call.node.real("max", high);
        }
        low = call.has(1) ? call.number<T>(1) : low;
        high = call.has(2) ? call.number<T>(2) : high;
        for (T &value : x.mutableValues<T>()) {
            value = value < low ? low : value;
            value = value > high ? high : value;
        }
    });
    return {std::move(x)};
}

Outputs gelu(Call &call)
{
    const std::string form = call.node.text("approximate", "none");
    if (form == "none") {
        return mapKernel<&FloatKernels::gelu>(call);
    }
    if (form != "tanh") {
        throw call.error("attribute 'approximate'", "none or tanh", "'" + form + "'");
    }
    return mapKernel<&FloatKernels::tanhGelu>(call);
}

/// ONNX Runtime's fused forms: a vector is added along the last axis first.
template <Outputs (*Function)(Call &)>
Outputs withBias(Call &call)
{
    if (!call.has(1)) {
        return Function(call);
    }
    const auto bias = call.floats(1);
    call.requireFloats(0);
    Tensor x = call.take(0);
    if (x.rank() == 0 || call.in(1).rank() != 1 || call.in(1).dim(0) != x.shape().back()) {
        throw call.error("bias", "a vector as long as the last axis of " + toString(x.shape()), toString(call.in(1).shape()));
    }
    auto values = x.mutableValues<float>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] += bias[i % bias.size()];
    }
    const std::vector<bool> constant{false};
    Call rest(call.node, call.opset, call.items, call.backend, call.cache, {std::move(x)}, constant);
    return Function(rest);
}

Outputs fastGelu(Call &call)
{
    return mapKernel<&FloatKernels::tanhGelu>(call);
}

Outputs quickGelu(Call &call)
{
    const float alpha = call.node.real("alpha", 1.702F);
    return mapFloats(call, [alpha](float x) { return x / (1.0F + std::exp(-alpha * x)); });
}

/// x tanh(softplus(x)), arXiv 1908.08681.
Outputs mish(Call &call)
{
    return mapFloats(call, [](float x) { return x * std::tanh(std::max(x, 0.0F) + std::log1p(std::exp(-std::fabs(x)))); });
}

Outputs hardSigmoid(Call &call)
{
    const float alpha = call.node.real("alpha", 0.2F);
    const float beta = call.node.real("beta", 0.5F);
    return mapFloats(call, [=](float x) { return std::clamp(alpha * x + beta, 0.0F, 1.0F); });
}

Outputs leakyRelu(Call &call)
{
    const float alpha = call.node.real("alpha", 0.01F);
    return mapFloats(call, [alpha](float x) { return x < 0.0F ? alpha * x : x; });
}

Outputs elu(Call &call)
{
    const float alpha = call.node.real("alpha", 1.0F);
    return mapFloats(call, [alpha](float x) { return x < 0.0F ? alpha * std::expm1(x) : x; });
}

Outputs selu(Call &call)
{
    const float alpha = call.node.real("alpha", 1.67326319217681884765625F);
    const float gamma = call.node.real("gamma", 1.05070102214813232421875F);
    return mapFloats(call, [=](float x) { return gamma * (x <= 0.0F ? alpha * std::expm1(x) : x); });
}

Outputs celu(Call &call)
{
    const float alpha = call.node.real("alpha", 1.0F);
    return mapFloats(call, [alpha](float x) { return x < 0.0F ? alpha * std::expm1(x / alpha) : x; });
}

Outputs thresholdedRelu(Call &call)
{
    const float alpha = call.node.real("alpha", 1.0F);
    return mapFloats(call, [alpha](float x) { return x > alpha ? x : 0.0F; });
}

Outputs shrink(Call &call)
{
    const float lambda = call.node.real("lambd", 0.5F);
    const float bias = call.node.real("bias", 0.0F);
    return mapFloats(call, [=](float x) { return x < -lambda ? x + bias : x > lambda ? x - bias : 0.0F; });
}

Outputs isInf(Call &call)
{
    const bool negatives = call.node.integer("detect_negative", 1) != 0;
    const bool positives = call.node.integer("detect_positive", 1) != 0;
    const auto x = call.floats(0);
    Tensor result(DType::Bool, call.in(0).shape());
    std::transform(x.begin(), x.end(), result.mutableValues<bool>().begin(),
                   [=](float v) { return std::isinf(v) && (v < 0.0F ? negatives : positives); });
    return {result};
}

Outputs isNan(Call &call)
{
    const auto x = call.floats(0);
    Tensor result(DType::Bool, call.in(0).shape());
    std::transform(x.begin(), x.end(), result.mutableValues<bool>().begin(), [](float v) { return std::isnan(v); });
    return {result};
}

} // namespace

void registerUnary(OperatorRegistry &registry)
{
    registry.add("Relu", relu);
    registry.add("Abs", absolute);
    registry.add("Neg", negative);
    registry.add("Sign", sign);
    registry.add("Not", logicalNot);
    registry.add("Exp", mapKernel<&FloatKernels::exp>);
    registry.add("Tanh", mapKernel<&FloatKernels::tanh>);
    registry.add("Erf", mapKernel<&FloatKernels::erf>);
    registry.add("Sigmoid", mapKernel<&FloatKernels::sigmoid>);
    registry.add("Log", mapFunction<std::log>);
    registry.add("Sqrt", mapFunction<std::sqrt>);
    registry.add("Sin", mapFunction<std::sin>);
    registry.add("Cos", mapFunction<std::cos>);
    registry.add("Floor", mapFunction<std::floor>);
    registry.add("Ceil", mapFunction<std::ceil>);
    registry.add("Mish", mish);
    registry.add("Round", mapFunction<std::nearbyint>); // ties to even
    registry.add("Reciprocal", [](Call &call) { return mapFloats(call, [](float x) { return 1.0F / x; }); });
    registry.add("Softplus", [](Call &call) {
        return mapFloats(call, [](float x) { return std::max(x, 0.0F) + std::log1p(std::exp(-std::fabs(x))); });
    });
    registry.add("Softsign", [](Call &call) { return mapFloats(call, [](float x) { return x / (1.0F + std::fabs(x)); }); });
    registry.add("HardSwish",
                 [](Call &call) { return mapFloats(call, [](float x) { return x * std::clamp(x / 6.0F + 0.5F, 0.0F, 1.0F); }); });
    registry.add("HardSigmoid", hardSigmoid);
    registry.add("LeakyRelu", leakyRelu);
    registry.add("Elu", elu);
    registry.add("Selu", selu);
    registry.add("Clip", clip);
    registry.add("Gelu", gelu);
    registry.add("com.microsoft.Gelu", gelu);
    registry.add("com.microsoft.BiasGelu", withBias<gelu>);
    registry.add("com.microsoft.FastGelu", withBias<fastGelu>);
    registry.add("com.microsoft.QuickGelu", quickGelu);
    registry.add("IsNaN", isNan);
    registry.add("IsInf", isInf);
    registry.add("Celu", celu);
    registry.add("ThresholdedRelu", thresholdedRelu);
    registry.add("Shrink", shrink);
    registry.add("Tan", mapFunction<std::tan>);
    registry.add("Asin", mapFunction<std::asin>);
    registry.add("Acos", mapFunction<std::acos>);
    registry.add("Atan", mapFunction<std::atan>);
    registry.add("Sinh", mapFunction<std::sinh>);
    registry.add("Cosh", mapFunction<std::cosh>);
    registry.add("Asinh", mapFunction<std::asinh>);
    registry.add("Acosh", mapFunction<std::acosh>);
    registry.add("Atanh", mapFunction<std::atanh>);
}

} // namespace vsq
