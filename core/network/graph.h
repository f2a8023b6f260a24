// SPDX-License-Identifier: GPL-3.0-or-later
// A network as a graph of operators with ONNX's operator semantics: nodes in topological order, values named,
// constants (weights) as tensors. Plain data; readers, builders and executors work on it.
#pragma once

#include "core/network/attribute.h"

#include <memory>
#include <optional>
#include <string_view>

namespace vsq {

struct ValueInfo {
    std::string name;
    DType type = DType::Float32;
    Shape shape;                       ///< -1 where a dimension is symbolic or unknown
    std::vector<std::string> dimNames; ///< symbolic names beside shape ("batch"), empty strings elsewhere
    bool rankIsKnown = true;           ///< false: not even the number of dimensions is; shape is empty then
};

struct Graph;

struct Node {
    std::string name; ///< unique in the graph
    std::string op;   ///< ONNX operator type ("Conv")
    std::string domain;
    std::vector<std::string> inputs; ///< empty string = optional input left out
    std::vector<std::string> outputs;
    AttributeMap attributes;
    /// The file's operator that this node is a part of ("com.microsoft.Attention", "library.Block"); empty: itself.
    std::string partOf = {};
    int opset = 0; ///< that the operator is of; 0: the graph's (functions have their own)
    /// A bool value that the network computes: the node runs only where it is `guardIs`. Empty: always.
    std::string guard = {};
    bool guardIs = true;
    std::shared_ptr<const Graph> body = {}; ///< of a Loop whose turns only the run knows
    std::size_t bodyCarries = 0;            ///< values that a turn hands on to the next

    [[nodiscard]] bool has(std::string_view attribute) const { return attributes.find(attribute) != attributes.end(); }
    /// The attribute, or the default where the node has none; Error (naming the node) when it is of another kind.
    [[nodiscard]] std::int64_t integer(std::string_view attribute, std::int64_t otherwise) const;
    [[nodiscard]] float real(std::string_view attribute, float otherwise) const;
    [[nodiscard]] std::string text(std::string_view attribute, std::string_view otherwise) const;
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view attribute, std::vector<std::int64_t> otherwise = {}) const;
    /// "node 'conv1' (Conv)" for messages.
    [[nodiscard]] std::string describe() const;
};

struct Graph {
    std::string name;
    std::string producer;                                 ///< who wrote the file
    std::string sourceFile;                               ///< path it was read from, for messages; may be empty
    std::vector<std::string> otherFiles;                  ///< that its weights came from as well: external data, shards
    int opset = 17;                                       ///< whose forms and meanings the nodes have
    int fileOpset = 0;                                    ///< that the file says; 0: there is no file
    std::vector<Node> nodes;                              ///< topological order
    std::map<std::string, Tensor, std::less<>> constants; ///< initializers and folded values by name
    std::vector<ValueInfo> inputs;                        ///< without the constants
    std::vector<ValueInfo> outputs;
    std::map<std::string, ValueInfo, std::less<>> values; ///< inferred shapes of intermediate values, where known

    /// Number of elements of all float constants (weights, biases, norms).
    [[nodiscard]] std::int64_t parameterCount() const;
    [[nodiscard]] const Tensor *constant(std::string_view value) const;
    [[nodiscard]] const Node *producerOf(std::string_view value) const;
};

} // namespace vsq
