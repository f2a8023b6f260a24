// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/floattype.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vsq {

namespace {

Float16 halfOf(float value)
{
    constexpr std::uint32_t kInfinity = 0x7f800000U;
    constexpr std::uint32_t kTooLarge = 0x477ff000U; // 65520: half an ulp above the largest
    constexpr std::uint32_t kNormal = 0x38800000U;   // 2^-14
    constexpr std::uint32_t kBias = 0x38000000U;     // 127 - 15, as exponents lie
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16U & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > kInfinity) {
        return {static_cast<std::uint16_t>(sign | 0x7e00U)};
    }
    if (magnitude >= kTooLarge) {
        return {static_cast<std::uint16_t>(sign | 0x7c00U)};
    }
    if (magnitude < kNormal) { // multiples of 2^-24
        const double steps = std::nearbyint(std::ldexp(std::fabs(static_cast<double>(value)), 24));
        return {static_cast<std::uint16_t>(sign | static_cast<std::uint16_t>(steps))};
    }
    const std::uint32_t rounded = magnitude + 0xfffU + (magnitude >> 13U & 1U);
    return {static_cast<std::uint16_t>(sign | (rounded - kBias) >> 13U)};
}

BFloat16 brainOf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (std::isnan(value)) {
        return {static_cast<std::uint16_t>(bits >> 16U | 0x40U)};
    }
    return {static_cast<std::uint16_t>((bits + 0x7fffU + (bits >> 16U & 1U)) >> 16U)};
}

template <typename T, typename Convert>
Tensor each(const Tensor &tensor, const Convert &convert)
{
    Tensor result(DTypeOf<T>::value, tensor.shape());
    const auto from = tensor.values<float>();
    std::transform(from.begin(), from.end(), result.mutableValues<T>().begin(), convert);
    return result;
}

} // namespace

Tensor inFloatType(const Tensor &tensor, DType type)
{
    switch (type) {
    case DType::Float32: return tensor;
    case DType::Float64: return each<double>(tensor, [](float value) { return static_cast<double>(value); });
    case DType::Float16: return each<Float16>(tensor, halfOf);
    case DType::BFloat16: return each<BFloat16>(tensor, brainOf);
    default: break;
    }
    throw Error({}, "type", "float16, bfloat16, float32 or float64", std::string(nameOf(type)));
}

} // namespace vsq
