// SPDX-License-Identifier: GPL-3.0-or-later
// QONNX's Quant, BipolarQuant and Trunc (github.com/fastmachinelearning/qonnx, docs/qonnx-custom-ops), which Brevitas writes:
// values are rounded to integers of so many bits and brought back.
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <cmath>

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
    const std::string mode = call.node.text("rounding_mode", otherwise);
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

float bitsOf(const Call &call, std::size_t input)
{
    const float bits = call.number<float>(input);
    if (!(bits >= 1.0F) || bits > 32.0F) {
        throw call.error("number of bits", "1 to 32", std::to_string(bits));
    }
    return bits;
}

/// x, scale, zero point, bits.
Outputs quant(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const Tensor zeros = alongX(call, 2);
    const double bits = static_cast<double>(bitsOf(call, 3));
    const bool isSigned = call.node.integer("signed", 1) != 0;
    const bool isNarrow = call.node.integer("narrow", 0) != 0;
    const double high = isSigned ? std::exp2(bits - 1.0) - 1.0 : std::exp2(bits) - (isNarrow ? 2.0 : 1.0);
    const double low = isSigned ? -std::exp2(bits - 1.0) + (isNarrow ? 1.0 : 0.0) : 0.0;
    const Rounding round = roundingOf(call, "ROUND");
    Tensor y = Tensor::uninitialized(DType::Float32, call.in(0).shape());
    auto to = y.mutableValues<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float scale = scales.values<float>()[i];
        const float zero = zeros.values<float>()[i];
        const double code = round(std::clamp(static_cast<double>(x[i] / scale + zero), low, high));
        to[i] = (static_cast<float>(code) - zero) * scale;
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

/// x, scale, zero point, bits of x, bits that are left: the lowest are cut off.
Outputs trunc(Call &call)
{
    const auto x = call.floats(0);
    const Tensor scales = alongX(call, 1);
    const Tensor zeros = alongX(call, 2);
    const double cut = std::exp2(static_cast<double>(bitsOf(call, 3)) - static_cast<double>(bitsOf(call, 4)));
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
    registry.add("qonnx.custom_op.general.Quant", quant);
    registry.add("qonnx.custom_op.general.BipolarQuant", bipolar);
    registry.add("qonnx.custom_op.general.Trunc", trunc);
    registry.add("onnx.brevitas.Quant", quant);
    registry.add("onnx.brevitas.BipolarQuant", bipolar);
    registry.add("onnx.brevitas.Trunc", trunc);
    registry.add("finn.custom_op.general.Quant", quant);
    registry.add("finn.custom_op.general.BipolarQuant", bipolar);
    registry.add("finn.custom_op.general.Trunc", trunc);
}

} // namespace vsq
