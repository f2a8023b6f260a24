// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/lowering.h"

#include "core/base/checked.h"
#include "core/network/attention.h"
#include "core/network/einsum.h"
#include "core/network/layeruse.h"
#include "core/network/lowerwithshapes.h"
#include "core/network/operators/operatortable.h"
#include "core/network/shapeinference.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace vsq {

namespace {

const char *const kStreamed = "The weights stay in the lanes while the activations stream past them.";
const char *const kOwnCodes =
    "The network's own integers: in int8 the chip takes their codes as they are, other formats quantize them again.";
const char *const kNewCodes =
    "The network's own integers do not fit eight bits with sign without their zero points: they are quantized again.";
const char *const kTwoActivations = "A product of two activations: the right-hand one takes the weights' place.";

std::int64_t product(Shape::const_iterator from, Shape::const_iterator to)
{
    return std::accumulate(from, to, std::int64_t{1}, std::multiplies<>());
}

class Lowering {
public:
    Lowering(const Graph &graph, const ValueMap &known) : m_graph(graph), m_values(known)
    {
        for (auto &[name, value] : inferShapes(graph, 1)) {
            const bool whole = std::all_of(value.shape.begin(), value.shape.end(), [](std::int64_t d) { return d >= 0; });
            if (whole || !m_values.contains(name)) {
                m_values.insert_or_assign(name, value);
            }
        }
        for (const Attention &attention : findAttention(graph)) {
            m_attention.emplace(
                attention.scores,
                fmt::format("Attention scores Q K^T (scale {:g}): K takes the weights' place, the queries stream past.",
                            attention.scale));
            m_attention.emplace(attention.context,
                                "Attention's sum P V: V^T takes the weights' place, the probabilities stream past.");
        }
    }

    std::optional<Layer> layer(std::size_t index) const
    {
        const Node &node = m_graph.nodes[index];
        const OperatorSpec *spec = operatorTable().find(node);
        const Rule rule = spec == nullptr ? nullptr : ruleOf(spec->product);
        if (rule == nullptr) {
            return std::nullopt;
        }
        Layer result;
        result.name = node.name;
        result.op = node.op;
        result.node = index;
        if (node.inputs.size() < spec->inputs.least || node.outputs.empty() || !(this->*rule)(node, result)) {
            result.onChip = false;
            result.m = result.n = result.k = 0;
            result.reason = "Its shape is not known before the network runs (--shape gives the inputs' sizes).";
        }
        if (const auto attention = m_attention.find(index); attention != m_attention.end() && result.onChip) {
            result.reason = attention->second;
        }
        addOrigin(node, *spec, result);
        try {
            result.macs = checkedMultiply(checkedMultiply(result.m, result.n), checkedMultiply(result.k, result.count));
        } catch (const Error &error) {
            throw Error({.file = m_graph.sourceFile, .item = node.describe()}, "multiplications", error.expected(),
                        error.found());
        }
        return result;
    }

private:
    using Rule = bool (Lowering::*)(const Node &, Layer &) const;

    static Rule ruleOf(ProductKind kind)
    {
        switch (kind) {
        case ProductKind::None: break;
        case ProductKind::Convolution: return &Lowering::convolution;
        case ProductKind::TransposedConvolution: return &Lowering::transposed;
        case ProductKind::Gemm: return &Lowering::gemm;
        case ProductKind::MatMul: return &Lowering::matMul;
        case ProductKind::Einsum: return &Lowering::einsum;
        case ProductKind::Recurrent: return &Lowering::recurrent;
        }
        return nullptr;
    }

    /// The value's shape if it is wholly known.
    std::optional<Shape> shapeOf(const std::string &value) const
    {
        std::optional<Shape> shape;
        if (const Tensor *constant = m_graph.constant(value)) {
            shape = constant->shape();
        } else if (const auto found = m_values.find(value); found != m_values.end()) {
            shape = found->second.shape;
        } else {
            for (const ValueInfo &input : m_graph.inputs) {
                if (input.name == value && input.rankIsKnown) {
                    shape = input.shape;
                    std::replace_if(
                        shape->begin(), shape->end(), [](std::int64_t d) { return d < 0; }, 1);
                }
            }
        }
        if (shape && std::any_of(shape->begin(), shape->end(), [](std::int64_t d) { return d < 0; })) {
            return std::nullopt;
        }
        return shape;
    }

    bool isConstant(const std::string &value) const { return m_graph.constant(value) != nullptr; }

    /// The product's operands: its first input, and the one that the table says.
    static const std::string &leftOf(const Node &node) { return node.inputs.at(0); }
    static const std::string &rightOf(const Node &node) { return node.inputs.at(operatorTable().find(node)->right); }

