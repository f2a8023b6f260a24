// SPDX-License-Identifier: GPL-3.0-or-later
// QuantizeLinear, DequantizeLinear and DynamicQuantizeLinear, so that already quantized (QDQ) models run.
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Which scale belongs to an element: one for all, one an index of the axis, or one a block along the axis (opset 21).
class ScaleIndex {
public:
    ScaleIndex(const Call &call, const Shape &shape, const Tensor &scale)
    {
        if (scale.size() == 1 && scale.rank() < 2) {
            return;
        }
        const auto axis = static_cast<std::size_t>(call.axis(call.node.integer("axis", 1), shape.size()));
        m_inner = sizeBetween(shape, axis + 1, shape.size());
        m_size = shape[axis];
        const std::int64_t block = call.node.integer("block_size", 0);
        if (block > 0) {
            m_block = block;
            m_blocks = scale.rank() == shape.size() ? scale.dim(axis) : 0;
            const std::int64_t wanted = m_size / block + (m_size % block == 0 ? 0 : 1);
            Shape expected = shape;
            expected[axis] = wanted;
            if (scale.shape() != expected) {
                throw call.error("scale", toString(expected), toString(scale.shape()));
            }
        } else if (scale.size() != m_size) {
            throw call.error("scale", std::to_string(m_size) + " values", toString(scale.shape()));
        }
    }

    [[nodiscard]] std::size_t operator()(std::int64_t i) const
    {
        if (m_size == 0) {
            return 0;
        }
        const std::int64_t along = i / m_inner % m_size;
        if (m_block == 0) {
            return static_cast<std::size_t>(along);
        }
        return static_cast<std::size_t>((i / (m_inner * m_size) * m_blocks + along / m_block) * m_inner + i % m_inner);
    }

private:
    std::int64_t m_inner = 1;
    std::int64_t m_size = 0; ///< 0: one scale for all
    std::int64_t m_block = 0;
    std::int64_t m_blocks = 0;
};

Outputs dequantize(Call &call)
{
    const Tensor &x = call.in(0);
    const auto scale = call.floats(1);
    const ScaleIndex index(call, x.shape(), call.in(1));
    if (call.has(2) && call.in(2).size() != call.in(1).size()) {
        throw call.error("zero point", toString(call.in(1).shape()), toString(call.in(2).shape()));
    }
    const std::vector<std::int64_t> zero = call.has(2) ? call.integers(2) : std::vector<std::int64_t>(scale.size(), 0);
    Tensor y = Tensor::uninitialized(DType::Float32, x.shape());
    auto to = y.mutableValues<float>();
    dispatch(call, x.dtype(), [&]<typename T>(T) {
        const T *from = raw<T>(x);
        for (std::int64_t i = 0; i < x.size(); ++i) {
            const std::size_t s = index(i);
            to[static_cast<std::size_t>(i)] = static_cast<float>(static_cast<double>(from[i]) - static_cast<double>(zero[s]))
                                              * scale[s];
        }
    });
    return {y};
}

/// What the attribute output_dtype (opset 21) says; four-bit types are held in eight.
struct CodeType {
    DType type = DType::UInt8;
    int bits = 0; ///< 4; 0: all of the type's
};

CodeType codeType(const Call &call)
{
    const DType zeroPoint = call.has(2) ? call.in(2).dtype() : DType::UInt8;
    switch (const std::int64_t number = call.node.integer("output_dtype", 0)) {
    case 0: return {zeroPoint, 0};
    case 2: return {DType::UInt8, 0};
    case 3: return {DType::Int8, 0};
    case 4: return {DType::UInt16, 0};
    case 5: return {DType::Int16, 0};
    case 21: return {DType::UInt8, 4};
    case 22: return {DType::Int8, 4};
    default:
        throw call.error("attribute 'output_dtype'", "the number of an integer type of 4, 8 or 16 bits", std::to_string(number));
    }
}

Outputs quantize(Call &call)
{
    const auto from = call.floats(0);
    const auto scale = call.floats(1);
    const ScaleIndex index(call, call.in(0).shape(), call.in(1));
    const auto [type, bits] = codeType(call);
    const double fewer = bits == 4 ? 16.0 : 1.0;
    if (call.has(2) && call.in(2).dtype() != type) {
        throw call.error("zero point", std::string(nameOf(type)), std::string(nameOf(call.in(2).dtype())));
    }
    if (call.has(2) && call.in(2).size() != call.in(1).size()) {
        throw call.error("zero point", toString(call.in(1).shape()), toString(call.in(2).shape()));
    }
    const std::vector<std::int64_t> zero = call.has(2) ? call.integers(2) : std::vector<std::int64_t>(scale.size(), 0);
    Tensor y = Tensor::uninitialized(type, call.in(0).shape());
    dispatch(call, y.dtype(), [&]<typename T>(T) {
        if constexpr (std::is_integral_v<T> && sizeof(T) <= 2) {
            auto to = y.mutableValues<T>();
            const double low = static_cast<double>(std::numeric_limits<T>::lowest()) / fewer;
            const double high = (static_cast<double>(std::numeric_limits<T>::max()) + 1.0) / fewer - 1.0;
            for (std::size_t i = 0; i < from.size(); ++i) {
                const std::size_t s = index(static_cast<std::int64_t>(i));
                const double code = std::nearbyint(static_cast<double>(from[i] / scale[s])) + static_cast<double>(zero[s]);
                to[i] = static_cast<T>(std::clamp(code, low, high));
            }
        } else {
            throw call.error("zero point", "int8, uint8, int16 or uint16", std::string(nameOf(y.dtype())));
        }
    });
    return {y};
}

Outputs dynamicQuantize(Call &call)
{
    const auto from = call.floats(0);
    float low = 0.0F; // the range always holds 0
    float high = 0.0F;
    for (const float v : from) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    const float scale = high == low ? 1.0F : (high - low) / 255.0F; // all zero: any scale will do
    const float zero = std::clamp(std::nearbyint(-low / scale), 0.0F, 255.0F);
    Tensor y(DType::UInt8, call.in(0).shape());
    std::transform(from.begin(), from.end(), y.mutableValues<std::uint8_t>().begin(), [=](float v) {
        return static_cast<std::uint8_t>(std::isnan(v) ? zero : std::clamp(std::nearbyint(v / scale) + zero, 0.0F, 255.0F));
    });
    return {y, Tensor::scalar(scale), Tensor::scalar(static_cast<std::uint8_t>(zero))};
}

} // namespace

void registerQuantizeLinear(OperatorRegistry &registry)
{
    registry.add("QuantizeLinear", quantize);
    registry.add("DequantizeLinear", dequantize);
    registry.add("DynamicQuantizeLinear", dynamicQuantize);
    registry.add("com.microsoft.QuantizeLinear", quantize);
    registry.add("com.microsoft.DequantizeLinear", dequantize);
}

} // namespace vsq
