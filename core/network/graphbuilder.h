// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a Graph node by node; each call returns the name of the value it makes.
#pragma once

#include "core/base/random.h"
#include "core/network/graph.h"

namespace vsq {

class GraphBuilder {
public:
    GraphBuilder(std::string graphName, std::uint64_t seed);

    std::string input(const std::string &name, DType type, Shape shape, std::vector<std::string> dimNames = {});
    void output(const std::string &value, const std::string &name, Shape shape, std::vector<std::string> dimNames = {});
    /// Adds a node called name with one output, named like it.
    std::string node(const std::string &op, const std::string &name, std::vector<std::string> inputs,
                     AttributeMap attributes = {});
    std::string constant(const std::string &name, Tensor tensor);
    std::string integers(const std::string &name, const std::vector<std::int64_t> &values);
    /// Float constant drawn from a normal distribution truncated at two standard deviations.
    std::string normal(const std::string &name, Shape shape, double deviation);
    std::string filled(const std::string &name, Shape shape, float value);

    Graph take() { return std::move(m_graph); }

private:
    Graph m_graph;
    Random m_random;
};

} // namespace vsq
