// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/exportqdq.h"

#include "core/network/onnx/raiseopset.h"
#include "core/network/operators/operatortable.h"
#include "core/qdq/convolutionqdq.h"
#include "core/qdq/exactsum.h"
#include "core/qdq/producttrace.h"
#include "core/qdq/quantizedactivations.h"
#include "core/qdq/quantizedweights.h"
#include "core/reference/passes/fold.h"

#include <algorithm>

namespace vsq {

namespace {

Error inexpressible(const Node &node, const std::string &expected, const std::string &found)
{
    return {{.file = {}, .item = node.describe()}, "a quantized product that operators can express", expected, found};
}

class Exporter {
public:
    Exporter(const Graph &graph, const NumberFormat &format, const ActivationScales *scales, const TracedNetwork &traced,
             QdqGraph &target)
        : m_graph(graph), m_format(format), m_scales(scales), m_traced(traced), m_target(target)
    {
    }

    void write(const Node &node)
    {
        const auto found = m_traced.products.find(node.name);
        if (found == m_traced.products.end()) {
            m_target.graph.nodes.push_back(node);
            return;
        }
        const TracedProduct &product = found->second;
        NodeWriter writer(m_target, node.name);
        if (node.op == "Conv") {
            if (!product.aIsConstant) {
                throw inexpressible(node, "constant filters", "filters that the network computes");
            }
            writeConvolution(writer, node, product, shapeOf(node.inputs[0]), shapeOf(node.outputs[0]), shapeOf(node.inputs[1]),
                             m_format, gamma(node, false));
        } else if (node.op == "Gemm" || node.op == "MatMul") {
            writeProduct(writer, node, product);
        } else {
            const OperatorSpec *spec = operatorTable().find(node);
            const bool areCodes = spec != nullptr && spec->codes;
            throw inexpressible(node, areCodes ? "a product of real numbers" : "Conv, Gemm or MatMul",
                                areCodes ? node.op + " of the file's own integers, which other runtimes take as they are"
                                         : node.op);
        }
    }

private:
    [[nodiscard]] Shape shapeOf(const std::string &value) const
    {
        const Tensor *constant = m_graph.constant(value);
        return constant != nullptr ? constant->shape() : m_traced.shapes.at(value);
    }

    [[nodiscard]] std::optional<float> gamma(const Node &node, bool stationary) const
    {
        return m_scales == nullptr ? std::nullopt
                                   : std::optional(stationary ? m_scales->stationaryOf(node) : m_scales->activationsOf(node));
    }

    /// Operand B of a product whose A is one matrix: a gamma for each item of the batch. axis: K's.
    WrittenActivations itemActivations(NodeWriter &writer, const Node &node, const TracedProduct &product, const std::string &x,
                                       const Shape &shape, std::size_t axis)
    {
        const auto scale = gamma(node, false);
        ActivationView view{.shape = shape, .axis = axis, .groups = 1, .ownScale = 0, .seen = {}};
        if (!scalesFromData(m_format, scale) || product.shared == SharedRows::All) {
            return writeActivations(writer, x, view, m_format, scale);
        }
        std::int64_t rows = 1; // of one index of the first dimension
        for (std::size_t i = 1; i < shape.size(); ++i) {
            rows *= i == axis ? 1 : shape[i];
        }
        if (product.shared == SharedRows::OfItem && axis != 0 && rows == product.itemRows) {
            view.ownScale = 1;
            return writeActivations(writer, x, view, m_format, scale);
        }
        if (product.shared == SharedRows::Unclear || axis + 1 != shape.size() || std::count(shape.begin(), shape.end(), -1) > 1) {
            throw inexpressible(node, "the batch as the first dimension of its input, or static scales (vsq calibrate)",
                                toString(shape));
        }
        // An item's rows lie after each other. Their gamma is repeated for each of them.
        const Shape items{-1, product.itemRows, shape.back()};
        view = {.shape = items, .axis = 2, .groups = 1, .ownScale = 1, .seen = {}};
        WrittenActivations written = writeActivations(writer, writer.reshape(x, items), view, m_format, scale);
        written.value = writer.reshape(written.value, shape);
        if (!written.gamma.empty()) {
            Shape rowwise = shape;
            rowwise.back() = 1;
            written.gamma = writer.reshape(writer.node("Expand", {written.gamma, writer.integers({1, product.itemRows, 1})}),
                                           rowwise);
        }
        return written;
    }

