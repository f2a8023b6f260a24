// SPDX-License-Identifier: GPL-3.0-or-later
// What a shape rule is given: one node, and what is known of its operands before the network runs.
#pragma once

#include "core/network/graph.h"

#include <optional>
#include <span>
#include <string>

namespace vsq {

/// An element of an integer value: a number, or a dimension that is open.
struct ShapeElement {
    std::int64_t number = 0;
    std::int64_t open = 0; ///< 0: the number is known; else as an open dimension in KnownValue::shape

    [[nodiscard]] bool isKnown() const { return open == 0; }
    /// As a dimension of a shape.
    [[nodiscard]] std::int64_t dimension() const { return open == 0 ? number : open; }
    static ShapeElement unknown() { return {0, -1}; }
    static ShapeElement ofDimension(std::int64_t dimension)
    {
        return dimension < 0 ? ShapeElement{0, dimension} : ShapeElement{dimension, 0};
    }
};

struct KnownValue {
    std::optional<DType> type;
    /// Empty: not even the number of dimensions is known. A dimension of -1 is unknown; below -1 it is a number that stands for
    /// one and the same unknown size wherever it occurs ("batch").
    std::optional<Shape> shape;
    std::optional<std::vector<ShapeElement>> elements; ///< of integer and bool values of few elements, where something is known
    const Tensor *constant = nullptr;
};

/// Values of more elements are shapes no longer.
inline constexpr std::int64_t kMostElements = 1024;

class InferenceCall {
public:
    InferenceCall(const Node &callNode, int opsetVersion, std::vector<const KnownValue *> inputs);

    const Node &node;
    const int opset;

    [[nodiscard]] std::size_t inputCount() const { return m_inputs.size(); }
    [[nodiscard]] std::size_t outputCount() const { return m_outputs.size(); }
    /// Whether the optional input is there.
    [[nodiscard]] bool has(std::size_t i) const { return i < m_inputs.size() && m_inputs[i] != nullptr; }
    [[nodiscard]] const std::optional<Shape> &shape(std::size_t i) const { return in(i).shape; }
    [[nodiscard]] std::optional<DType> type(std::size_t i) const { return in(i).type; }
    [[nodiscard]] const Tensor *constant(std::size_t i) const { return in(i).constant; }
    [[nodiscard]] const std::optional<std::vector<ShapeElement>> &elements(std::size_t i) const { return in(i).elements; }
    /// The input's integers where all are known; throws Error where its type is another.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> integers(std::size_t i) const;
    /// The input's floats where it is a constant.
    [[nodiscard]] std::optional<std::vector<double>> floats(std::size_t i) const;
    /// Number of elements of a value of one dimension (a list of axes or sizes), where known.
    [[nodiscard]] std::optional<std::size_t> length(std::size_t i) const;
    /// An axis in 0..rank-1 from one that may count from the end; throws Error when outside.
    std::size_t axis(std::int64_t value, std::size_t rank) const;
    /// The same, of the attribute of that name.
    std::size_t axisAttribute(std::string_view name, std::int64_t otherwise, std::size_t rank) const;
    /// Throws Error for the first of the input's integers, where they are known, that is no index of a dimension: from the end
    /// where it is negative. sizes: of those that they are indices of, in turn; -1: open.
    void requireIndices(std::size_t input, std::span<const std::int64_t> sizes) const;
    /// The floating type among the inputs' (float32 constants may stand beside float16 values); the first's where none is.
    [[nodiscard]] std::optional<DType> commonType(std::size_t first = 0) const;
    [[nodiscard]] Error error(std::string what, std::string expected = {}, std::string found = {}) const;
    /// "input 'x'"
    [[nodiscard]] std::string inputText(std::size_t i) const { return "input '" + node.inputs[i] + "'"; }

    /// For outputs that the node does not have nothing happens.
    void set(std::size_t output, std::optional<DType> type, std::optional<Shape> shape);
    /// Their number must be the shape's.
    void setElements(std::size_t output, std::vector<ShapeElement> elements);
    [[nodiscard]] std::vector<KnownValue> take() { return std::move(m_outputs); }

private:
    [[nodiscard]] const KnownValue &in(std::size_t i) const;

    std::vector<const KnownValue *> m_inputs;
    std::vector<KnownValue> m_outputs;
};

/// "[-1,3]": numbers that are no shape, negative ones as they are.
std::string numbersText(std::span<const std::int64_t> numbers);

/// Floating types are computed as float32 and count as one.
inline bool sameType(std::optional<DType> a, std::optional<DType> b)
{
    return !a || !b || *a == *b || (isFloating(*a) && isFloating(*b));
}

/// Whether two dimensions may be equal.
inline bool mayEqual(std::int64_t a, std::int64_t b)
{
    return a == b || a < 0 || b < 0;
}
/// What is known of two dimensions that must be equal.
inline std::int64_t merged(std::int64_t a, std::int64_t b)
{
    return a >= 0 ? a : b >= 0 ? b : a != -1 ? a : b;
}
/// Product of dimensions, -1 where one is open (0 where one is 0); throws Error on overflow.
std::int64_t openProduct(const Shape &shape, std::size_t from, std::size_t to);
/// Number of elements, -1 where it is open.
inline std::int64_t openCount(const Shape &shape)
{
    return openProduct(shape, 0, shape.size());
}

} // namespace vsq
