// SPDX-License-Identifier: GPL-3.0-or-later
// Element-wise operators of two or more operands that broadcast.
#include "core/reference/operators/bitwise.h"
#include "core/reference/operators/broadcast.h"
#include "core/reference/operators/convert.h"
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/wrapping.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vsq {

namespace {

template <typename In, typename Out, typename F>
void combineRow(Out *to, const In *a, const In *b, std::int64_t width, std::int64_t stepA, std::int64_t stepB, const F &f)
{
    // Three loops that the compiler can vectorise.
    if (stepA == 1 && stepB == 1) {
        for (std::int64_t i = 0; i < width; ++i) {
            to[i] = f(a[i], b[i]);
        }
    } else if (stepA == 0) {
        const In x = a[0];
        for (std::int64_t i = 0; i < width; ++i) {
            to[i] = f(x, b[i * stepB]);
        }
    } else {
        const In y = b[0];
        for (std::int64_t i = 0; i < width; ++i) {
            to[i] = f(a[i], y);
        }
    }
}

/// One row of a result, whatever its types: combineRow() behind one type.
struct RowOf {
    const void *f;
    void (*run)(const void *f, void *to, const void *a, const void *b, std::int64_t width, std::int64_t stepA,
                std::int64_t stepB);
};

/// The operands' shapes broadcast and the rows cut; compiled once for all operators and types.
Tensor combineRows(Call &call, Tensor a, Tensor b, DType out, const RowOf &row)
{
    if (a.dtype() != b.dtype()) {
        throw call.error("element types", "one type", std::string(nameOf(a.dtype())) + " and " + std::string(nameOf(b.dtype())));
    }
    Shape shape = broadcastShape(call, a.shape(), b.shape());
    const Shape whole = shape;
    // Equal shapes, and one value with many, are one long row.
    const bool flat = a.shape() == b.shape() || a.size() == 1 || b.size() == 1;
    if (flat) {
        shape = {elementCount(shape)};
        a = a.reshaped({a.size()});
        b = b.reshaped({b.size()});
    }
    const std::vector<std::int64_t> stridesA = broadcastStrides(a.shape(), shape);
    const std::vector<std::int64_t> stridesB = broadcastStrides(b.shape(), shape);
    const std::int64_t width = shape.empty() ? 1 : shape.back();
    const auto sizeIn = static_cast<std::int64_t>(sizeOf(a.dtype()));
    const auto sizeOut = static_cast<std::int64_t>(sizeOf(out));
    // The result is written over the first operand where that has the right size and is not needed any more.
    Tensor result;
    const std::byte *first = nullptr;
    if (a.dtype() == out && a.size() == elementCount(shape) && a.isWritable()) {
        result = std::move(a);
        first = static_cast<const std::byte *>(result.mutableBytes());
    } else {
        result = Tensor::uninitialized(out, shape);
        first = static_cast<const std::byte *>(a.bytes());
    }
    const auto *second = static_cast<const std::byte *>(b.bytes());
    auto *to = static_cast<std::byte *>(result.mutableBytes());
    const std::int64_t stepA = stridesA.empty() ? 0 : stridesA.back();
    const std::int64_t stepB = stridesB.empty() ? 0 : stridesB.back();
    if (flat) {
        parallelRange(width, grainFor(1), [&](std::int64_t begin, std::int64_t end) {
            row.run(row.f, to + begin * sizeOut, first + begin * stepA * sizeIn, second + begin * stepB * sizeIn, end - begin,
                    stepA, stepB);
        });
    } else {
        parallelRange(width == 0 ? 0 : elementCount(shape) / width, grainFor(width), [&](std::int64_t begin, std::int64_t end) {
            forRows(shape, stridesA, stridesB, begin, end, [&](std::int64_t at, std::int64_t atA, std::int64_t atB) {
                row.run(row.f, to + at * sizeOut, first + atA * sizeIn, second + atB * sizeIn, width, stepA, stepB);
            });
        });
    }
    return result.reshaped(whole);
}

template <typename In, typename Out, typename F>
Tensor combine(Call &call, Tensor a, Tensor b, const F &f)
{
    if (a.dtype() != DTypeOf<In>::value) {
        throw call.error("element type", std::string(nameOf(DTypeOf<In>::value)), std::string(nameOf(a.dtype())));
    }
    return combineRows(call, std::move(a), std::move(b), DTypeOf<Out>::value,
                       {&f, [](const void *self, void *to, const void *first, const void *second, std::int64_t width,
                               std::int64_t stepA, std::int64_t stepB) {
                            combineRow(static_cast<Out *>(to), static_cast<const In *>(first), static_cast<const In *>(second),
                                       width, stepA, stepB, *static_cast<const F *>(self));
                        }});
}

struct Add {
    template <typename T>
    T operator()(T a, T b) const
    {
        return wrapping(a, b, std::plus<>());
    }
};
struct Subtract {
    template <typename T>
    T operator()(T a, T b) const
    {
        return wrapping(a, b, std::minus<>());
    }
};
struct Multiply {
    template <typename T>
    T operator()(T a, T b) const
    {
        return wrapping(a, b, std::multiplies<>());
    }
};
struct Divide {
    template <typename T>
    T operator()(T a, T b) const
    {
        if constexpr (std::is_integral_v<T>) {
            // Truncated. Neither a division by zero nor the one quotient that overflows may end the program.
            if constexpr (std::is_signed_v<T>) {
                if (b == T{-1}) {
                    return static_cast<T>(std::make_unsigned_t<T>{} - static_cast<std::make_unsigned_t<T>>(a));
                }
            }
            return b == 0 ? T{} : static_cast<T>(a / b);
        } else {
            return a / b;
        }
    }
};
struct Smaller {
    template <typename T>
    T operator()(T a, T b) const
    {
        return b < a ? b : a;
    }
};
struct Larger {
    template <typename T>
    T operator()(T a, T b) const
    {
        return a < b ? b : a;
    }
};
struct Equal {
    template <typename T>
    bool operator()(T a, T b) const
    {
        return a == b;
    }
};
struct Less {
    template <typename T>
    bool operator()(T a, T b) const
    {
        return a < b;
    }
};
struct LessOrEqual {
    template <typename T>
    bool operator()(T a, T b) const
    {
        return a <= b;
    }
};
struct Greater {
    template <typename T>
    bool operator()(T a, T b) const
    {
        return a > b;
    }
};
struct GreaterOrEqual {
    template <typename T>
    bool operator()(T a, T b) const
    {
        return a >= b;
    }
};

/// f(T{}, wide): T is float, int64 or uint64; narrower integers are computed as int64, which gives the same after wrapping,
/// so that not every operator is compiled for every type.
template <typename F>
Outputs dispatchWide(Call &call, const F &f)
{
    const DType type = call.in(0).dtype();
    for (std::size_t i = 1; i < call.inputCount(); ++i) {
        if (call.in(i).dtype() != type) {
            throw call.error("element types", "one type",
                             std::string(nameOf(type)) + " and " + std::string(nameOf(call.in(i).dtype())));
        }
    }
    if (type == DType::Float32) {
        return f(float{}, type);
    }
    return type == DType::UInt64 ? f(std::uint64_t{}, type) : f(std::int64_t{}, DType::Int64);
}

template <typename F>
Outputs arithmetic(Call &call)
{
    const DType type = call.in(0).dtype();
    return dispatchWide(call, [&]<typename T>(T, DType wide) {
        Tensor result = converted(call, call.take(0), wide);
        for (std::size_t i = 1; i < call.inputCount(); ++i) { // Min and Max take any number
            result = combine<T, T>(call, std::move(result), converted(call, call.take(i), wide), F());
        }
        return Outputs{converted(call, std::move(result), type)};
    });
}

template <typename F>
Outputs compare(Call &call)
{
    return dispatchWide(call, [&]<typename T>(T, DType wide) {
        return Outputs{combine<T, bool>(call, converted(call, call.take(0), wide), converted(call, call.take(1), wide), F())};
    });
}

template <typename F>
Outputs logical(Call &call)
{
    return {combine<bool, bool>(call, call.take(0), call.take(1), F())};
}

Outputs mean(Call &call)
{
    const auto count = static_cast<float>(call.inputCount());
    Tensor sum = std::move(arithmetic<Add>(call)[0]);
    for (float &value : sum.mutableValues<float>()) {
        value /= count;
    }
    return {sum};
}

/// Powers; the exponent may be of another type, the result has the base's.
Outputs power(Call &call)
{
    const DType type = call.in(0).dtype();
    if (type == DType::Float32) {
        const Tensor exponent = call.in(1).toFloat();
        if (exponent.size() == 1 && exponent.values<float>()[0] == 2.0F) {
            return {combine<float, float>(call, call.take(0), exponent, [](float x, float) { return x * x; })};
        }
        return {combine<float, float>(call, call.take(0), exponent, [](float x, float y) { return std::pow(x, y); })};
    }
    return dispatch(call, type, [&]<typename T>(T) {
        const Tensor exponent = call.in(1).toFloat();
        const Tensor base = call.in(0).toFloat();
        const Tensor value = combine<float, float>(call, base, exponent, [](float x, float y) {
            return static_cast<float>(std::pow(static_cast<double>(x), static_cast<double>(y)));
        });
        Tensor result(type, value.shape());
        const auto from = value.values<float>();
        std::transform(from.begin(), from.end(), result.mutableValues<T>().begin(), [](float x) { return static_cast<T>(x); });
        return Outputs{result};
    });
}

Outputs modulo(Call &call)
{
    const bool asC = call.node.integer("fmod", 0) != 0; // the sign of the dividend, else of the divisor
    const DType type = call.in(0).dtype();
    return dispatchWide(call, [&]<typename T>(T, DType wide) {
        const auto rest = [asC](T a, T b) {
            if constexpr (std::is_same_v<T, float>) {
                return std::fmod(a, b);
            } else {
                if (b == 0 || (std::is_signed_v<T> && b == static_cast<T>(-1))) {
                    return T{};
                }
                const auto r = static_cast<T>(a % b);
                if constexpr (std::is_signed_v<T>) {
                    return !asC && r != 0 && (r < 0) != (b < 0) ? r + b : r;
                } else {
                    return r;
                }
            }
        };
        return Outputs{converted(
            call, combine<T, T>(call, converted(call, call.take(0), wide), converted(call, call.take(1), wide), rest), type)};
    });
}

Outputs pRelu(Call &call)
{
    call.requireFloats(0);
    return {
        combine<float, float>(call, call.take(0), call.take(1), [](float x, float slope) { return x < 0.0F ? slope * x : x; })};
}

Outputs where(Call &call)
{
    if (call.in(0).dtype() != DType::Bool) {
        throw call.error("condition", "bool", std::string(nameOf(call.in(0).dtype())));
    }
    if (call.in(1).dtype() != call.in(2).dtype()) {
        throw call.error("element types", std::string(nameOf(call.in(1).dtype())), std::string(nameOf(call.in(2).dtype())));
    }
    const Shape shape = broadcastShape(call, broadcastShape(call, call.in(0).shape(), call.in(1).shape()), call.in(2).shape());
    const Tensor condition = expanded(call.in(0), shape);
    Tensor result = expanded(call.in(1), shape);
    const Tensor other = expanded(call.in(2), shape);
    const auto flags = condition.values<bool>();
    dispatchWidth(result.dtype(), [&]<typename T>(T) {
        T *to = rawMutable<T>(result);
        const T *from = raw<T>(other);
        for (std::size_t i = 0; i < flags.size(); ++i) {
            to[i] = flags[i] ? to[i] : from[i];
        }
    });
    return {result};
}

} // namespace

void registerBinary(OperatorRegistry &registry)
{
    registerBitwise(registry);
    registry.add("Add", arithmetic<Add>);
    registry.add("Sub", arithmetic<Subtract>);
    registry.add("Mul", arithmetic<Multiply>);
    registry.add("Div", arithmetic<Divide>);
    registry.add("Min", arithmetic<Smaller>);
    registry.add("Max", arithmetic<Larger>);
    registry.add("Sum", arithmetic<Add>);
    registry.add("Mean", mean);
    registry.add("Pow", power);
    registry.add("Mod", modulo);
    registry.add("PRelu", pRelu);
    registry.add("Equal", compare<Equal>);
    registry.add("Less", compare<Less>);
    registry.add("LessOrEqual", compare<LessOrEqual>);
    registry.add("Greater", compare<Greater>);
    registry.add("GreaterOrEqual", compare<GreaterOrEqual>);
    registry.add("And", logical<std::logical_and<>>);
    registry.add("Or", logical<std::logical_or<>>);
    registry.add("Xor", logical<std::not_equal_to<>>);
    registry.add("Where", where);
}

} // namespace vsq