    /// What the reader of a list should know of where the product comes from.
    void addOrigin(const Node &node, const OperatorSpec &spec, Layer &layer) const
    {
        if (spec.codes && layer.onChip) {
            const bool own = integersFit(node, 0, spec.zeroLeft) && integersFit(node, spec.right, spec.zeroRight);
            layer.reason += std::string(" ") + (own ? kOwnCodes : kNewCodes);
        }
        if (!node.partOf.empty()) {
            layer.reason += " Part of " + node.partOf
                            + (node.partOf.ends_with("MatMulNBits") ? ", whose weights are quantized again." : ".");
        }
        if (!node.guard.empty()) {
            layer.reason += " Of a branch that runs where '" + node.guard + "' is " + (node.guardIs ? "true." : "false.");
        }
    }

    /// Whether integers without their zero point always fit eight bits with sign: what kernels ask of the values themselves.
    bool integersFit(const Node &node, std::size_t input, std::size_t zeroPoint) const
    {
        const std::string &name = node.inputs.at(input);
        const Tensor *constant = m_graph.constant(name);
        const auto known = m_values.find(name);
        std::optional<DType> type;
        if (constant != nullptr) {
            type = constant->dtype();
        } else if (known != m_values.end()) {
            type = known->second.type;
        } else {
            const auto found = std::find_if(m_graph.inputs.begin(), m_graph.inputs.end(),
                                            [&](const ValueInfo &each) { return each.name == name; });
            type = found == m_graph.inputs.end() ? std::nullopt : std::optional(found->type);
        }
        if (zeroPoint >= node.inputs.size() || node.inputs[zeroPoint].empty()) {
            return type == DType::Int8;
        }
        const Tensor *zero = m_graph.constant(node.inputs[zeroPoint]);
        if (zero == nullptr || isFloating(zero->dtype())) {
            return false;
        }
        const auto zeros = zero->toInt64();
        return std::all_of(zeros.begin(), zeros.end(),
                           [&](std::int64_t each) { return each == (type == DType::Int8 ? 0 : 128); });
    }

    void setRoles(Layer &layer, bool aIsConstant) const
    {
        layer.aIsConstant = aIsConstant;
        layer.reason = aIsConstant ? kStreamed : kTwoActivations;
    }

    bool convolution(const Node &node, Layer &layer) const
    {
        const auto w = shapeOf(rightOf(node));
        const auto y = shapeOf(node.outputs.at(0));
        if (!w || !y || w->size() < 3 || y->size() != w->size()) {
            return false;
        }
        layer.count = node.integer("group", 1);
        layer.m = (*w)[0] / std::max<std::int64_t>(1, layer.count);
        layer.k = product(w->begin() + 1, w->end());
        layer.n = (*y)[0] * product(y->begin() + 2, y->end());
        setRoles(layer, isConstant(rightOf(node)));
        layer.channels = (*w)[1];
        const bool isPlane = w->size() == 4;
        layer.kernelHeight = isPlane ? (*w)[2] : 1;
        layer.kernelWidth = w->back();
        layer.outputHeight = isPlane ? (*y)[2] : 1;
        layer.outputWidth = y->back();
        if (w->size() > 4) {
            layer.onChip = false;
            layer.reason = "The address generators know convolutions over one and two dimensions, not "
                           + std::to_string(w->size() - 2) + ".";
        }
        return true;
    }

    bool transposed(const Node &node, Layer &layer) const
    {
        const auto x = shapeOf(node.inputs.at(0));
        const auto w = shapeOf(node.inputs.at(1));
        if (!x || !w || w->size() < 3 || x->size() != w->size()) {
            return false;
        }
        layer.count = node.integer("group", 1);
        layer.m = product(w->begin() + 1, w->end());
        layer.k = (*w)[0] / std::max<std::int64_t>(1, layer.count);
        layer.n = (*x)[0] * product(x->begin() + 2, x->end());
        layer.onChip = false;
        layer.reason =
            "A transposed convolution scatters its products over the output; the chip's address generators only gather.";
        return true;
    }

    bool gemm(const Node &node, Layer &layer) const
    {
        const auto a = shapeOf(leftOf(node));
        const auto b = shapeOf(rightOf(node));
        if (!a || !b || a->size() != 2 || b->size() != 2) {
            return false;
        }
        const bool transA = node.integer("transA", 0) != 0;
        const bool transB = node.integer("transB", 0) != 0;
        const std::int64_t rows = (*a)[transA ? 1 : 0];
        const std::int64_t columns = (*b)[transB ? 0 : 1];
        layer.k = (*a)[transA ? 0 : 1];
        const bool weightsFirst = isConstant(leftOf(node)) && !isConstant(rightOf(node));
        layer.m = weightsFirst ? rows : columns;
        layer.n = weightsFirst ? columns : rows;
        setRoles(layer, isConstant(leftOf(node)) || isConstant(rightOf(node)));
        return true;
    }

