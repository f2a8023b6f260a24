// SPDX-License-Identifier: GPL-3.0-or-later
// Operators on shapes and types: the elements stay where they are, or are made from nothing.
#include "core/network/operators/reshaped.h"
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/convert.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/narrowfloat.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

Outputs reshape(Call &call)
{
    std::vector<ShapeElement> target;
    for (const std::int64_t number : call.integers(1)) {
        target.push_back({number, 0});
    }
    Shape shape = reshapedTo(call.node, call.in(0).shape(), target);
    return {call.take(0).reshaped(std::move(shape))};
}

Outputs flatten(Call &call)
{
    const Shape &shape = call.in(0).shape();
    const std::int64_t axis = call.node.integer("axis", 1);
    const auto at = static_cast<std::size_t>(axis < 0 ? axis + static_cast<std::int64_t>(shape.size()) : axis);
    if (at > shape.size()) {
        throw call.error("attribute 'axis'", "0 to " + std::to_string(shape.size()), std::to_string(axis));
    }
    const std::int64_t rows = sizeBetween(shape, 0, at);
    const std::int64_t columns = sizeBetween(shape, at, shape.size());
    return {call.take(0).reshaped({rows, columns})};
}

/// Axes as an attribute before opset 13, as an input since.
std::vector<std::int64_t> axesOf(const Call &call)
{
    return call.has(1) ? call.integers(1) : call.node.integers("axes");
}

Outputs squeeze(Call &call)
{
    const Shape &shape = call.in(0).shape();
    std::vector<bool> drops(shape.size(), false);
    const bool given = call.has(1) || call.node.has("axes");
    for (const std::int64_t axis : axesOf(call)) {
        const auto at = static_cast<std::size_t>(call.axis(axis, shape.size()));
        if (shape[at] != 1) {
            throw call.error("axis " + std::to_string(axis), "a dimension of 1", toString(shape));
        }
        drops[at] = true;
    }
    Shape result;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (given ? !drops[i] : shape[i] != 1) {
            result.push_back(shape[i]);
        }
    }
    return {call.take(0).reshaped(std::move(result))};
}

Outputs unsqueeze(Call &call)
{
    const std::vector<std::int64_t> axes = axesOf(call);
    Shape result(call.in(0).rank() + axes.size(), 0);
    for (const std::int64_t axis : axes) {
        auto &dimension = result[static_cast<std::size_t>(call.axis(axis, result.size()))];
        if (dimension == 1) {
            throw call.error("axes", "each axis once", std::to_string(axis) + " twice");
        }
        dimension = 1;
    }
    std::size_t next = 0;
    for (std::int64_t &dimension : result) {
        dimension = dimension == 1 ? 1 : call.in(0).dim(next++);
    }
    return {call.take(0).reshaped(std::move(result))};
}

Outputs shapeOf(Call &call)
{
    const Shape &shape = call.in(0).shape();
    const auto rank = static_cast<std::int64_t>(shape.size());
    const auto bound = [rank](std::int64_t axis) { return std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank); };
    const std::int64_t start = bound(call.node.integer("start", 0));
    const std::int64_t end = std::max(start, bound(call.node.integer("end", rank)));
    return {Tensor::of<std::int64_t>({end - start}, Shape(shape.begin() + start, shape.begin() + end))};
}

Outputs expand(Call &call)
{
    const Shape target = broadcastShape(call, call.in(0).shape(), call.integers(1));
    return {expanded(call.in(0), target)};
}

/// ONNX's numbers of element types, as the attribute 'to' has them.
DType typeFromNumber(const Call &call, std::int64_t number)
{
    switch (number) {
    case 1:
    case 10:
    case 11:
    case 16: return DType::Float32;
    case 2: return DType::UInt8;
    case 3: return DType::Int8;
    case 4: return DType::UInt16;
    case 5: return DType::Int16;
    case 6: return DType::Int32;
    case 7: return DType::Int64;
    case 9: return DType::Bool;
    case 12: return DType::UInt32;
    case 13: return DType::UInt64;
    default: break;
    }
    throw call.error("attribute 'to'", "the number of a number type", std::to_string(number));
}

Outputs cast(Call &call)
{
    const std::int64_t to = call.node.integer("to", 0);
    Tensor result = converted(call, call.take(0), typeFromNumber(call, to));
    constexpr std::int64_t kFloat16 = 10, kBFloat16 = 16;
    if (to == kFloat16 || to == kBFloat16) { // held as float32, with the values that the type has
        for (float &value : result.mutableValues<float>()) {
            value = to == kFloat16 ? roundedToFloat16(value) : roundedToBFloat16(value);
        }
    }
    return {std::move(result)};
}

Outputs castLike(Call &call)
{
    return {converted(call, call.take(0), call.in(1).dtype())};
}

