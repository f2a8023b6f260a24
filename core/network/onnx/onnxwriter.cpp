// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxwriter.h"

#include "core/base/atomicfile.h"
#include "core/network/onnx/floatinterface.h"
#include "core/network/onnx/fourbit.h"
#include "core/network/onnx/modelbytes.h"
#include "core/network/onnx/onnxconvert.h"

#include <numbers>
#include <set>

namespace vsq {

namespace {

constexpr std::size_t kLargeWeights = 4096; // bytes from which on a reader maps weights rather than copies them
constexpr int kGeluOpset = 20;              // the first that has Gelu

/// The IR version that came with an opset (ONNX 1.12, 1.14 and 1.16).
int irVersionOf(int opset)
{
    return opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
}

/// GELU in operators that every opset has, as the exporters write it.
class GeluWriter {
public:
    GeluWriter(onnx::GraphProto &graph, const Node &node) : m_graph(graph), m_node(node), m_x(node.inputs.front()) {}

    /// x/2 (1 + erf(x / sqrt 2))
    void writeErf() { finish(make("Erf", "erf", make("Div", "div", m_x, number("sqrt2", std::numbers::sqrt2_v<float>)))); }

    /// x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
    void writeTanh()
    {
        const std::string cube = make("Mul", "cube", make("Mul", "square", m_x, m_x), m_x);
        const std::string sum = make("Add", "sum", m_x, make("Mul", "cubed", cube, number("cubic", 0.044715F)));
        finish(make("Tanh", "tanh", make("Mul", "scaled", sum, number("scale", 0.7978845608F))));
    }

private:
    std::string number(const std::string &name, float value)
    {
        toProto(m_node.name + "." + name, Tensor::scalar(value), *m_graph.add_initializer());
        return m_node.name + "." + name;
    }

    std::string make(const std::string &op, const std::string &name, const std::string &a, const std::string &b = {})
    {
        const std::string full = m_node.name + "." + name;
        toProto(Node{full, op, {}, b.empty() ? std::vector{a} : std::vector{a, b}, {full + "_output"}, {}}, *m_graph.add_node());
        return full + "_output";
    }

    void finish(const std::string &f)
    {
        const std::string product = make("Mul", "mul", m_x, make("Add", "add", f, number("one", 1.0F)));
        toProto(Node{m_node.name, "Mul", {}, {product, number("half", 0.5F)}, m_node.outputs, {}}, *m_graph.add_node());
    }

    onnx::GraphProto &m_graph;
    const Node &m_node;
    std::string m_x;
};

void write(const Node &node, int opset, onnx::GraphProto &graph)
{
    if (node.op != "Gelu" || !node.domain.empty() || opset >= kGeluOpset) {
        toProto(node, *graph.add_node());
    } else if (node.text("approximate", "none") == "none") {
        GeluWriter(graph, node).writeErf();
    } else {
        GeluWriter(graph, node).writeTanh();
    }
}

} // namespace

void writeOnnx(const Graph &computed, const std::string &path, const std::set<std::string, std::less<>> &fourBit,
               const std::stop_token &stop)
{
    const Graph graph = withFloatInterface(computed);
    for (const Node &node : graph.nodes) {
        if (!node.guard.empty() || node.body != nullptr) {
            throw Error({.file = path, .item = node.describe()}, "control flow that only the run decides",
                        "operators that always run",
                        node.body != nullptr ? "a loop" : "a branch that runs where '" + node.guard + "' says so");
        }
    }
    onnx::ModelProto model;
    model.set_ir_version(irVersionOf(graph.opset));
    model.set_producer_name("vsq");
    model.add_opset_import()->set_version(graph.opset);
    std::set<std::string> domains;
    onnx::GraphProto &proto = *model.mutable_graph();
    proto.set_name(graph.name);
    for (const Node &node : graph.nodes) {
        write(node, graph.opset, proto);
        if (!node.domain.empty() && domains.insert(node.domain).second) {
            onnx::OperatorSetIdProto &import = *model.add_opset_import();
            import.set_domain(node.domain);
            import.set_version(1);
        }
    }
    std::vector<std::pair<std::string, const Tensor *>> large;
    for (const auto &[name, tensor] : graph.constants) {
        if (fourBit.contains(name)) {
            toFourBitProto(name, tensor, *proto.add_initializer());
        } else if (tensor.byteSize() >= kLargeWeights) {
            large.emplace_back(name, &tensor);
        } else {
            toProto(name, tensor, *proto.add_initializer());
        }
    }
    for (const ValueInfo &value : graph.inputs) {
        toProto(value, *proto.add_input());
    }
    for (const ValueInfo &value : graph.outputs) {
        toProto(value, *proto.add_output());
    }
    writeFileAtomically(path, ModelBytes(model, large, path).pieces(), stop);
}

} // namespace vsq
