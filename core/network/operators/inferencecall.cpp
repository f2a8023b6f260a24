// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/inferencecall.h"

#include "core/base/checked.h"

#include <algorithm>

namespace vsq {

namespace {

const KnownValue kNothing;

} // namespace

InferenceCall::InferenceCall(const Node &callNode, int opsetVersion, std::vector<const KnownValue *> inputs)
    : node(callNode), opset(opsetVersion), m_inputs(std::move(inputs)), m_outputs(callNode.outputs.size())
{
}

const KnownValue &InferenceCall::in(std::size_t i) const
{
    return has(i) ? *m_inputs[i] : kNothing;
}

std::optional<std::vector<std::int64_t>> InferenceCall::integers(std::size_t i) const
{
    if (const auto given = type(i); given && isFloating(*given)) {
        throw error(inputText(i), "integers", std::string(nameOf(*given)));
    }
    if (const Tensor *tensor = constant(i)) {
        return tensor->toInt64();
    }
    const auto &known = elements(i);
    if (!known || !std::all_of(known->begin(), known->end(), [](const ShapeElement &e) { return e.isKnown(); })) {
        return std::nullopt;
    }
    std::vector<std::int64_t> numbers(known->size());
    std::transform(known->begin(), known->end(), numbers.begin(), [](const ShapeElement &e) { return e.number; });
    return numbers;
}

std::optional<std::vector<double>> InferenceCall::floats(std::size_t i) const
{
    const Tensor *tensor = constant(i);
    if (tensor == nullptr || tensor->size() > kMostElements) {
        return std::nullopt;
    }
    const Tensor real = tensor->toFloat();
    const auto values = real.values<float>();
    return std::vector<double>(values.begin(), values.end());
}

std::optional<std::size_t> InferenceCall::length(std::size_t i) const
{
    const auto &known = shape(i);
    return known && known->size() == 1 && known->front() >= 0 ? std::optional(static_cast<std::size_t>(known->front()))
                                                              : std::nullopt;
}

std::size_t InferenceCall::axis(std::int64_t value, std::size_t rank) const
{
    const auto dimensions = static_cast<std::int64_t>(rank);
    if (rank == 0) {
        throw error("axis", "an operand of one dimension or more", "a scalar");
    }
    if (value < -dimensions || value >= dimensions) {
        throw error("axis", "-" + std::to_string(dimensions) + " to " + std::to_string(dimensions - 1), std::to_string(value));
    }
    return static_cast<std::size_t>(value < 0 ? value + dimensions : value);
}

std::size_t InferenceCall::axisAttribute(std::string_view name, std::int64_t otherwise, std::size_t rank) const
{
    return axis(node.integer(name, otherwise), rank);
}

std::optional<DType> InferenceCall::commonType(std::size_t first) const
{
    std::optional<DType> found = type(first);
    for (std::size_t i = first + 1; i < inputCount(); ++i) {
        if (const auto other = type(i); other && (!found || (*found == DType::Float32 && isFloating(*other)))) {
            found = other;
        }
    }
    return found;
}

void InferenceCall::requireIndices(std::size_t input, std::span<const std::int64_t> sizes) const
{
    const auto found = integers(input);
    for (std::size_t i = 0; found && !sizes.empty() && i < found->size(); ++i) {
        const std::int64_t size = sizes[i % sizes.size()];
        if (const std::int64_t index = (*found)[i]; size >= 0 && (index < -size || index >= size)) {
            throw error("index",
                        size == 0 ? "none, where nothing is" : "-" + std::to_string(size) + " to " + std::to_string(size - 1),
                        std::to_string(index));
        }
    }
}

std::string numbersText(std::span<const std::int64_t> numbers)
{
    std::string text = "[";
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        text += (i == 0 ? "" : ",") + std::to_string(numbers[i]);
    }
    return text + "]";
}

Error InferenceCall::error(std::string what, std::string expected, std::string found) const
{
    return {{.file = {}, .item = node.describe()}, std::move(what), std::move(expected), std::move(found)};
}

void InferenceCall::set(std::size_t output, std::optional<DType> type, std::optional<Shape> shape)
{
    if (output < m_outputs.size()) {
        if (shape) {
            openCount(*shape);
        }
        m_outputs[output] = {type, std::move(shape), std::nullopt, nullptr};
    }
}

void InferenceCall::setElements(std::size_t output, std::vector<ShapeElement> elements)
{
    if (output < m_outputs.size() && elements.size() <= static_cast<std::size_t>(kMostElements)) {
        m_outputs[output].elements = std::move(elements);
    }
}

std::int64_t openProduct(const Shape &shape, std::size_t from, std::size_t to)
{
    std::int64_t product = 1;
    bool open = false;
    bool isEmpty = false;
    for (std::size_t i = from; i < to; ++i) {
        isEmpty = isEmpty || shape[i] == 0;
        open = open || shape[i] < 0;
        if (shape[i] > 0) {
            product = checkedMultiply(product, shape[i]);
        }
    }
    constexpr std::int64_t kLimit = std::int64_t{1} << 48;
    if (product > kLimit) {
        throw Error({}, "shape " + toString(shape), "at most 2^48 elements", "more");
    }
    return isEmpty ? 0 : open ? -1 : product;
}

} // namespace vsq
