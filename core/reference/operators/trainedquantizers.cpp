// SPDX-License-Identifier: GPL-3.0-or-later
// QONNX's Quant, FloatQuant, BipolarQuant and Trunc (github.com/fastmachinelearning/qonnx, docs/qonnx-custom-ops: intquant_v1,
// floatquant_v1, trunc_v1 and trunc_v2), which Brevitas writes: values are rounded to integers or small floats and brought back.
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

using Rounding = double (*)(double);

double halfUp(double x)
{
    return std::floor(x + 0.5);
}
double halfDown(double x)
{
    return std::ceil(x - 0.5);
}
double awayFromZero(double x)
{
    return x < 0.0 ? std::floor(x) : std::ceil(x);
}
double nearest(double x)
{
    return std::nearbyint(x);
}

Rounding roundingOf(const Call &call, const char *otherwise)
{
    std::string mode = call.node.text("rounding_mode", otherwise);
    std::transform(mode.begin(), mode.end(), mode.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (mode == "ROUND" || mode == "HALF_EVEN") {
        return nearest;
    }
    if (mode == "CEIL") {
        return [](double x) { return std::ceil(x); };
    }
    if (mode == "FLOOR") {
        return [](double x) { return std::floor(x); };
    }
    return mode == "UP"          ? awayFromZero
           : mode == "DOWN"      ? Rounding([](double x) { return std::trunc(x); })
           : mode == "HALF_UP"   ? halfUp
           : mode == "HALF_DOWN" ? halfDown
                                 : nearest;
}

/// The operand repeated to the first input's shape.
Tensor alongX(const Call &call, std::size_t input)
{
    call.requireFloats(input);
    if (broadcastShape(call, call.in(input).shape(), call.in(0).shape()) != call.in(0).shape()) {
        throw call.error("input '" + call.node.inputs[input] + "'", "a shape that broadcasts to " + toString(call.in(0).shape()),
                         toString(call.in(input).shape()));
    }
    return expanded(call.in(input), call.in(0).shape());
}

/// One number of any type.
double realOf(const Call &call, std::size_t input, const char *what)
{
    const Tensor number = call.in(input).toFloat();
    if (number.size() != 1) {
        throw call.error(what, "one number", toString(number.shape()));
    }
    return static_cast<double>(number.values<float>()[0]);
}

double bitsOf(const Call &call, std::size_t input, double least = 1.0)
{
    const double number = realOf(call, input, "number of bits");
    if (!(number >= least) || number > 32.0) {
        throw call.error("number of bits", least > 0.0 ? "1 to 32" : "0 to 32", std::to_string(number));
    }
    return number;
}

struct CodeRange {
    double low;
    double high;
};

CodeRange rangeOf(const Call &call, double bits)
{
    const bool isSigned = call.node.integer("signed", 1) != 0;
    const bool isNarrow = call.node.integer("narrow", 0) != 0;
    return isSigned ? CodeRange{-std::exp2(bits - 1.0) + (isNarrow ? 1.0 : 0.0), std::exp2(bits - 1.0) - 1.0}
                    : CodeRange{0.0, std::exp2(bits) - (isNarrow ? 2.0 : 1.0)};
}

/// x, scale, zero point, bits.
Outputs quant(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const Tensor zeros = alongX(call, 2);
    const CodeRange range = rangeOf(call, bitsOf(call, 3));
    const Rounding round = roundingOf(call, "ROUND");
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        const float zero = zeros.values<float>()[i];
        const double code = round(std::clamp(static_cast<double>(x[i] / scale + zero), range.low, range.high));
        to[i] = (static_cast<float>(code) - zero) * scale;
    }
    return {y};
}

/// x, scale, bits of exponent and mantissa, bias of the exponent, largest value.
Outputs floatQuant(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const double exponentBits = bitsOf(call, 2);
    const double mantissaBits = bitsOf(call, 3, 0.0);
    const double bias = realOf(call, 4, "bias of the exponent");
    const double most = std::min(std::exp2(std::exp2(exponentBits) - 1.0 - bias) * (2.0 - std::exp2(-mantissaBits)),
                                 realOf(call, 5, "largest value"));
    const double least = call.node.integer("signed", 1) != 0 ? -most : 0.0;
    const bool saturates = call.node.integer("saturation", 1) != 0;
    const bool hasInf = call.node.integer("has_inf", 0) != 0;
    if (!saturates && !hasInf && call.node.integer("has_nan", 0) == 0) {
        throw call.error("attribute 'saturation'", "1 where there is neither infinity nor NaN", "0");
    }
    const Rounding round = roundingOf(call, "ROUND");
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        const auto value = static_cast<double>(x[i] / scale);
        int exponent = -1000; // below all: zero is as the smallest
        if (value != 0.0 && std::isfinite(value)) {
            std::frexp(value, &exponent);
        }
        const double step = std::exp2(std::max(exponent - 1.0 - mantissaBits, 1.0 - bias - mantissaBits));
        const double code = std::isfinite(value) ? step * round(value / step) : value;
        double kept = std::clamp(code, least, most);
        if (!saturates && (code > most || code < least)) {
            kept = hasInf ? std::copysign(std::numeric_limits<double>::infinity(), code)
                          : std::numeric_limits<double>::quiet_NaN();
        }
        to[i] = static_cast<float>(kept) * scale;
    }
    return {y};
}

/// x, scale.
Outputs bipolar(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        to[i] = x[i] / scale >= 0.0F ? scale : -scale;
    }
    return {y};
}

/// x, scale, zero point, bits of x, scale of the result, bits that are left: the scales say how many of the lowest are cut off.
Outputs truncToScale(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const Tensor zeros = alongX(call, 2);
    static_cast<void>(bitsOf(call, 3));
    const Tensor outputScales = alongX(call, 4);
    const CodeRange range = rangeOf(call, bitsOf(call, 5));
    const Rounding round = roundingOf(call, "FLOOR");
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        const float zero = zeros.values<float>()[i];
        const float outputScale = outputScales.values<float>()[i];
        const double cut = std::exp2(nearest(std::log2(static_cast<double>(outputScale) / static_cast<double>(scale))));
        const double kept = nearest(static_cast<double>(x[i] / scale + zero)) / cut;
        const double code = round(std::clamp(kept, range.low, range.high));
        to[i] = static_cast<float>((code - static_cast<double>(zero) / cut) * static_cast<double>(outputScale));
    }
    return {y};
}

/// x, scale, zero point, bits of x, bits that are left: the lowest are cut off.
Outputs trunc(Call &call)
{
    if (call.inputCount() == 6) {
        return truncToScale(call);
    }
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const Tensor zeros = alongX(call, 2);
    const double cut = std::exp2(bitsOf(call, 3) - bitsOf(call, 4));
    const Rounding round = roundingOf(call, "FLOOR");
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        const float zero = zeros.values<float>()[i];
        const double code = round(nearest(static_cast<double>(x[i] / scale + zero)) / cut);
        to[i] = (static_cast<float>(code) - zero) * scale;
    }
    return {y};
}

} // namespace

void registerTrainedQuantizers(OperatorRegistry &registry)
{
    for (const std::string domain : {"qonnx.custom_op.general.", "onnx.brevitas.", "finn.custom_op.general."}) {
        registry.add(domain + "Quant", quant);
        registry.add(domain + "IntQuant", quant);
        registry.add(domain + "FloatQuant", floatQuant);
        registry.add(domain + "BipolarQuant", bipolar);
        registry.add(domain + "Trunc", trunc);
    }
}

} // namespace vsq