    /// An operand of a product of two activations: a gamma for each matrix.
    WrittenActivations matrixActivations(NodeWriter &writer, const Node &node, const std::string &x, const Shape &shape,
                                         std::size_t axis, bool stationary)
    {
        const ActivationView view{.shape = shape, .axis = axis, .groups = 1, .ownScale = shape.size() - 2, .seen = {}};
        return writeActivations(writer, x, view, m_format, gamma(node, stationary));
    }

    /// Operand A: what stands still.
    struct Stationary {
        std::string value;
        std::string gamma;
        double largestSum = 0.0; ///< of magnitudes along K
    };

    /// Weights, with gamma as a constant that broadcasts along the result's rows (or columns, on the left).
    static Stationary weights(NodeWriter &writer, const TracedProduct &product, const WeightPlace &place, bool alone,
                              bool onTheLeft)
    {
        const WrittenWeights written = writeWeights(writer, product.weights, place, alone);
        if (written.gamma.empty()) {
            return {.value = written.value, .gamma = {}};
        }
        const auto rows = static_cast<std::int64_t>(written.gamma.size());
        const Shape shape = onTheLeft ? Shape{rows, 1} : Shape{rows};
        return {.value = written.value,
                .gamma = writer.constant(Tensor::of<float>(shape, written.gamma)),
                .largestSum = written.largestSum};
    }

    void writeProduct(NodeWriter &writer, const Node &node, const TracedProduct &product)
    {
        const Shape left = shapeOf(node.inputs[0]);
        const Shape right = shapeOf(node.inputs[1]);
        if (left.size() < 2 || right.size() < 2) {
            throw inexpressible(node, "operands of two dimensions or more", toString(left) + " and " + toString(right));
        }
        if (product.aIsConstant && product.count > 1) {
            throw inexpressible(node, "one matrix of weights", std::to_string(product.count));
        }
        const bool transA = node.op == "Gemm" && node.integer("transA", 0) != 0;
        const bool transB = node.op == "Gemm" && node.integer("transB", 0) != 0;
        const std::size_t kLeft = left.size() - (transA ? 2 : 1);
        const std::size_t kRight = right.size() - (transB ? 1 : 2);
        if (left[kLeft] < 0 || right[kRight] < 0) {
            throw inexpressible(node, "a K that does not depend on the batch", toString(left) + " and " + toString(right));
        }
        const bool alone = product.aIsConstant && !areLinear(m_format, gamma(node, false));
        WrittenActivations x; // operand B
        Stationary w;
        bool weightsLeft = false;
        if (product.aIsConstant && m_graph.constant(node.inputs[1]) != nullptr) {
            x = itemActivations(writer, node, product, node.inputs[0], left, kLeft);
            w = weights(writer, product, {.shape = right, .rows = right.size() - (transB ? 2 : 1), .k = kRight}, alone, false);
        } else if (product.aIsConstant) {
            weightsLeft = true;
            w = weights(writer, product, {.shape = left, .rows = left.size() - (transA ? 1 : 2), .k = kLeft}, alone, true);
            x = itemActivations(writer, node, product, node.inputs[1], right, kRight);
        } else {
            x = product.count == 1 ? itemActivations(writer, node, product, node.inputs[0], left, kLeft)
                                   : matrixActivations(writer, node, node.inputs[0], left, kLeft, false);
            const WrittenActivations other = matrixActivations(writer, node, node.inputs[1], right, kRight, true);
            w = {.value = other.value, .gamma = other.gamma, .largestSum = other.most * static_cast<double>(right[kRight])};
        }
        writeScaled(writer, node, x, w, weightsLeft);
    }

