// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/valueorigin.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace vsq {

namespace {

constexpr int kMostHops = 256;

bool isOneOf(const Node &node, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), node.op) != names.end();
}

/// Coordinates of a row-major index.
Shape coordinatesOf(const Shape &shape, std::int64_t index)
{
    Shape at(shape.size());
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        at[axis] = index % shape[axis];
        index /= shape[axis];
    }
    return at;
}

/// Row-major index of coordinates that a tensor is broadcast to.
std::int64_t broadcastIndex(const Shape &shape, const Shape &at)
{
    std::int64_t index = 0;
    const std::size_t skipped = at.size() - shape.size();
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        index = index * shape[axis] + (shape[axis] == 1 ? 0 : at[skipped + axis]);
    }
    return index;
}

class Walk {
public:
    explicit Walk(const RunRecord &record) : m_record(record) {}

    ValueOrigin run(TensorElement element)
    {
        for (int i = 0; i < kMostHops; ++i) {
            const Node *node = m_record.graph->producerOf(element.value);
            if (node == nullptr) {
                m_origin.input = element;
                return std::move(m_origin);
            }
            const Tensor *value = m_record.value(element.value);
            if (value == nullptr || element.index < 0 || element.index >= value->size()) {
                return stop(*node, "its values were not recorded");
            }
            if (isOneOf(*node, {"Conv", "Gemm", "MatMul"})) {
                const ProductGeometry geometry(m_record, *node);
                if (!geometry.isKnown()) {
                    return stop(*node, "which element of its operands belongs to which of its results is not known");
                }
                m_origin.product = geometry.positionOf(element.index);
                return std::move(m_origin);
            }
            HostHop hop{node->name, node->op, element, at(*value, element.index), 0.0, operandsOf(*node, *value, element.index)};
            hop.exact = exactOf(hop);
            const auto before = operandOf(*node, *value, hop);
            m_origin.hops.push_back(std::move(hop));
            if (!before) {
                return stop(*node, "it has no one operand to follow");
            }
            element = *before;
        }
        m_origin.stop = "More operators than are followed.";
        return std::move(m_origin);
    }

private:
    ValueOrigin stop(const Node &node, const std::string &why)
    {
        m_origin.stop = "Not followed beyond " + node.describe() + ": " + why + ".";
        return std::move(m_origin);
    }

    static double at(const Tensor &tensor, std::int64_t index)
    {
        if (tensor.dtype() == DType::Float32) {
            return static_cast<double>(tensor.values<float>()[static_cast<std::size_t>(index)]);
        }
        return static_cast<double>(tensor.toFloat().values<float>()[static_cast<std::size_t>(index)]);
    }

