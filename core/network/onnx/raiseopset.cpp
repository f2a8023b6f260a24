// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/raiseopset.h"

#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

constexpr std::array<std::string_view, 9> kLateReductions{"ReduceMean",      "ReduceMax",    "ReduceMin",
                                                          "ReduceProd",      "ReduceL1",     "ReduceL2",
                                                          "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp"};

class Raiser {
public:
    Raiser(Graph &graph, int opset) : m_graph(graph), m_from(graph.opset), m_to(opset) {}

    void run()
    {
        if (m_from > m_to) {
            throw Error({.file = m_graph.sourceFile, .item = {}}, "opset to write",
                        std::to_string(m_from) + ", the network's, or a later one", std::to_string(m_to));
        }
        std::vector<Node> nodes = std::move(m_graph.nodes);
        m_graph.nodes.clear();
        for (Node &node : nodes) {
            if (node.domain.empty()) {
                m_from = node.opset > 0 ? node.opset : m_graph.opset;
                raise(node);
            }
            node.opset = 0;
            m_graph.nodes.push_back(std::move(node));
        }
        m_graph.opset = m_to;
    }

private:
    /// Whether what changed in that opset lies between the two.
    [[nodiscard]] bool crosses(int changed) const { return m_from < changed && m_to >= changed; }

    [[nodiscard]] Error inexpressible(const Node &node, const std::string &expected, const std::string &found) const
    {
        return {{.file = m_graph.sourceFile, .item = node.describe()},
                "no such operator in opset " + std::to_string(m_to),
                expected,
                found};
    }

    std::string constant(const Node &node, const std::string &what, Tensor tensor)
    {
        std::string name = node.name + "/raised." + what;
        m_graph.constants.insert_or_assign(name, std::move(tensor));
        return name;
    }