    /// alpha * ((sum * gammaA) * gammaB) + beta * addend.
    static void writeScaled(NodeWriter &writer, Node node, const WrittenActivations &x, const Stationary &w, bool weightsLeft)
    {
        const std::string addend = node.inputs.size() > 2 ? node.inputs[2] : std::string();
        const float alpha = node.real("alpha", 1.0F);
        const float beta = node.real("beta", 1.0F);
        node.inputs = weightsLeft ? std::vector{w.value, x.value} : std::vector{x.value, w.value};
        node.attributes.erase("alpha");
        node.attributes.erase("beta");
        std::string y = writeSum(writer, std::move(node), weightsLeft ? 1 : 0, x.most, w.largestSum);
        for (const std::string &gamma : {w.gamma, x.gamma}) {
            y = gamma.empty() ? y : writer.node("Mul", {y, gamma});
        }
        y = alpha == 1.0F ? y : writer.node("Mul", {y, writer.scalar(alpha)});
        if (!addend.empty()) {
            const std::string scaled = beta == 1.0F ? addend : writer.node("Mul", {addend, writer.scalar(beta)});
            writer.node("Add", {y, scaled});
        }
        writer.end();
    }

    const Graph &m_graph;
    const NumberFormat &m_format;
    const ActivationScales *m_scales;
    const TracedNetwork &m_traced;
    QdqGraph &m_target;
};

/// The batch of one item that alone the network takes.
void bindToOneItem(Graph &graph)
{
    for (ValueInfo &input : graph.inputs) {
        std::replace(input.shape.begin(), input.shape.end(), std::int64_t{-1}, std::int64_t{1});
    }
}

void checkCanBeExported(const NumberFormat &format, const ActivationScales *scales, int opset)
{
    if (opset < kFirstQdqOpset || opset > kQdqOpset) {
        throw Error({}, "opset to export to", std::to_string(kFirstQdqOpset) + " to " + std::to_string(kQdqOpset),
                    std::to_string(opset));
    }
    for (const OperandFormat &operand : {format.weights, format.activations}) {
        if (!operand.isTwoLevel()) {
            throw Error({}, "number format for a quantized ONNX file",
                        "integers with VS-Quant's scales (vsq, int4, int8 and free ones)", operandText(operand));
        }
    }
    if (format.activations.search != ScaleSearch::None) {
        throw Error({}, "number format for a quantized ONNX file", "searched scales of the weights only",
                    "activations " + operandText(format.activations));
    }
    if (!format.preparation.isNone()) {
        throw Error({}, "number format for a quantized ONNX file", "operands as the network has them (no --prepare)",
                    preparationText(format.preparation));
    }
    if (format.weights.isUnsigned || format.activations.isUnsigned) {
        throw Error({}, "codes to export", "signed ones", "unsigned ones");
    }
    if (scales != nullptr) {
        requireScalesFor(*scales, format);
    }
}

} // namespace

QdqGraph quantizedNetwork(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const ActivationScales *scales,
                          int opset, const JobContext &job, const ChipConfig &config)
{
    checkCanBeExported(format, scales, opset);
    QdqGraph target;
    target.blocked = opset >= 21;
    target.axesAreInputs = opset >= 18;
    target.graph = *graph;
    raiseOpset(target.graph, opset);
    const TracedNetwork traced = traceProducts(graph, format, config, job);
    if (traced.oneItem) {
        bindToOneItem(target.graph);
    }
    const std::vector<Node> nodes = std::move(target.graph.nodes);
    target.graph.nodes.clear();
    target.graph.values.clear();
    Exporter exporter(*graph, format, scales, traced, target);
    for (const Node &node : nodes) {
        job.check();
        try {
            exporter.write(node);
        } catch (const Error &error) {
            throw Error({.file = error.place().file.empty() ? graph->sourceFile : error.place().file,
                         .item = error.place().item.empty() ? node.describe() : error.place().item},
                        error.problem(), error.expected(), error.found());
        }
    }
    removeUnused(target.graph);
    return target;
}

} // namespace vsq
