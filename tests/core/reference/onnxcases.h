// SPDX-License-Identifier: GPL-3.0-or-later
// The operator cases that come with ONNX (Debian's package libonnx-testdata): a model, inputs and outputs a folder.
#pragma once

#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/operators/inferencecall.h"
#include "core/reference/executor.h"
#include "tests/core/reference/onenode.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace vsq::test {

struct CaseResult {
    enum class Outcome { Passed, Failed, Skipped };
    Outcome outcome = Outcome::Skipped;
    std::string reason;
    std::string op; ///< of the last node
};

/// The cases' files hold bfloat16 values as uint16; `declared` is what the model says.
inline std::optional<onnx::TensorProto> readTensorProto(const std::filesystem::path &path, DType declared)
{
    std::ifstream file(path, std::ios::binary);
    onnx::TensorProto proto;
    // Sequences and optionals are other messages; their first field is no list of dimensions.
    if (!file || !proto.ParseFromIstream(&file) || !fromOnnx(proto.data_type())) {
        return std::nullopt;
    }
    if (declared == DType::BFloat16 && proto.data_type() == onnx::TensorProto::UINT16) {
        proto.set_data_type(onnx::TensorProto::BFLOAT16);
    }
    return proto;
}

/// float16 and bfloat16 are computed in float32 here, so results differ by their rounding.
inline double toleranceOf(int type)
{
    return type == onnx::TensorProto::FLOAT16 ? 2e-3 : type == onnx::TensorProto::BFLOAT16 ? 2e-2 : 1e-4;
}

inline std::string compareOutputs(const Graph &graph, const TensorMap &outputs, const std::filesystem::path &data)
{
    for (std::size_t i = 0; i < graph.outputs.size(); ++i) {
        auto proto = readTensorProto(data / ("output_" + std::to_string(i) + ".pb"), graph.outputs[i].type);
        if (!proto) {
            return "no expected output " + std::to_string(i);
        }
        const double tolerance = toleranceOf(proto->data_type());
        const Tensor expected = fromProto(*proto, {});
        const Tensor &found = outputs.at(graph.outputs[i].name);
        if (found.dtype() != expected.dtype() || found.shape() != expected.shape()) {
            return "output " + std::to_string(i) + ": expected " + std::string(nameOf(expected.dtype())) + " "
                   + toString(expected.shape()) + ", found " + std::string(nameOf(found.dtype())) + " " + toString(found.shape());
        }
        if (const double error = largestError(found, expected); error > tolerance) {
            return "output " + std::to_string(i) + " is off by " + std::to_string(error);
        }
    }
    return {};
}

/// What the table's shape rules said of the values must be what came out; empty where it was.
inline std::string compareInferred(const Graph &graph, const Node &node, std::span<const Tensor> outputs)
{
    for (std::size_t i = 0; i < outputs.size() && i < node.outputs.size(); ++i) {
        const auto known = graph.values.find(node.outputs[i]);
        if (node.outputs[i].empty() || known == graph.values.end()) {
            continue;
        }
        const ValueInfo &info = known->second;
        bool fits = info.shape.size() == outputs[i].rank()
                    && (info.type == outputs[i].dtype() || (isFloating(info.type) && isFloating(outputs[i].dtype())));
        for (std::size_t d = 0; fits && d < info.shape.size(); ++d) {
            fits = info.shape[d] < 0 || info.shape[d] == outputs[i].dim(d);
        }
        if (!fits) {
            return node.describe() + ": inferred " + std::string(nameOf(info.type)) + " " + toString(info.shape) + ", found "
                   + std::string(nameOf(outputs[i].dtype())) + " " + toString(outputs[i].shape());
        }
    }
    return {};
}

/// The operator of the case's last node, whether the model can be read or not.
inline std::string operatorOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    onnx::ModelProto model;
    const bool isModel = model.ParseFromIstream(&file) && model.graph().node_size() > 0;
    return isModel ? model.graph().node().rbegin()->op_type() : "Constant";
}

inline CaseResult runCase(const std::filesystem::path &folder)
{
    using Outcome = CaseResult::Outcome;
    const std::filesystem::path model = folder / "model.onnx";
    CaseResult result;
    result.op = operatorOf(model);
    std::shared_ptr<const Graph> graph;
    std::unique_ptr<Executor> executor;
    try {
        graph = std::make_shared<const Graph>(readOnnx(model.string()));
        executor = std::make_unique<Executor>(graph);
    } catch (const Error &error) {
        result.reason = error.problem() + (error.found().empty() ? "" : ": " + error.found());
        return result;
    }
    const auto data = folder / "test_data_set_0";
    TensorMap inputs;
    for (std::size_t i = 0; i < graph->inputs.size(); ++i) {
        auto proto = readTensorProto(data / ("input_" + std::to_string(i) + ".pb"), graph->inputs[i].type);
        if (!proto) {
            result.reason = "an input is no tensor of numbers";
            return result;
        }
        inputs.insert_or_assign(graph->inputs[i].name, fromProto(*proto, {}));
    }
    std::string inferredOtherwise;
    executor->nodeDone = [&](const Node &node, std::span<const Tensor> outputs) {
        inferredOtherwise = inferredOtherwise.empty() ? compareInferred(*graph, node, outputs) : inferredOtherwise;
    };
    try {
        std::string difference = compareOutputs(*graph, executor->run(inputs, *makeFloatBackend()), data);
        difference = difference.empty() ? inferredOtherwise : difference;
        result.outcome = difference.empty() ? Outcome::Passed : Outcome::Failed;
        result.reason = difference;
    } catch (const Error &error) {
        const bool refused = error.problem().find("is not supported") != std::string::npos;
        result.outcome = refused ? Outcome::Skipped : Outcome::Failed;
        result.reason = refused ? error.problem() : error.what();
    }
    return result;
}

} // namespace vsq::test