    std::string integers(const Node &node, const std::string &what, const std::vector<std::int64_t> &values)
    {
        return constant(node, what, Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
    }

    /// The attribute becomes the input with that number, if the node has it.
    void listToInput(Node &node, const std::string &attribute, std::size_t input)
    {
        if (node.has(attribute)) {
            setInput(node, input, integers(node, attribute, node.integers(attribute)));
            node.attributes.erase(attribute);
        }
    }

    void numberToInput(Node &node, const std::string &attribute, std::size_t input)
    {
        if (node.has(attribute)) {
            setInput(node, input, constant(node, attribute, Tensor::scalar(node.real(attribute, 0.0F))));
            node.attributes.erase(attribute);
        }
    }

    static void renameText(Node &node, const std::string &attribute, const std::string &from, const std::string &to)
    {
        if (node.text(attribute, {}) == from) {
            node.attributes.insert_or_assign(attribute, to);
        }
    }

    static void setInput(Node &node, std::size_t input, std::string value)
    {
        node.inputs.resize(std::max(node.inputs.size(), input + 1));
        node.inputs[input] = std::move(value);
    }

    [[nodiscard]] const Shape *shapeOf(const std::string &value) const
    {
        if (const Tensor *tensor = m_graph.constant(value)) {
            return &tensor->shape();
        }
        const auto found = m_graph.values.find(value);
        return found == m_graph.values.end() ? nullptr : &found->second.shape;
    }

    void raise(Node &node)
    {
        const std::string &op = node.op;
        if (const OperatorSpec *spec = operatorTable().find(node);
            spec != nullptr && spec->since > std::max(m_to, kLastMeaning)) {
            throw inexpressible(node, "operators of that opset", op + " of opset " + std::to_string(spec->since));
        }
        if (crosses(9) && op == "BatchNormalization" && node.integer("spatial", 1) == 1) {
            node.attributes.erase("spatial");
        } else if (op == "Upsample" || (op == "Resize" && m_from < 11 && m_to >= 11)) {
            raiseUpsample(node);
        } else if (op == "Resize" && m_from < 13) {
            raiseResize(node);
        } else if (crosses(10) && op == "Slice") {
            listToInput(node, "starts", 1);
            listToInput(node, "ends", 2);
            listToInput(node, "axes", 3);
        } else if (crosses(10) && op == "TopK" && node.has("k")) {
            setInput(node, 1, integers(node, "k", {node.integer("k", 0)}));
            node.attributes.erase("k");
        } else if (crosses(11) && op == "Clip") {
            numberToInput(node, "min", 1);
            numberToInput(node, "max", 2);
        } else if (crosses(11) && op == "Pad") {
            listToInput(node, "pads", 1);
            numberToInput(node, "value", 2);
        } else if (crosses(12) && op == "Dropout") {
            node.attributes.erase("ratio"); // of no meaning but in training
        } else if (crosses(13) && (op == "Squeeze" || op == "Unsqueeze" || op == "ReduceSum")) {
            listToInput(node, "axes", 1);
        } else if (crosses(18) && std::find(kLateReductions.begin(), kLateReductions.end(), op) != kLateReductions.end()) {
            listToInput(node, "axes", 1);
        } else if (crosses(13) && (op == "Softmax" || op == "LogSoftmax" || op == "Hardmax")) {
            raiseSoftmax(node);
        } else if (op == "Split") {
            raiseSplit(node);
        } else if (crosses(11) && op == "Scatter") {
            node.op = "ScatterElements";
        } else if (crosses(16) && op == "RoiAlign") {
            node.attributes.emplace("coordinate_transformation_mode", std::string("output_half_pixel")); // without a shift
        } else if (crosses(20) && op == "GridSample") {
            renameText(node, "mode", "bilinear", "linear");
            renameText(node, "mode", "bicubic", "cubic");
        } else if (crosses(20) && op == "DFT") {
            setInput(node, 2, constant(node, "axis", Tensor::scalar(node.integer("axis", 1))));
            node.attributes.erase("axis");
        } else if (crosses(21) && op == "GroupNormalization") {
            raiseGroupNormalization(node);
        }
    }

    /// Upsample, and Resize of opset 10: asymmetric, rounding down.
    void raiseUpsample(Node &node)
    {
        if (node.op == "Upsample" && m_to < 10) {
            return;
        }
        if (const auto scales = node.attributes.find("scales"); scales != node.attributes.end()) { // of opset 7
            const auto &values = std::get<std::vector<float>>(scales->second);
            setInput(node, 1, constant(node, "scales", Tensor::of<float>({static_cast<std::int64_t>(values.size())}, values)));
            node.attributes.erase("scales");
        }
        node.op = "Resize";
        if (m_to < 11) {
            return;
        }
        const std::string roi = m_to >= 13 ? std::string() : constant(node, "roi", Tensor(DType::Float32, {0}));
        node.inputs = {node.inputs[0], roi, node.inputs[1]};
        node.attributes.insert_or_assign("coordinate_transformation_mode", std::string("asymmetric"));
        node.attributes.insert_or_assign("nearest_mode", std::string("floor"));
    }

    /// Before opset 13 scales were empty, and not left out, where sizes were given.
    void raiseResize(Node &node)
    {
        if (m_to < 13) {
            return;
        }
        if (node.text("coordinate_transformation_mode", "half_pixel") == "tf_half_pixel_for_nn") {
            throw inexpressible(node, "another coordinate_transformation_mode", "tf_half_pixel_for_nn");
        }
        if (node.inputs.size() > 3 && !node.inputs[3].empty()) {
            node.inputs[2].clear();
        }
    }

    /// Before opset 13 everything from the axis on was one row.
    void raiseSoftmax(Node &node)
    {
        const std::int64_t axis = node.integer("axis", 1);
        const Shape *shape = shapeOf(node.inputs.at(0));
        const auto rank = shape == nullptr ? -1 : static_cast<std::int64_t>(shape->size());
        if (axis == -1 || axis == rank - 1 || rank == 0) {
            node.attributes.insert_or_assign("axis", std::int64_t{-1});
            return;
        }
        const std::string input = node.inputs[0];
        const std::string output = node.outputs[0];
        const std::string name = node.name + "/raised.";
        m_graph.nodes.push_back({name + "shape", "Shape", {}, {input}, {name + "shape_output"}, {}});
        m_graph.nodes.push_back({name + "rows", "Flatten", {}, {input}, {name + "rows_output"}, {{"axis", axis}}});
        Node softmax{name + "softmax",           node.op, {}, {name + "rows_output"}, {name + "softmax_output"},
                     {{"axis", std::int64_t{1}}}};
        m_graph.nodes.push_back(std::move(softmax));
        node.op = "Reshape";
        node.inputs = {name + "softmax_output", name + "shape_output"};
        node.attributes.clear();
    }

    void raiseSplit(Node &node)
    {
        if (crosses(13)) {
            listToInput(node, "split", 1);
        }
        if (crosses(18) && (node.inputs.size() < 2 || node.inputs[1].empty())) {
            node.attributes.insert_or_assign("num_outputs", static_cast<std::int64_t>(node.outputs.size()));
        }
    }

    /// Scale and bias belonged to groups before opset 21, to channels since.
    void raiseGroupNormalization(Node &node)
    {
        const Shape *shape = shapeOf(node.inputs.at(0));
        const std::int64_t groups = node.integer("num_groups", 1);
        if (shape == nullptr || shape->size() < 2 || (*shape)[1] < 0) {
            throw inexpressible(node, "a known number of channels", "an unknown one");
        }
        const std::int64_t together = (*shape)[1] / std::max<std::int64_t>(1, groups);
        for (const std::size_t input : {std::size_t{1}, std::size_t{2}}) {
            const Tensor *old = m_graph.constant(node.inputs.at(input));
            if (old == nullptr) {
                throw inexpressible(node, "constant scale and bias", "'" + node.inputs[input] + "'");
            }
            if (old->size() != groups || together < 2) {
                continue; // a factor a channel already
            }
            const Tensor factors = old->toFloat();
            Tensor each(DType::Float32, {groups * together});
            auto values = each.mutableValues<float>();
            for (std::size_t i = 0; i < values.size(); ++i) {
                values[i] = factors.values<float>()[i / static_cast<std::size_t>(together)];
            }
            node.inputs[input] = constant(node, input == 1 ? "scale" : "bias", std::move(each));
        }
    }

    Graph &m_graph;
    int m_from;
    int m_to;
};

} // namespace

void raiseOpset(Graph &graph, int opset)
{
    Raiser(graph, opset).run();
}

} // namespace vsq
