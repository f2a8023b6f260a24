// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes of a network's intermediate values, from the rules of the table of operators.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"
#include "core/network/operators/inferencecall.h"

#include <unordered_map>
#include <unordered_set>

namespace vsq {

using ValueMap = std::map<std::string, ValueInfo, std::less<>>;

/// Takes a graph's nodes one by one, in topological order, and knows after each what there is to know of its outputs.
class ShapeInference {
public:
    /// The graph's inputs and constants are looked up when a node asks for them: constants may be added meanwhile. Open
    /// dimensions of the inputs stay open, or count as `unknownAs` where that is 0 or more; then what the file states of
    /// values (graph.values) is of no use, otherwise it helps where inference leaves something open.
    explicit ShapeInference(const Graph &graph, std::int64_t unknownAs = -1);

    /// Throws Error naming file and node where the node is not what the table says (checkNode()) or its operands contradict
    /// each other; with assumed sizes the latter leaves the outputs unknown.
    void add(const Node &node);
    /// What is known of a value; null for one that nobody has made so far.
    const KnownValue *find(const std::string &value);
    /// The value, int64, int32 or bool, where all its elements follow from constants and known dimensions.
    std::optional<Tensor> integers(const std::string &value);
    /// A value that is a constant now, though a node has made it.
    void setConstant(const std::string &value, const Tensor &tensor);

    /// Of all values that nodes made and whose number of dimensions is known.
    [[nodiscard]] ValueMap values() const;

private:
    void refine(const std::string &name, KnownValue &value) const;
    [[nodiscard]] ValueInfo infoOf(const std::string &name, const KnownValue &value) const;
    std::int64_t openDimension(const std::string &name);

    const Graph &m_graph;
    std::int64_t m_unknownAs;
    std::unordered_map<std::string, KnownValue> m_values;
    std::unordered_set<std::string> m_made; ///< by nodes
    std::vector<std::string> m_open;        ///< names of open dimensions: -2 - index stands for each
    std::unordered_map<std::string, std::int64_t> m_openByName;
};

/// What can be known of the values that nodes make. Throws Error as ShapeInference::add(); Cancelled.
ValueMap inferShapes(const Graph &graph, std::int64_t unknownAs = -1, const JobContext &job = {});

/// Sets the shapes of the graph's inputs ("--shape input=1,128"). An open
/// dimension with a name gets the same size wherever the inputs have that name. Throws Error for an input that the graph has
/// not, another rank, or a dimension that contradicts a known one.
void bindInputShapes(Graph &graph, const std::map<std::string, Shape> &shapes);
/// bindInputShapes(), and all other shapes inferred anew.
Graph withInputShapes(Graph graph, const std::map<std::string, Shape> &shapes, const JobContext &job = {});

} // namespace vsq
