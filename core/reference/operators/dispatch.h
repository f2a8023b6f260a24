// SPDX-License-Identifier: GPL-3.0-or-later
// From a tensor's run-time type to a template.
#pragma once

#include "core/reference/operators/operator.h"

#include <type_traits>

namespace vsq {

/// f(T{}) for the tensor's element type: float32, the integers and bool (other floating types do not occur here).
template <typename F>
decltype(auto) dispatch(const Call &call, DType type, F &&f)
{
    switch (type) {
    case DType::Float32: return f(float{});
    case DType::Int8: return f(std::int8_t{});
    case DType::UInt8: return f(std::uint8_t{});
    case DType::Int16: return f(std::int16_t{});
    case DType::UInt16: return f(std::uint16_t{});
    case DType::Int32: return f(std::int32_t{});
    case DType::UInt32: return f(std::uint32_t{});
    case DType::Int64: return f(std::int64_t{});
    case DType::UInt64: return f(std::uint64_t{});
    case DType::Bool: return f(bool{});
    default: break;
    }
    throw call.error("element type", "float32, an integer or bool", std::string(nameOf(type)));
}

/// f(T{}) for an unsigned integer of the element's width: for operators that only move elements.
template <typename F>
decltype(auto) dispatchWidth(DType type, F &&f)
{
    switch (sizeOf(type)) {
    case 1: return f(std::uint8_t{});
    case 2: return f(std::uint16_t{});
    case 4: return f(std::uint32_t{});
    default: return f(std::uint64_t{});
    }
}

/// Row-major strides in elements.
inline std::vector<std::int64_t> stridesOf(const Shape &shape)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;) {
        strides[i - 1] = strides[i] * shape[i];
    }
    return strides;
}

/// Product of dimensions [from, to).
inline std::int64_t sizeBetween(const Shape &shape, std::size_t from, std::size_t to)
{
    std::int64_t size = 1;
    for (std::size_t i = from; i < to; ++i) {
        size *= shape[i];
    }
    return size;
}

template <typename T>
const T *raw(const Tensor &tensor)
{
    return static_cast<const T *>(tensor.bytes());
}

template <typename T>
T *rawMutable(Tensor &tensor)
{
    return static_cast<T *>(tensor.mutableBytes());
}

} // namespace vsq
