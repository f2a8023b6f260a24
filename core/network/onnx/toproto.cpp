// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxconvert.h"

namespace vsq {

namespace {

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
        toProto("", value, *proto.mutable_t());
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

} // namespace

void toProto(const std::string &name, const Tensor &tensor, onnx::TensorProto &proto)
{
    proto.set_name(name);
    proto.set_data_type(toOnnx(tensor.dtype()));
    for (const std::int64_t dimension : tensor.shape()) {
        proto.add_dims(dimension);
    }
    proto.set_raw_data(tensor.bytes(), tensor.byteSize());
}

void toProto(const Node &node, onnx::NodeProto &proto)
{
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

void toProto(const ValueInfo &value, onnx::ValueInfoProto &proto)
{
    proto.set_name(value.name);
    onnx::TypeProto::Tensor &type = *proto.mutable_type()->mutable_tensor_type();
    type.set_elem_type(toOnnx(value.type));
    if (!value.rankIsKnown) {
        return;
    }
    onnx::TensorShapeProto &shape = *type.mutable_shape();
    for (std::size_t i = 0; i < value.shape.size(); ++i) {
        onnx::TensorShapeProto::Dimension &dimension = *shape.add_dim();
        if (value.shape[i] >= 0) {
            dimension.set_dim_value(value.shape[i]);
        } else if (i < value.dimNames.size() && !value.dimNames[i].empty()) {
            dimension.set_dim_param(value.dimNames[i]);
        } else {
            dimension.set_dim_param("dim" + std::to_string(i));
        }
    }
}

} // namespace vsq
