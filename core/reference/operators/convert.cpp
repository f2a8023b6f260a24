// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/convert.h"

#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

template <typename From, typename To>
To convertedValue(From value)
{
    if constexpr (std::is_same_v<To, bool>) {
        return value != From{};
    } else if constexpr (std::is_same_v<From, float> && std::is_integral_v<To>) {
        // Outside the range the conversion is undefined: it goes through the widest integer that holds it.
        if (std::isnan(value)) {
            return To{};
        }
        const double limited = std::clamp(static_cast<double>(value), -9.2233720368547748e18, 9.2233720368547748e18);
        if constexpr (std::is_same_v<To, std::uint64_t>) {
            return value >= 9.2233720368547748e18F ? static_cast<To>(std::min(static_cast<double>(value), 1.8446744073709550e19))
                                                   : static_cast<To>(static_cast<std::int64_t>(limited));
        } else {
            return static_cast<To>(static_cast<std::int64_t>(limited));
        }
    } else {
        return static_cast<To>(value);
    }
}

} // namespace

Tensor converted(const Call &call, Tensor x, DType type)
{
    // The other floating types are computed as float32 here.
    const DType target = type == DType::Float64 || type == DType::Float16 || type == DType::BFloat16 ? DType::Float32 : type;
    if (x.dtype() == target) {
        return x;
    }
    Tensor result = Tensor::uninitialized(target, x.shape());
    dispatch(call, x.dtype(), [&]<typename From>(From) {
        dispatch(call, target, [&]<typename To>(To) {
            const auto from = x.values<From>();
            std::transform(from.begin(), from.end(), result.mutableValues<To>().begin(), convertedValue<From, To>);
        });
    });
    return result;
}

} // namespace vsq
