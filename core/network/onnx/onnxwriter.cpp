// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxwriter.h"

#include "core/base/atomicfile.h"
#include "core/network/onnx/onnxconvert.h"

#include <cmath>

namespace vsq {

namespace {

constexpr int kOpset = 17;
constexpr int kIrVersion = 8; // the IR version that came with opset 17 (ONNX 1.12)

/// gelu(x) = x/2 (1 + erf(x / sqrt 2)): five nodes, the form of the PyTorch exporter before opset 20.
void writeGelu(onnx::GraphProto &graph, const Node &node)
{
    const std::string &x = node.inputs.front();
    const std::string &name = node.name;
    toProto(name + ".sqrt2", Tensor::scalar(std::sqrt(2.0F)), *graph.add_initializer());
    toProto(name + ".one", Tensor::scalar(1.0F), *graph.add_initializer());
    toProto(name + ".half", Tensor::scalar(0.5F), *graph.add_initializer());
    toProto(Node{name + ".div", "Div", {}, {x, name + ".sqrt2"}, {name + ".div_output"}, {}}, *graph.add_node());
    toProto(Node{name + ".erf", "Erf", {}, {name + ".div_output"}, {name + ".erf_output"}, {}}, *graph.add_node());
    toProto(Node{name + ".add", "Add", {}, {name + ".erf_output", name + ".one"}, {name + ".add_output"}, {}}, *graph.add_node());
    toProto(Node{name + ".mul", "Mul", {}, {x, name + ".add_output"}, {name + ".mul_output"}, {}}, *graph.add_node());
    toProto(Node{name, "Mul", {}, {name + ".mul_output", name + ".half"}, node.outputs, {}}, *graph.add_node());
}

} // namespace

void writeOnnx(const Graph &graph, const std::string &path)
{
    onnx::ModelProto model;
    model.set_ir_version(kIrVersion);
    model.set_producer_name("vsq");
    model.add_opset_import()->set_version(kOpset);
    onnx::GraphProto &proto = *model.mutable_graph();
    proto.set_name(graph.name);
    for (const Node &node : graph.nodes) {
        if (node.op == "Gelu" && node.text("approximate", "none") == "none") {
            writeGelu(proto, node);
        } else {
            toProto(node, *proto.add_node());
        }
    }
    for (const auto &[name, tensor] : graph.constants) {
        toProto(name, tensor, *proto.add_initializer());
    }
    for (const ValueInfo &value : graph.inputs) {
        toProto(value, *proto.add_input());
    }
    for (const ValueInfo &value : graph.outputs) {
        toProto(value, *proto.add_output());
    }
    std::string bytes;
    if (!model.SerializeToString(&bytes)) {
        throw Error({.file = path, .item = {}}, "the network cannot be written as one ONNX file", "less than 2 GiB", "more");
    }
    writeFileAtomically(path, bytes);
}

} // namespace vsq
