// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/dtype.h"

#include <bit>
#include <cmath>

namespace vsq {

std::size_t sizeOf(DType type)
{
    switch (type) {
    case DType::Int8:
    case DType::UInt8:
    case DType::Bool: return 1;
    case DType::Float16:
    case DType::BFloat16:
    case DType::Int16:
    case DType::UInt16: return 2;
    case DType::Float32:
    case DType::Int32:
    case DType::UInt32: return 4;
    case DType::Float64:
    case DType::Int64:
    case DType::UInt64: return 8;
    }
    return 0;
}

std::string_view nameOf(DType type)
{
    switch (type) {
    case DType::Float32: return "float32";
    case DType::Float64: return "float64";
    case DType::Float16: return "float16";
    case DType::BFloat16: return "bfloat16";
    case DType::Int8: return "int8";
    case DType::UInt8: return "uint8";
    case DType::Int16: return "int16";
    case DType::UInt16: return "uint16";
    case DType::Int32: return "int32";
    case DType::UInt32: return "uint32";
    case DType::Int64: return "int64";
    case DType::UInt64: return "uint64";
    case DType::Bool: return "bool";
    }
    return "unknown";
}

float toFloat(Float16 value)
{
    const int sign = value.bits >> 15;
    const int exponent = (value.bits >> 10) & 0x1f;
    const int mantissa = value.bits & 0x3ff;
    float magnitude = 0.0F;
    if (exponent == 0) {
        magnitude = std::ldexp(static_cast<float>(mantissa), -24);
    } else if (exponent == 31) {
        return std::bit_cast<float>((static_cast<std::uint32_t>(sign) << 31) | 0x7f800000U
                                    | (static_cast<std::uint32_t>(mantissa) << 13));
    } else {
        magnitude = std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
    }
    return sign != 0 ? -magnitude : magnitude;
}

float toFloat(BFloat16 value)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value.bits) << 16);
}

} // namespace vsq
