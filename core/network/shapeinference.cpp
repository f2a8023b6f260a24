// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/shapeinference.h"

#include "core/network/onnx/onnxconvert.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <onnx/shape_inference/implementation.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace vsq {

namespace {

constexpr int kInferenceOpset = 17;          // the newest that Debian's libonnx knows
constexpr std::int64_t kLargestShape = 4096; // integer constants up to this size may be shapes, axes or indices
constexpr std::int64_t kLargestScales = 16;  // float constants up to this size may be a Resize's scales

/// Operators later than the library that keep their first input's shape: it is told that they are a Relu.
constexpr std::array<std::string_view, 10> kShapeKeepers{"Gelu",  "FastGelu", "QuickGelu",          "BiasGelu",         "Mish",
                                                         "Swish", "SiLU",     "GroupNormalization", "RMSNormalization", "Relu"};

bool keepsShape(const Node &node)
{
    return std::find(kShapeKeepers.begin(), kShapeKeepers.end(), node.op) != kShapeKeepers.end();
}

/// A reduction with its axes as an input (since opset 18) in the form that opset 17 has: as an attribute.
Node withAxesAttribute(const Graph &graph, const Node &node)
{
    Node result = node;
    const Tensor *axes = graph.constant(node.inputs[1]);
    if (axes == nullptr) {
        result.op = "UnknownReduction";
        return result;
    }
    result.inputs.resize(1);
    result.attributes.erase("noop_with_empty_axes");
    if (axes->size() > 0) {
        result.attributes.insert_or_assign("axes", axes->toInt64());
    } else if (node.integer("noop_with_empty_axes", 0) != 0) {
        result.op = "Identity";
        result.attributes.clear();
    }
    return result;
}

/// The node as opset 17 would have it, where the graph is later.
Node asKnown(const Graph &graph, const Node &node)
{
    if (keepsShape(node)) {
        return {node.name, "Relu", {}, {node.inputs.front()}, {node.outputs.front()}, {}};
    }
    if (graph.opset > kInferenceOpset) {
        if (node.op.starts_with("Reduce") && node.op != "ReduceSum" && node.inputs.size() > 1 && !node.inputs[1].empty()) {
            return withAxesAttribute(graph, node);
        }
        if (node.op == "Split") {
            Node split = node;
            split.attributes.erase("num_outputs");
            return split;
        }
        if ((node.op == "Pad" && node.inputs.size() > 3) || (node.op == "Resize" && node.has("axes"))) {
            Node unknown = node;
            unknown.op = "Unknown" + node.op;
            return unknown;
        }
    }
    return node;
}

onnx::ModelProto skeleton(const Graph &graph, std::int64_t unknownAs)
{
    onnx::ModelProto model;
    model.set_ir_version(8);
    model.add_opset_import()->set_version(std::min(graph.opset, kInferenceOpset));
    onnx::GraphProto &proto = *model.mutable_graph();
    proto.set_name("shapes");
    for (const Node &node : graph.nodes) {
        if (!node.inputs.empty() || !keepsShape(node)) {
            toProto(asKnown(graph, node), *proto.add_node());
        }
    }
    for (const auto &[name, tensor] : graph.constants) {
        const bool isFloat = tensor.dtype() == DType::Float32;
        if (tensor.size() <= (isFloat ? kLargestScales : kLargestShape)) {
            toProto(name, tensor, *proto.add_initializer());
        } else {
            toProto({name, tensor.dtype(), tensor.shape(), {}}, *proto.add_input()); // the shape without the weights
        }
    }
    for (ValueInfo input : graph.inputs) {
        for (std::int64_t &dimension : input.shape) {
            dimension = dimension < 0 ? unknownAs : dimension;
        }
        toProto(input, *proto.add_input());
    }
    for (const ValueInfo &output : graph.outputs) {
        // Only that it is an output: its stated shape may name dimensions that are bound now.
        proto.add_output()->set_name(output.name);
    }
    if (unknownAs < 0) {
        for (const auto &[name, value] : graph.values) {
            toProto(value, *proto.add_value_info());
        }
    }
    return model;
}

} // namespace

ValueMap inferShapes(const Graph &graph, std::int64_t unknownAs)
{
    onnx::ModelProto model = skeleton(graph, unknownAs);
    const onnx::ShapeInferenceOptions options(false, 0, true);
    std::unordered_map<std::string, onnx::TensorShapeProto> known; // asked for: it turns data propagation on
    ValueMap values = unknownAs < 0 ? graph.values : ValueMap();
    try {
        onnx::shape_inference::InferShapes(model, onnx::OpSchemaRegistry::Instance(), options, &known);
    } catch (const std::exception &) {
        return values; // contradictions come out, with the node's name, when the network is run
    }
    const auto take = [&](const onnx::ValueInfoProto &proto) {
        if (proto.type().has_tensor_type() && proto.type().tensor_type().has_shape()
            && fromOnnx(proto.type().tensor_type().elem_type())) {
            ValueInfo value = fromProto(proto, {});
            values.insert_or_assign(value.name, std::move(value));
        }
    };
    for (const auto &proto : model.graph().value_info()) {
        take(proto);
    }
    for (const auto &proto : model.graph().output()) {
        take(proto);
    }
    return values;
}

Graph withInputShapes(Graph graph, const std::map<std::string, Shape> &shapes)
{
    std::map<std::string, std::int64_t> bound; // symbolic dimensions: "batch" is the same in all inputs
    for (const auto &[name, shape] : shapes) {
        const auto input = std::find_if(graph.inputs.begin(), graph.inputs.end(),
                                        [&](const ValueInfo &v) { return v.name == name; });
        if (input == graph.inputs.end()) {
            std::string names;
            for (const ValueInfo &known : graph.inputs) {
                names += (names.empty() ? "'" : ", '") + known.name + "'";
            }
            throw Error({.file = graph.sourceFile, .item = "input '" + name + "'"}, "no such input", names);
        }
        bool fits = shape.size() == input->shape.size();
        for (std::size_t i = 0; fits && i < shape.size(); ++i) {
            fits = shape[i] >= 0 && (input->shape[i] < 0 || input->shape[i] == shape[i]);
            if (fits && input->shape[i] < 0 && i < input->dimNames.size() && !input->dimNames[i].empty()) {
                fits = bound.emplace(input->dimNames[i], shape[i]).first->second == shape[i];
            }
        }
        if (!fits) {
            Shape expected = input->shape;
            for (std::size_t i = 0; i < expected.size() && i < input->dimNames.size(); ++i) {
                if (const auto known = bound.find(input->dimNames[i]); expected[i] < 0 && known != bound.end()) {
                    expected[i] = known->second;
                }
            }
            throw Error({.file = graph.sourceFile, .item = "input '" + name + "'"}, "shape", toString(expected), toString(shape));
        }
        input->shape = shape;
    }
    for (ValueInfo &input : graph.inputs) {
        for (std::size_t i = 0; i < input.shape.size() && i < input.dimNames.size(); ++i) {
            if (const auto known = bound.find(input.dimNames[i]); input.shape[i] < 0 && known != bound.end()) {
                input.shape[i] = known->second;
            }
        }
    }
    graph.values.clear();
    graph.values = inferShapes(graph);
    return graph;
}

} // namespace vsq
