// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/shapevalues.h"

#include "core/network/shapeinference.h"

#include <algorithm>
#include <functional>
#include <map>

namespace vsq {

namespace {

constexpr int kDeepest = 32; // operators between a shape and a condition
constexpr std::int64_t kMostNumbers = 64;

/// A number or a list of them; some may be unknown (a batch that is open).
struct Numbers {
    std::vector<std::optional<std::int64_t>> elements;
    bool isList = false;
    bool isBool = false;
};

class Evaluation {
public:
    explicit Evaluation(const Graph &graph) : m_graph(graph) {}

    std::optional<Numbers> of(const std::string &value, int depth = kDeepest)
    {
        if (const auto known = m_found.find(value); known != m_found.end()) {
            return known->second; // a value may be used on many ways
        }
        return m_found[value] = computed(value, depth);
    }

private:
    std::optional<Numbers> computed(const std::string &value, int depth)
    {
        if (const Tensor *constant = m_graph.constant(value)) {
            return fromConstant(*constant);
        }
        const Node *node = m_graph.producerOf(value);
        if (node == nullptr || depth == 0 || !node->domain.empty() || node->inputs.empty()) {
            return std::nullopt;
        }
        if (node->op == "Shape") {
            return fromShape(*node);
        }
        auto a = of(node->inputs[0], depth - 1);
        if (!a || node->inputs.size() == 1 || node->op == "Squeeze" || node->op == "Unsqueeze") {
            return a ? ofOne(*node, std::move(*a)) : std::nullopt;
        }
        const auto b = of(node->inputs[1], depth - 1);
        return b ? ofTwo(*node, *a, *b) : std::nullopt;
    }

    static std::optional<Numbers> fromConstant(const Tensor &tensor)
    {
        const bool isNumber = tensor.dtype() == DType::Int64 || tensor.dtype() == DType::Int32 || tensor.dtype() == DType::Bool;
        if (!isNumber || tensor.rank() > 1 || tensor.size() > kMostNumbers) {
            return std::nullopt;
        }
        const auto integers = tensor.toInt64();
        return Numbers{{integers.begin(), integers.end()}, tensor.rank() == 1, tensor.dtype() == DType::Bool};
    }

    std::optional<Numbers> fromShape(const Node &node)
    {
        if (!m_inferred) {
            m_shapes = inferShapes(m_graph);
            m_inferred = true;
        }
        const auto known = m_shapes.find(node.inputs[0]);
        const Tensor *constant = m_graph.constant(node.inputs[0]);
        const auto input = std::find_if(m_graph.inputs.begin(), m_graph.inputs.end(),
                                        [&](const ValueInfo &v) { return v.name == node.inputs[0]; });
        if ((known == m_shapes.end() && constant == nullptr && input == m_graph.inputs.end()) || node.has("start")
            || node.has("end")) {
            return std::nullopt;
        }
        Numbers result{{}, true, false};
        for (const std::int64_t dimension : constant != nullptr       ? constant->shape()
                                            : known != m_shapes.end() ? known->second.shape
                                                                      : input->shape) {
            result.elements.push_back(dimension < 0 ? std::nullopt : std::optional(dimension));
        }
        return result;
    }

    static std::optional<Numbers> ofOne(const Node &node, Numbers a)
    {
        if (node.op == "Identity") {
            return a;
        }
        if (node.op == "Squeeze" && a.elements.size() == 1) {
            a.isList = false;
            return a;
        }
        if (node.op == "Unsqueeze" && !a.isList) {
            a.isList = true;
            return a;
        }
        if (node.op == "Not" && a.isBool) {
            for (auto &element : a.elements) {
                element = element ? std::optional<std::int64_t>(*element == 0 ? 1 : 0) : std::nullopt;
            }
            return a;
        }
        constexpr std::int64_t kBool = 9, kInt32 = 6, kInt64 = 7; // TensorProto's numbers
        const std::int64_t to = node.op == "Cast" ? node.integer("to", 0) : 0;
        if (to != kBool && to != kInt32 && to != kInt64) {
            return std::nullopt;
        }
        for (auto &element : a.elements) {
            element = element && to == kBool ? std::optional<std::int64_t>(*element != 0 ? 1 : 0) : element;
        }
        a.isBool = to == kBool;
        return a;
    }

    static std::optional<Numbers> ofTwo(const Node &node, const Numbers &a, const Numbers &b)
    {
        if (node.op == "Gather") {
            Numbers result{{}, b.isList, a.isBool};
            const auto size = static_cast<std::int64_t>(a.elements.size());
            for (const auto &index : b.elements) {
                const std::int64_t at = index ? *index + (*index < 0 ? size : 0) : -1;
                if (at < 0 || at >= size) {
                    return std::nullopt;
                }
                result.elements.push_back(a.elements[static_cast<std::size_t>(at)]);
            }
            return result;
        }
        using Function = std::function<std::int64_t(std::int64_t, std::int64_t)>;
        static const std::map<std::string, std::pair<Function, bool>, std::less<>> kFunctions{
            {"Add", {std::plus<>(), false}},       {"Sub", {std::minus<>(), false}},
            {"Mul", {std::multiplies<>(), false}}, {"Equal", {std::equal_to<>(), true}},
            {"Less", {std::less<>(), true}},       {"LessOrEqual", {std::less_equal<>(), true}},
            {"Greater", {std::greater<>(), true}}, {"GreaterOrEqual", {std::greater_equal<>(), true}},
            {"And", {std::logical_and<>(), true}}, {"Or", {std::logical_or<>(), true}}};
        const auto function = kFunctions.find(node.op);
        const std::size_t size = std::max(a.elements.size(), b.elements.size());
        const auto fits = [size](const Numbers &n) { return n.elements.size() == size || n.elements.size() == 1; };
        if (function == kFunctions.end() || !fits(a) || !fits(b)) {
            return std::nullopt;
        }
        Numbers result{{}, a.isList || b.isList, function->second.second};
        for (std::size_t i = 0; i < size; ++i) {
            const auto &x = a.elements[a.elements.size() == 1 ? 0 : i];
            const auto &y = b.elements[b.elements.size() == 1 ? 0 : i];
            result.elements.push_back(x && y ? std::optional(function->second.first(*x, *y)) : std::nullopt);
        }
        return result;
    }

    const Graph &m_graph;
    std::map<std::string, std::optional<Numbers>> m_found;
    ValueMap m_shapes;
    bool m_inferred = false; ///< only where somebody asks for a shape
};

} // namespace

std::optional<Tensor> valueFromShapes(const Graph &graph, const std::string &value)
{
    const auto numbers = Evaluation(graph).of(value);
    const auto isKnown = [](const std::optional<std::int64_t> &element) { return element.has_value(); };
    if (!numbers || !std::all_of(numbers->elements.begin(), numbers->elements.end(), isKnown)) {
        return std::nullopt;
    }
    const Shape shape = numbers->isList ? Shape{static_cast<std::int64_t>(numbers->elements.size())} : Shape{};
    Tensor result(numbers->isBool ? DType::Bool : DType::Int64, shape);
    for (std::size_t i = 0; i < numbers->elements.size(); ++i) {
        if (numbers->isBool) {
            result.mutableValues<bool>()[i] = *numbers->elements[i] != 0;
        } else {
            result.mutableValues<std::int64_t>()[i] = *numbers->elements[i];
        }
    }
    return result;
}

} // namespace vsq
