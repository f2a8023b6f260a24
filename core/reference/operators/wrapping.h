// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on elements whose overflow a file can bring about.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace vsq {

/// f(a, b); integers wrap: signed overflow would be undefined, also that of the int that short types are promoted to.
template <typename T, typename F>
T wrapping(T a, T b, const F &f)
{
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        using U = std::common_type_t<std::make_unsigned_t<T>, unsigned>;
        return static_cast<T>(f(static_cast<U>(a), static_cast<U>(b)));
    } else {
        return static_cast<T>(f(a, b));
    }
}

/// The nearest value of the type; 0 for what is no number.
template <typename T>
T limited(double value)
{
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
        if (std::isnan(value)) {
            return T{};
        }
        if (value >= static_cast<double>(std::numeric_limits<T>::max())) {
            return std::numeric_limits<T>::max();
        }
        if (value <= static_cast<double>(std::numeric_limits<T>::lowest())) {
            return std::numeric_limits<T>::lowest();
        }
    }
    return static_cast<T>(value);
}

} // namespace vsq
