// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX messages for tests of what only files have: graphs within nodes, functions, values without shapes.
#pragma once

#include "core/base/atomicfile.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxreader.h"
#include "core/reference/executor.h"
#include "core/reference/passes/fold.h"

#include <QTemporaryDir>

#include <algorithm>

namespace vsq::test {

template <typename Owner>
onnx::NodeProto &addNode(Owner &owner, const std::string &op, const std::vector<std::string> &inputs,
                         const std::vector<std::string> &outputs, const std::string &domain = {}, const std::string &name = {})
{
    onnx::NodeProto &node = *owner.add_node();
    node.set_op_type(op);
    node.set_domain(domain);
    node.set_name(name);
    for (const std::string &input : inputs) {
        node.add_input(input);
    }
    for (const std::string &output : outputs) {
        node.add_output(output);
    }
    return node;
}

inline onnx::GraphProto &addGraph(onnx::NodeProto &node, const std::string &attribute)
{
    onnx::AttributeProto &proto = *node.add_attribute();
    proto.set_name(attribute);
    proto.set_type(onnx::AttributeProto::GRAPH);
    return *proto.mutable_g();
}

inline void addReal(onnx::NodeProto &node, const std::string &name, float value)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::FLOAT);
    attribute.set_f(value);
}

inline void addReference(onnx::NodeProto &node, const std::string &name, const std::string &to)
{
    onnx::AttributeProto &attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::FLOAT);
    attribute.set_ref_attr_name(to);
}

inline void addOutput(onnx::GraphProto &graph, const std::string &name)
{
    graph.add_output()->set_name(name);
}

/// rank < 0: no shape at all. Dimensions are open.
inline void addInput(onnx::GraphProto &graph, const std::string &name, DType type, int rank)
{
    ValueInfo info{name, type, Shape(static_cast<std::size_t>(std::max(0, rank)), -1), {}};
    info.rankIsKnown = rank >= 0;
    toProto(info, *graph.add_input());
}

inline void addConstant(onnx::GraphProto &graph, const std::string &name, const Tensor &tensor)
{
    toProto(name, tensor, *graph.add_initializer());
}

inline onnx::ModelProto emptyModel(int opset = 17)
{
    onnx::ModelProto model;
    model.set_ir_version(8);
    model.add_opset_import()->set_version(opset);
    return model;
}

/// The model as a file, read.
class ModelFile {
public:
    [[nodiscard]] std::string write(const onnx::ModelProto &model) const
    {
        const std::string path = m_folder.filePath(QStringLiteral("model.onnx")).toStdString();
        writeFileAtomically(path, model.SerializeAsString());
        return path;
    }
    [[nodiscard]] std::shared_ptr<const Graph> read(const onnx::ModelProto &model) const
    {
        return std::make_shared<const Graph>(foldForInference(readOnnx(write(model))));
    }
    [[nodiscard]] TensorMap run(const onnx::ModelProto &model, const TensorMap &inputs) const
    {
        return Executor(read(model)).run(inputs, *makeFloatBackend());
    }

private:
    QTemporaryDir m_folder;
};

} // namespace vsq::test