Outputs constant(Call &call)
{
    for (const auto &[name, value] : call.node.attributes) {
        if (const auto *tensor = std::get_if<Tensor>(&value)) {
            return {*tensor};
        }
        if (const auto *number = std::get_if<float>(&value)) {
            return {Tensor::scalar(*number)};
        }
        if (const auto *number = std::get_if<std::int64_t>(&value)) {
            return {Tensor::scalar(*number)};
        }
        if (const auto *numbers = std::get_if<std::vector<float>>(&value)) {
            return {Tensor::of<float>({static_cast<std::int64_t>(numbers->size())}, *numbers)};
        }
        if (const auto *numbers = std::get_if<std::vector<std::int64_t>>(&value)) {
            return {Tensor::of<std::int64_t>({static_cast<std::int64_t>(numbers->size())}, *numbers)};
        }
    }
    throw call.error("value", "a tensor, a number or numbers", "none");
}

/// Ones along a diagonal.
Outputs eyeLike(Call &call)
{
    const Shape &shape = call.in(0).shape();
    if (shape.size() != 2) {
        throw call.error("input '" + call.node.inputs[0] + "'", "two dimensions", toString(shape));
    }
    const DType type = call.node.has("dtype") ? typeFromNumber(call, call.node.integer("dtype", 0)) : call.in(0).dtype();
    Tensor ones(DType::UInt8, shape);
    auto values = ones.mutableValues<std::uint8_t>();
    const std::int64_t k = std::clamp(call.node.integer("k", 0), -shape[0], shape[1]); // farther off there is nothing either
    for (std::int64_t row = 0; row < shape[0]; ++row) {
        if (const std::int64_t column = row + k; column >= 0 && column < shape[1]) {
            values[static_cast<std::size_t>(row * shape[1] + column)] = 1;
        }
    }
    return {converted(call, std::move(ones), type)};
}

Outputs constantOfShape(Call &call)
{
    const auto found = call.node.attributes.find("value");
    const Tensor *tensor = found == call.node.attributes.end() ? nullptr : std::get_if<Tensor>(&found->second);
    const Tensor value = tensor == nullptr ? Tensor::of<float>({1}, std::vector<float>{0.0F}) : *tensor;
    if (value.size() != 1) {
        throw call.error("attribute 'value'", "one element", std::to_string(value.size()));
    }
    return {expanded(value.reshaped(Shape{}), call.integers(0))};
}

Outputs range(Call &call)
{
    return dispatch(call, call.in(0).dtype(), [&]<typename T>(T) {
        const T start = call.number<T>(0);
        const T limit = call.number<T>(1);
        const T delta = call.number<T>(2);
        if (delta == T{}) {
            throw call.error("input 'delta'", "not 0", "0");
        }
        const double count = std::ceil((static_cast<double>(limit) - static_cast<double>(start)) / static_cast<double>(delta));
        constexpr double kMost = 281474976710656.0; // 2^48
        if (!(count <= kMost)) {
            throw call.error("range", "at most 2^48 elements", "more");
        }
        Tensor result(call.in(0).dtype(), {static_cast<std::int64_t>(std::max(0.0, count))});
        std::int64_t i = 0;
        for (T &value : result.mutableValues<T>()) {
            if constexpr (std::is_same_v<T, float>) {
                value = start + static_cast<float>(i) * delta;
            } else { // wraps where an overflow would be undefined
                value = static_cast<T>(static_cast<std::uint64_t>(start)
                                       + static_cast<std::uint64_t>(i) * static_cast<std::uint64_t>(delta));
            }
            ++i;
        }
        return Outputs{result};
    });
}

Outputs identity(Call &call)
{
    return {call.take(0)};
}

/// At inference Dropout passes its input on; the mask, if asked for, keeps everything.
Outputs dropout(Call &call)
{
    if (call.has(2) && call.integer(2) != 0 && !(call.has(1) && call.in(1).size() == 1 && call.floats(1)[0] == 0.0F)) {
        throw call.error("input 'training_mode' is not supported", "false, or a ratio of 0: what training drops is random",
                         "true");
    }
    Tensor mask(DType::Bool, call.in(0).shape());
    std::ranges::fill(mask.mutableValues<bool>(), true);
    return {call.take(0), mask};
}

} // namespace

void registerShaping(OperatorRegistry &registry)
{
    registry.add("Reshape", reshape);
    registry.add("Flatten", flatten);
    registry.add("Squeeze", squeeze);
    registry.add("Unsqueeze", unsqueeze);
    registry.add("Shape", shapeOf);
    registry.add("Size", [](Call &call) { return Outputs{Tensor::scalar<std::int64_t>(call.in(0).size())}; });
    registry.add("Expand", expand);
    registry.add("Cast", cast);
    registry.add("CastLike", castLike);
    registry.add("Constant", constant);
    registry.add("ConstantOfShape", constantOfShape);
    registry.add("EyeLike", eyeLike);
    registry.add("Range", range);
    registry.add("Identity", identity);
    registry.add("Dropout", dropout);
}

} // namespace vsq