    bool matMul(const Node &node, Layer &layer) const
    {
        auto x = shapeOf(leftOf(node));
        auto y = shapeOf(rightOf(node));
        if (!x || !y || x->empty() || y->empty()) {
            return false;
        }
        if (x->size() == 1) {
            x->insert(x->begin(), 1);
        }
        if (y->size() == 1) {
            y->push_back(1);
        }
        layer.k = x->back();
        const std::int64_t rows = (*x)[x->size() - 2];
        const std::int64_t columns = y->back();
        const std::int64_t batchX = product(x->begin(), x->end() - 2);
        const std::int64_t batchY = product(y->begin(), y->end() - 2);
        if (isConstant(leftOf(node)) && !isConstant(rightOf(node))) {
            layer.m = rows;
            layer.n = columns * (batchX == 1 ? batchY : 1);
            layer.count = batchX == 1 ? 1 : std::max(batchX, batchY);
            setRoles(layer, true);
            return true;
        }
        layer.m = columns;
        layer.n = rows * (batchY == 1 ? batchX : 1);
        layer.count = batchY == 1 ? 1 : std::max(batchX, batchY);
        setRoles(layer, isConstant(rightOf(node)));
        return true;
    }

    bool einsum(const Node &node, Layer &layer) const
    {
        std::vector<Shape> shapes;
        for (const std::string &input : node.inputs) {
            const auto shape = shapeOf(input);
            if (!shape) {
                return false;
            }
            shapes.push_back(*shape);
        }
        EinsumPlan plan;
        try {
            plan = planEinsum(node, shapes);
        } catch (const Error &) {
            return false; // said with its reason when the network is run
        }
        layer.m = plan.m;
        layer.n = plan.n;
        layer.k = plan.k;
        layer.count = plan.count;
        setRoles(layer, node.inputs.size() == 2 && isConstant(node.inputs[1]));
        if (node.inputs.size() != 2 || plan.k == 1) {
            layer.onChip = false;
            layer.reason = "Nothing is summed over two operands here: no matrix product.";
        }
        return true;
    }

    bool recurrent(const Node &node, Layer &layer) const
    {
        const auto x = shapeOf(node.inputs.at(0));
        const auto w = shapeOf(node.inputs.at(1));
        const auto r = shapeOf(node.inputs.at(2));
        if (!x || !w || !r || x->size() != 3 || w->size() != 3 || r->size() != 3) {
            return false;
        }
        const bool batchFirst = node.integer("layout", 0) != 0;
        layer.m = (*w)[1];
        layer.k = (*w)[2] + (*r)[2];
        layer.n = (*x)[batchFirst ? 0 : 1];
        layer.count = (*x)[batchFirst ? 1 : 0] * (*w)[0];
        layer.aIsConstant = isConstant(node.inputs[1]);
        layer.onChip = false;
        layer.reason = "Recurrent steps wait for the host's gates between products; the host computes them.";
        return true;
    }

    const Graph &m_graph;
    ValueMap m_values;
    std::map<std::size_t, std::string> m_attention; ///< reasons by node
};

std::string hostReason(const Node &node)
{
    const OperatorSpec *spec = operatorTable().find(node);
    if (spec != nullptr && !spec->hostReason.empty()) {
        return std::string(spec->hostReason);
    }
    return node.domain.empty() ? "No matrix product; the host computes it in FP32."
                               : "An operator of the domain " + node.domain + "; the chip has none of these.";
}

/// Products of a loop's body, each counted once.
void addLoop(const Node &loop, std::size_t index, std::vector<Layer> &layers)
{
    for (Layer &layer : lower(*loop.body)) {
        layer.node = index;
        layer.reason += " Counted for one turn of the loop '" + loop.name + "', whose turns only the run knows.";
        layers.push_back(std::move(layer));
    }
}

} // namespace

std::vector<Layer> lowerWithShapes(const Graph &graph, const ValueMap &known)
{
    const Lowering lowering(graph, known);
    std::vector<Layer> layers;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (std::optional<Layer> layer = lowering.layer(i)) {
            layers.push_back(std::move(*layer));
        }
    }
    findUses(graph, layers);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (graph.nodes[i].body != nullptr) {
            addLoop(graph.nodes[i], i, layers);
        }
    }
    return layers;
}

std::vector<Layer> lower(const Graph &graph)
{
    return lowerWithShapes(graph, {});
}

std::vector<HostOperator> hostOperators(const Graph &graph)
{
    const Lowering lowering(graph, {});
    std::vector<HostOperator> operators;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const std::optional<Layer> layer = lowering.layer(i);
        if (!layer || !layer->onChip) {
            const Node &node = graph.nodes[i];
            operators.push_back({node.name, node.op, layer ? layer->reason : hostReason(node), i});
        }
    }
    return operators;
}

} // namespace vsq
