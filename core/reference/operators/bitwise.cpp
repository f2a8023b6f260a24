// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/bitwise.h"

#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <limits>

namespace vsq {

namespace {

/// f(a, b) on unsigned integers of the elements' width, operands broadcast.
template <typename F>
Outputs combineBits(const Call &call, const F &f)
{
    if (call.in(0).dtype() != call.in(1).dtype()) {
        throw call.error("element types", "one type",
                         std::string(nameOf(call.in(0).dtype())) + " and " + std::string(nameOf(call.in(1).dtype())));
    }
    const Shape shape = broadcastShape(call, call.in(0).shape(), call.in(1).shape());
    const Tensor a = expanded(call.in(0), shape);
    const Tensor b = expanded(call.in(1), shape);
    Tensor y = Tensor::uninitialized(a.dtype(), shape);
    dispatch(call, a.dtype(), [&]<typename T>(T) {
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            using U = std::make_unsigned_t<T>;
            const auto x = a.values<T>();
            const auto z = b.values<T>();
            std::transform(x.begin(), x.end(), z.begin(), y.mutableValues<T>().begin(),
                           [&](T p, T q) { return static_cast<T>(f(static_cast<U>(p), static_cast<U>(q))); });
        } else {
            throw call.error("element type", "an integer", std::string(nameOf(a.dtype())));
        }
    });
    return {std::move(y)};
}

Outputs bitwiseAnd(Call &call)
{
    return combineBits(call, [](auto a, auto b) { return a & b; });
}

Outputs bitwiseOr(Call &call)
{
    return combineBits(call, [](auto a, auto b) { return a | b; });
}

Outputs bitwiseXor(Call &call)
{
    return combineBits(call, [](auto a, auto b) { return a ^ b; });
}

Outputs bitwiseNot(Call &call)
{
    Tensor y = Tensor::uninitialized(call.in(0).dtype(), call.in(0).shape());
    dispatch(call, y.dtype(), [&]<typename T>(T) {
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            const auto x = call.in(0).values<T>();
            std::transform(x.begin(), x.end(), y.mutableValues<T>().begin(), [](T p) { return static_cast<T>(~p); });
        } else {
            throw call.error("element type", "an integer", std::string(nameOf(y.dtype())));
        }
    });
    return {std::move(y)};
}

/// Bits that are shifted out are lost, also where it is by as many as there are.
Outputs bitShift(Call &call)
{
    const bool left = call.node.text("direction", "") == "LEFT";
    return combineBits(call, [left](auto a, auto b) {
        using U = decltype(a);
        constexpr auto kBits = static_cast<U>(std::numeric_limits<U>::digits);
        return b >= kBits ? U{} : left ? static_cast<U>(a << b) : static_cast<U>(a >> b);
    });
}

} // namespace

void registerBitwise(OperatorRegistry &registry)
{
    registry.add("BitwiseAnd", bitwiseAnd);
    registry.add("BitwiseOr", bitwiseOr);
    registry.add("BitwiseXor", bitwiseXor);
    registry.add("BitwiseNot", bitwiseNot);
    registry.add("BitShift", bitShift);
}

} // namespace vsq
