// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/allfinite.h"

#include <bit>
#include <cstddef>
#include <cstdint>

namespace vsq {

namespace {

constexpr std::size_t kFiniteBlock = 2048; ///< known when compiled, and without a branch inside: many values at once
constexpr std::uint32_t kMagnitudeBits = 0x7FFFFFFFU;
constexpr std::uint32_t kLastExponent = 0x00800000U; ///< added to an exponent of ones it carries into the sign's bit

std::uint32_t carriedOf(float value)
{
    return (std::bit_cast<std::uint32_t>(value) & kMagnitudeBits) + kLastExponent;
}

} // namespace

bool allFinite(std::span<const float> values)
{
    const float *block = values.data();
    for (std::size_t left = values.size() / kFiniteBlock; left > 0; --left, block += kFiniteBlock) {
        std::uint32_t carried = 0;
        for (std::size_t i = 0; i < kFiniteBlock; ++i) {
            carried |= carriedOf(block[i]);
        }
        if (carried > kMagnitudeBits) {
            return false;
        }
    }
    std::uint32_t carried = 0;
    for (const float value : values.subspan(values.size() - values.size() % kFiniteBlock)) {
        carried |= carriedOf(value);
    }
    return carried <= kMagnitudeBits;
}

} // namespace vsq
