// SPDX-License-Identifier: GPL-3.0-or-later
// Element types of dense tensors, as NumPy and ONNX name them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vsq {

/// IEEE binary16 and bfloat16 are kept as raw 16-bit patterns; convert with Tensor::toFloat().
struct Float16 {
    std::uint16_t bits;
};
struct BFloat16 {
    std::uint16_t bits;
};

enum class DType : std::uint8_t {
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Bool,
};

/// Of the binary floating-point types.
constexpr bool isFloating(DType type)
{
    return type == DType::Float32 || type == DType::Float64 || type == DType::Float16 || type == DType::BFloat16;
}
/// Bytes of one element.
std::size_t sizeOf(DType type);
/// "float32", "int8", ... (NumPy's names).
std::string_view nameOf(DType type);

template <typename T>
struct DTypeOf;
template <>
struct DTypeOf<float> {
    static constexpr DType value = DType::Float32;
};
template <>
struct DTypeOf<double> {
    static constexpr DType value = DType::Float64;
};
template <>
struct DTypeOf<Float16> {
    static constexpr DType value = DType::Float16;
};
template <>
struct DTypeOf<BFloat16> {
    static constexpr DType value = DType::BFloat16;
};
template <>
struct DTypeOf<std::int8_t> {
    static constexpr DType value = DType::Int8;
};
template <>
struct DTypeOf<std::uint8_t> {
    static constexpr DType value = DType::UInt8;
};
template <>
struct DTypeOf<std::int16_t> {
    static constexpr DType value = DType::Int16;
};
template <>
struct DTypeOf<std::uint16_t> {
    static constexpr DType value = DType::UInt16;
};
template <>
struct DTypeOf<std::int32_t> {
    static constexpr DType value = DType::Int32;
};
template <>
struct DTypeOf<std::uint32_t> {
    static constexpr DType value = DType::UInt32;
};
template <>
struct DTypeOf<std::int64_t> {
    static constexpr DType value = DType::Int64;
};
template <>
struct DTypeOf<std::uint64_t> {
    static constexpr DType value = DType::UInt64;
};
template <>
struct DTypeOf<bool> {
    static constexpr DType value = DType::Bool;
};

float toFloat(Float16 value);
float toFloat(BFloat16 value);

} // namespace vsq
