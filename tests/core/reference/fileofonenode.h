// SPDX-License-Identifier: GPL-3.0-or-later
// A file of one node: what is expanded when a file is read.
#pragma once

#include "tests/core/reference/onnxgraphs.h"

#include <algorithm>
#include <cmath>

namespace vsq::test {

using Operands = std::vector<std::pair<std::string, Tensor>>;

/// A file of one node; operands whose name starts with 'w' are constants, an empty name leaves one out.
class OneNode {
public:
    OneNode(const std::string &op, const std::string &domain, const Operands &operands, std::size_t outputs, int opset = 17)
    {
        m_model = emptyModel(opset);
        onnx::OperatorSetIdProto &import = *m_model.add_opset_import();
        import.set_domain("com.microsoft");
        import.set_version(1);
        onnx::GraphProto &graph = *m_model.mutable_graph();
        std::vector<std::string> names;
        for (const auto &[name, tensor] : operands) {
            names.push_back(name);
            if (name.empty()) {
                continue;
            }
            if (name[0] == 'w') {
                addConstant(graph, name, tensor);
            } else {
                toProto(ValueInfo{name, tensor.dtype(), tensor.shape(), {}}, *graph.add_input());
                m_given.insert_or_assign(name, tensor);
            }
        }
        std::vector<std::string> results;
        for (std::size_t i = 0; i < outputs; ++i) {
            results.push_back("y" + std::to_string(i));
            addOutput(graph, results.back());
        }
        addNode(graph, op, names, results, domain, "node");
    }

    OneNode &set(const std::string &name, std::int64_t value)
    {
        onnx::AttributeProto &attribute = *m_model.mutable_graph()->mutable_node(0)->add_attribute();
        attribute.set_name(name);
        attribute.set_type(onnx::AttributeProto::INT);
        attribute.set_i(value);
        return *this;
    }
    OneNode &set(const std::string &name, float value)
    {
        addReal(*m_model.mutable_graph()->mutable_node(0), name, value);
        return *this;
    }
    OneNode &set(const std::string &name, const std::string &value)
    {
        onnx::AttributeProto &attribute = *m_model.mutable_graph()->mutable_node(0)->add_attribute();
        attribute.set_name(name);
        attribute.set_type(onnx::AttributeProto::STRING);
        attribute.set_s(value);
        return *this;
    }
    OneNode &set(const std::string &name, const std::vector<std::int64_t> &values)
    {
        onnx::AttributeProto &attribute = *m_model.mutable_graph()->mutable_node(0)->add_attribute();
        attribute.set_name(name);
        attribute.set_type(onnx::AttributeProto::INTS);
        for (const std::int64_t value : values) {
            attribute.add_ints(value);
        }
        return *this;
    }
    [[nodiscard]] std::shared_ptr<const Graph> graph() const { return m_file.read(m_model); }
    [[nodiscard]] Tensor run(std::size_t output = 0) const
    {
        return m_file.run(m_model, m_given).at("y" + std::to_string(output));
    }

private:
    onnx::ModelProto m_model;
    TensorMap m_given;
    ModelFile m_file;
};

/// Largest |found - expected|; huge where their numbers differ.
inline double largestDifference(const Tensor &found, const std::vector<double> &expected)
{
    if (found.size() != static_cast<std::int64_t>(expected.size())) {
        return 1e9;
    }
    double worst = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        worst = std::max(worst, std::fabs(static_cast<double>(found.values<float>()[i]) - expected[i]));
    }
    return worst;
}

} // namespace vsq::test
