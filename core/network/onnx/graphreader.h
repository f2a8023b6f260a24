// SPDX-License-Identifier: GPL-3.0-or-later
// Turns ONNX's nodes into a Graph's, one by one: constants taken out, branches and loops that constants decide unrolled,
// functions inlined, fused operators expanded. What only the run decides becomes guarded nodes (If) or a graph of its own (Loop).
#pragma once

#include "core/base/job.h"
#include "core/network/onnx/controlflow.h"
#include "core/network/onnx/localfunctions.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/operators/expansion.h"
#include "core/network/operators/operatortable.h"
#include "core/network/shapeinference.h"

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace vsq {

/// What all graphs of a file share while it is read.
struct FileContext {
    std::string path;
    MappedFiles &files;
    const LocalFunctions &functions;
    const JobContext &job;
    int opset = 0; ///< that the file names
    InliningBudget budget = {};
};

/// Where the large data of a node's attribute lie, by the attribute's number; nothing where the message has them.
using AttributeData = std::function<std::optional<StoredBytes>(std::size_t attribute)>;

/// What a node is a part of.
struct NodeOrigin {
    int opset = 0; ///< of a function; 0: the graph's
    std::string partOf = {};
    std::string guard = {};
    bool guardIs = true;
    std::vector<const onnx::FunctionProto *> functions = {}; ///< whose calls the node came out of
};

class GraphReader {
public:
    GraphReader(FileContext &file, int opset);

    /// What has been read so far.
    [[nodiscard]] Graph &graph() { return m_graph; }

    /// Throws Error for a name that is taken.
    void addConstant(const std::string &name, Tensor tensor);
    void addInitializer(const onnx::TensorProto &tensor, const std::optional<StoredBytes> &raw);
    /// Nodes are to come after those whose values they use, constants and inputs before them.
    void addNode(const onnx::NodeProto &proto, const NodeOrigin &origin, const AttributeData &data = {});

private:
    void addOperator(const onnx::NodeProto &proto, const NodeOrigin &origin, const AttributeData &data);
    void addCall(const onnx::NodeProto &proto, const onnx::FunctionProto &function, const NodeOrigin &origin);
    void addControlFlow(const onnx::NodeProto &proto, const NodeOrigin &origin);
    void addBranches(const onnx::NodeProto &proto, const std::string &name, const NodeOrigin &origin);
    void addLoop(const onnx::NodeProto &proto, const std::string &name, const NodeOrigin &origin);
    void addScan(const onnx::NodeProto &proto, const NodeOrigin &origin);
    void addInlined(const InlinedNodes &inlined, const NodeOrigin &origin);
    /// A node of an opset before 7 becomes one of opset 7.
    void raiseEarly(Node &node);
    void addExpanded(const Node &node, const OperatorSpec &spec);
    void push(Node node, const NodeOrigin &origin);

    Graph readBody(const onnx::GraphProto &proto, const std::string &name, const Node &loop, std::vector<std::string> &captured,
                   const NodeOrigin &origin);
    void noteFourBit(const std::string &name, const onnx::TensorProto &tensor);
    /// A name that begins no other name of the file, for what is made of the node.
    std::string freshName(const onnx::NodeProto &proto);
    /// The value where it is a constant or follows from shapes, else null.
    const Tensor *known(const std::string &name);
    const KnownValue *knowledgeOf(const std::string &name);

    FileContext &m_file;
    Graph m_graph;
    std::map<std::string, std::int64_t, std::less<>> m_fourBit; ///< constants that the file has in four bits, and as which type
    std::map<std::string, Tensor> m_fromShapes;                 ///< values that a branch or a loop asked for
    std::unordered_set<std::string> m_names;                    ///< of nodes that were put in the place of others
    std::optional<ShapeInference> m_inference;                  ///< only where somebody asks what follows from shapes
    std::size_t m_inferred = 0;                                 ///< nodes that it has been given
};

} // namespace vsq
