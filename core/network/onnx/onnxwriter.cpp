// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxwriter.h"

#include "core/base/atomicfile.h"
#include "core/network/onnx/onnxproto.h"

#include <cmath>

namespace vsq {

namespace {

constexpr int kOpset = 17;
constexpr int kIrVersion = 8; // the IR version that came with opset 17 (ONNX 1.12)

void fill(onnx::TensorProto &proto, const std::string &name, const Tensor &tensor)
{
    proto.set_name(name);
    proto.set_data_type(toOnnx(tensor.dtype()));
    for (const std::int64_t dimension : tensor.shape()) {
        proto.add_dims(dimension);
    }
    proto.set_raw_data(tensor.bytes(), tensor.byteSize());
}

struct AttributeWriter {
    onnx::AttributeProto &proto;

    void operator()(std::int64_t value) const
    {
        proto.set_type(onnx::AttributeProto::INT);
        proto.set_i(value);
    }
    void operator()(float value) const
    {
        proto.set_type(onnx::AttributeProto::FLOAT);
        proto.set_f(value);
    }
    void operator()(const std::string &value) const
    {
        proto.set_type(onnx::AttributeProto::STRING);
        proto.set_s(value);
    }
    void operator()(const Tensor &value) const
    {
        proto.set_type(onnx::AttributeProto::TENSOR);
        fill(*proto.mutable_t(), "", value);
    }
    void operator()(const std::vector<std::int64_t> &values) const
    {
        proto.set_type(onnx::AttributeProto::INTS);
        proto.mutable_ints()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<float> &values) const
    {
        proto.set_type(onnx::AttributeProto::FLOATS);
        proto.mutable_floats()->Add(values.begin(), values.end());
    }
    void operator()(const std::vector<std::string> &values) const
    {
        proto.set_type(onnx::AttributeProto::STRINGS);
        for (const std::string &value : values) {
            proto.add_strings(value);
        }
    }
};

void writeNode(onnx::GraphProto &graph, const Node &node)
{
    onnx::NodeProto &proto = *graph.add_node();
    proto.set_name(node.name);
    proto.set_op_type(node.op);
    proto.set_domain(node.domain);
    for (const std::string &input : node.inputs) {
        proto.add_input(input);
    }
    for (const std::string &output : node.outputs) {
        proto.add_output(output);
    }
    for (const auto &[name, value] : node.attributes) {
        onnx::AttributeProto &attribute = *proto.add_attribute();
        attribute.set_name(name);
        std::visit(AttributeWriter{attribute}, value);
    }
}

/// gelu(x) = x/2 (1 + erf(x / sqrt 2)): five nodes, the form of the PyTorch exporter before opset 20.
void writeGelu(onnx::GraphProto &graph, const Node &node)
{
    const std::string &x = node.inputs.front();
    const std::string &name = node.name;
    fill(*graph.add_initializer(), name + ".sqrt2", Tensor::scalar(std::sqrt(2.0F)));
    fill(*graph.add_initializer(), name + ".one", Tensor::scalar(1.0F));
    fill(*graph.add_initializer(), name + ".half", Tensor::scalar(0.5F));
    writeNode(graph, {name + ".div", "Div", {}, {x, name + ".sqrt2"}, {name + ".div_output"}, {}});
    writeNode(graph, {name + ".erf", "Erf", {}, {name + ".div_output"}, {name + ".erf_output"}, {}});
    writeNode(graph, {name + ".add", "Add", {}, {name + ".erf_output", name + ".one"}, {name + ".add_output"}, {}});
    writeNode(graph, {name + ".mul", "Mul", {}, {x, name + ".add_output"}, {name + ".mul_output"}, {}});
    writeNode(graph, {name, "Mul", {}, {name + ".mul_output", name + ".half"}, node.outputs, {}});
}

void fill(onnx::ValueInfoProto &proto, const ValueInfo &value)
{
    proto.set_name(value.name);
    onnx::TypeProto::Tensor &type = *proto.mutable_type()->mutable_tensor_type();
    type.set_elem_type(toOnnx(value.type));
    onnx::TensorShapeProto &shape = *type.mutable_shape();
    for (std::size_t i = 0; i < value.shape.size(); ++i) {
        onnx::TensorShapeProto::Dimension &dimension = *shape.add_dim();
        if (value.shape[i] >= 0) {
            dimension.set_dim_value(value.shape[i]);
        } else {
            dimension.set_dim_param(value.dimNames[i].empty() ? "dim" + std::to_string(i) : value.dimNames[i]);
        }
    }
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
            writeNode(proto, node);
        }
    }
    for (const auto &[name, tensor] : graph.constants) {
        fill(*proto.add_initializer(), name, tensor);
    }
    for (const ValueInfo &value : graph.inputs) {
        fill(*proto.add_input(), value);
    }
    for (const ValueInfo &value : graph.outputs) {
        fill(*proto.add_output(), value);
    }
    std::string bytes;
    if (!model.SerializeToString(&bytes)) {
        throw Error({.file = path, .item = {}}, "the network cannot be written as one ONNX file", "less than 2 GiB", "more");
    }
    writeFileAtomically(path, bytes);
}

} // namespace vsq
