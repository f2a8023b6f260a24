// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the operators that stand before a product into a graph that grows node by node.
#pragma once

#include "core/network/graph.h"

#include <set>
#include <string>
#include <vector>

namespace vsq {

/// A graph in the making, with what ONNX types its constants get beyond their own.
struct QdqGraph {
    Graph graph;
    std::set<std::string, std::less<>> fourBit; ///< int8 constants that are to be stored as INT4
    bool blocked = true;                        ///< opset 21: DequantizeLinear knows blocks along an axis
    bool axesAreInputs = true;                  ///< opset 18: ReduceMax takes them so
};

/// Every name begins with the product's. Each call returns the value that it makes.
class NodeWriter {
public:
    NodeWriter(QdqGraph &target, std::string prefix) : m_target(target), m_prefix(std::move(prefix)) {}

    std::string node(const std::string &op, std::vector<std::string> inputs, AttributeMap attributes = {});
    /// A node that is ready. Its first output gets another name, which is returned; end() gives the old one to another value.
    std::string begin(Node ready);
    /// The node written last makes the output that begin() took.
    void end() { m_target.graph.nodes.back().outputs.front() = m_output; }
    std::string constant(Tensor tensor, bool fourBit = false);
    std::string scalar(float value);
    std::string integers(const std::vector<std::int64_t> &values);

    std::string reshape(const std::string &x, const Shape &shape) { return node("Reshape", {x, integers(shape)}); }
    /// With the reduced dimensions kept as 1.
    std::string reduceMax(const std::string &x, const std::vector<std::int64_t> &axes);
    /// Only the first elements along the axis.
    std::string first(const std::string &x, std::int64_t count, std::size_t axis);
    /// So many zeros behind the last elements along the axis of a value of that rank.
    std::string padded(const std::string &x, std::int64_t count, std::size_t axis, std::size_t rank);

    [[nodiscard]] const QdqGraph &target() const { return m_target; }

private:
    std::string fresh(const std::string &what) { return m_prefix + "/q" + std::to_string(m_count++) + "." + what; }

    QdqGraph &m_target;
    std::string m_prefix;
    std::string m_output;
    int m_count = 0;
};

} // namespace vsq
