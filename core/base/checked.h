// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on sizes that a file can bring about: what 64 bits do not hold is an Error, never a wrapped number.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>

namespace vsq {

namespace detail {

[[noreturn]] inline void overflow(std::int64_t a, const char *sign, std::int64_t b)
{
    throw Error({}, "size", "at most 2^63 - 1", std::to_string(a) + sign + std::to_string(b));
}

} // namespace detail

inline std::int64_t checkedAdd(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        detail::overflow(a, " + ", b);
    }
    return sum;
}

inline std::int64_t checkedSubtract(std::int64_t a, std::int64_t b)
{
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) {
        detail::overflow(a, " - ", b);
    }
    return difference;
}

inline std::int64_t checkedMultiply(std::int64_t a, std::int64_t b)
{
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        detail::overflow(a, " x ", b);
    }
    return product;
}

/// a / b rounded up. a >= 0, b > 0.
constexpr std::int64_t ceilDiv(std::int64_t a, std::int64_t b)
{
    return a / b + (a % b != 0 ? 1 : 0);
}

} // namespace vsq