    [[nodiscard]] std::optional<TensorElement> operandOf(const Node &node, const Tensor &result, const HostHop &hop) const
    {
        const std::int64_t index = hop.element.index;
        if (!hop.operands.empty()) {
            const auto followed = std::find_if(hop.operands.begin(), hop.operands.end(),
                                               [](const HostOperand &operand) { return operand.followed; });
            return followed == hop.operands.end() ? std::nullopt : std::optional(followed->element);
        }
        const Tensor *first = node.inputs.empty() ? nullptr : m_record.value(node.inputs[0]);
        if (first == nullptr) {
            return std::nullopt;
        }
        if (isOneOf(node, {"Transpose"})) {
            return TensorElement{node.inputs[0], transposedIndex(node, *first, result, index)};
        }
        if (isOneOf(node, {"MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "ReduceMax"})) {
            return largestOf(node, *first, result, index);
        }
        if (isOneOf(node, {"Concat"})) {
            return concatenated(node, result, index);
        }
        if (isOneOf(node, {"Slice", "Gather", "Split"})) {
            return sameValue(node, *first, result, index);
        }
        if (first->size() == result.size()) { // element by element, or only another shape
            return TensorElement{node.inputs[0], index};
        }
        return std::nullopt;
    }

    /// The broadcast elements that one of the result is made of. Of those that are no constants the one that weighs most is
    /// followed.
    [[nodiscard]] std::vector<HostOperand> operandsOf(const Node &node, const Tensor &result, std::int64_t index) const
    {
        std::vector<HostOperand> operands;
        if (!isOneOf(node, {"Add", "Sub", "Mul", "Div", "Max", "Min", "Where"})) {
            return operands;
        }
        const Shape where = coordinatesOf(result.shape(), index);
        std::size_t followed = 0;
        double most = -1.0;
        for (std::size_t i = node.op == "Where" ? 1 : 0; i < node.inputs.size(); ++i) {
            const Tensor *constant = m_record.graph->constant(node.inputs[i]);
            const Tensor *operand = constant != nullptr ? constant : m_record.value(node.inputs[i]);
            if (operand == nullptr || operand->rank() > where.size()) {
                continue;
            }
            const std::int64_t at = broadcastIndex(operand->shape(), where);
            operands.push_back({{node.inputs[i], at}, this->at(*operand, at)});
            if (const double weight = std::abs(operands.back().value); constant == nullptr && weight > most) {
                most = weight;
                followed = operands.size() - 1;
            }
        }
        if (most >= 0.0) {
            operands[followed].followed = true;
        }
        return operands;
    }

    static double exactOf(const HostHop &hop)
    {
        if (hop.operands.size() != 2) {
            return hop.value;
        }
        const double a = hop.operands[0].value;
        const double b = hop.operands[1].value;
        return hop.op == "Add" ? a + b : hop.op == "Sub" ? a - b : hop.op == "Mul" ? a * b : hop.op == "Div" ? a / b : hop.value;
    }

    static std::int64_t transposedIndex(const Node &node, const Tensor &from, const Tensor &result, std::int64_t index)
    {
        std::vector<std::int64_t> order = node.integers("perm");
        for (std::size_t axis = from.rank(); order.size() < from.rank() && axis-- > 0;) {
            order.push_back(static_cast<std::int64_t>(axis)); // reversed where nothing is said
        }
        const Shape at = coordinatesOf(result.shape(), index);
        Shape before(from.rank());
        for (std::size_t axis = 0; axis < from.rank(); ++axis) {
            before[static_cast<std::size_t>(order[axis])] = at[axis];
        }
        return broadcastIndex(from.shape(), before);
    }

    /// Among the elements of the plane (or the axes that are gone) that the operator looked at: the largest magnitude. A window
    /// that has the result's own value among its elements is a maximum's.
    [[nodiscard]] std::optional<TensorElement> largestOf(const Node &node, const Tensor &from, const Tensor &result,
                                                         std::int64_t index) const
    {
        const auto values = from.dtype() == DType::Float32 ? from.values<float>() : std::span<const float>();
        if (values.empty() || from.rank() < 3
            || (node.op != "ReduceMean" && node.op != "ReduceMax" && result.rank() != from.rank())) {
            return std::nullopt;
        }
        if (node.op == "ReduceMean" || node.op == "ReduceMax") {
            return std::nullopt;
        }
        const std::int64_t plane = from.size() / (from.dim(0) * from.dim(1));
        const std::int64_t resultPlane = result.size() / (result.dim(0) * result.dim(1));
        const std::int64_t begin = index / resultPlane * plane;
        Shape low(from.rank() - 2, 0);
        Shape high(from.shape().begin() + 2, from.shape().end());
        if (node.op == "MaxPool" || node.op == "AveragePool") {
            const Shape where = coordinatesOf(Shape(result.shape().begin() + 2, result.shape().end()), index % resultPlane);
            const auto kernel = node.integers("kernel_shape");
            const auto strides = node.integers("strides");
            const auto pads = node.integers("pads");
            for (std::size_t axis = 0; axis < where.size() && axis < kernel.size(); ++axis) {
                const std::int64_t first = where[axis] * (strides.empty() ? 1 : strides[axis]) - (pads.empty() ? 0 : pads[axis]);
                low[axis] = std::max<std::int64_t>(0, first);
                high[axis] = std::min(high[axis], first + kernel[axis]);
            }
        }
        const bool largestValue = node.op == "MaxPool" || node.op == "GlobalMaxPool";
        std::int64_t best = -1;
        const Shape planeShape(from.shape().begin() + 2, from.shape().end());
        for (std::int64_t i = 0; i < plane; ++i) {
            const Shape where = coordinatesOf(planeShape, i);
            bool inside = true;
            for (std::size_t axis = 0; axis < where.size(); ++axis) {
                inside = inside && where[axis] >= low[axis] && where[axis] < high[axis];
            }
            const auto weight = [&](std::int64_t at) {
                const float value = values[static_cast<std::size_t>(begin + at)];
                return largestValue ? value : std::abs(value);
            };
            if (inside && (best < 0 || weight(i) > weight(best))) {
                best = i;
            }
        }
        return best < 0 ? std::nullopt : std::optional(TensorElement{node.inputs[0], begin + best});
    }

    [[nodiscard]] std::optional<TensorElement> concatenated(const Node &node, const Tensor &result, std::int64_t index) const
    {
        Shape at = coordinatesOf(result.shape(), index);
        const std::int64_t rank = static_cast<std::int64_t>(at.size());
        const auto axis = static_cast<std::size_t>((node.integer("axis", 0) + rank) % std::max<std::int64_t>(1, rank));
        for (const std::string &input : node.inputs) {
            const Tensor *part = m_record.value(input);
            if (part == nullptr || part->rank() != at.size()) {
                return std::nullopt;
            }
            if (at[axis] < part->dim(axis)) {
                return TensorElement{input, broadcastIndex(part->shape(), at)};
            }
            at[axis] -= part->dim(axis);
        }
        return std::nullopt;
    }

    /// A part of the operand: the element that has the same neighbours. Found by its value where that is there once.
    [[nodiscard]] std::optional<TensorElement> sameValue(const Node &node, const Tensor &from, const Tensor &result,
                                                         std::int64_t index) const
    {
        if (from.dtype() != DType::Float32 || result.dtype() != DType::Float32) {
            return std::nullopt;
        }
        const float wanted = result.values<float>()[static_cast<std::size_t>(index)];
        const auto values = from.values<float>();
        const auto found = std::find(values.begin(), values.end(), wanted);
        if (found == values.end() || std::find(found + 1, values.end(), wanted) != values.end()) {
            return std::nullopt;
        }
        return TensorElement{node.inputs[0], found - values.begin()};
    }

    const RunRecord &m_record;
    ValueOrigin m_origin;
};

} // namespace

ValueOrigin originOf(const RunRecord &record, const TensorElement &element)
{
    return Walk(record).run(element);
}

} // namespace vsq
