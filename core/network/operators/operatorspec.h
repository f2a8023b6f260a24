// SPDX-License-Identifier: GPL-3.0-or-later
// One operator's entry in the table: everything that is to be known of it but its kernel, which core/reference/operators
// registers under the same name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace vsq {

class Expansion;
class InferenceCall;

enum class AttributeKind : std::uint8_t { Integer, Real, Text, Tensor, Integers, Reals, Texts };

struct AttributeSpec {
    std::string_view name;
    AttributeKind kind = AttributeKind::Integer;
    bool required = false;
    std::int64_t least = std::numeric_limits<std::int64_t>::min(); ///< of an integer, or of each of a list
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::vector<std::string_view> texts = {}; ///< that are allowed, of a text or of each of a list; empty: any
};

/// How many a node may have; those up to `least` must be there.
struct Arity {
    std::size_t least = 1;
    std::size_t most = 1;
};

/// The matrix product that an operator is, by the rule for its M, N and K (core/network/lowering.cpp).
enum class ProductKind : std::uint8_t { None, Convolution, TransposedConvolution, Gemm, MatMul, Einsum, Recurrent };

/// Whether the rows of a tensor can pass through the operator together with its neighbours (core/reference/rowchain.h).
enum class RowUse : std::uint8_t {
    None,
    Through, ///< value by value, with operands that broadcast
    End,     ///< rows as a whole
};

struct OperatorSpec {
    std::string_view name;
    std::string_view domain = {}; ///< empty: ONNX's own
    int since = 1;                ///< first opset of the domain
    int until = 0;                ///< last one; 0: it is in the newest
    Arity inputs = {};
    Arity outputs = {};
    std::vector<AttributeSpec> attributes = {}; ///< all that are understood; others are an error
    /// Shapes and types of the outputs from what is known of the inputs. Throws Error where they contradict each other.
    void (*shape)(InferenceCall &) = nullptr;
    /// Puts other operators of the table in the node's place when a file is read; such operators have no shape rule or kernel.
    void (*expand)(Expansion &) = nullptr;
    std::uint32_t floats = 0; ///< bit i: input i must be of a floating type
    ProductKind product = ProductKind::None;
    std::size_t right = 1; ///< input that is the product's right operand or its filters; the first one is the left
    bool codes = false;    ///< a product of the network's own integers, whose zero points are these inputs:
    std::size_t zeroLeft = 0;
    std::size_t zeroRight = 0;
    RowUse rows = RowUse::None;
    bool hasWeights = false;          ///< constants among its inputs are weights and must be finite
    std::string_view hostReason = {}; ///< why the host computes it, one sentence; empty: the usual one
};

inline constexpr std::size_t kManyInputs = 4096;

// Attributes as entries write them.
inline AttributeSpec integer(std::string_view name, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                             std::int64_t most = std::numeric_limits<std::int64_t>::max())
{
    return {.name = name, .kind = AttributeKind::Integer, .least = least, .most = most};
}
inline AttributeSpec flag(std::string_view name)
{
    return integer(name, 0, 1);
}
inline AttributeSpec real(std::string_view name)
{
    return {.name = name, .kind = AttributeKind::Real};
}
inline AttributeSpec text(std::string_view name, std::vector<std::string_view> allowed = {})
{
    return {.name = name, .kind = AttributeKind::Text, .texts = std::move(allowed)};
}
inline AttributeSpec integers(std::string_view name, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                              std::int64_t most = std::numeric_limits<std::int64_t>::max())
{
    return {.name = name, .kind = AttributeKind::Integers, .least = least, .most = most};
}
inline AttributeSpec reals(std::string_view name)
{
    return {.name = name, .kind = AttributeKind::Reals};
}
inline AttributeSpec texts(std::string_view name, std::vector<std::string_view> allowed = {})
{
    return {.name = name, .kind = AttributeKind::Texts, .texts = std::move(allowed)};
}
inline AttributeSpec tensor(std::string_view name)
{
    return {.name = name, .kind = AttributeKind::Tensor};
}
inline AttributeSpec required(AttributeSpec attribute)
{
    attribute.required = true;
    return attribute;
}

} // namespace vsq
