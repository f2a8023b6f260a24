// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a Graph node by node; each call returns the name of the value it makes.
#pragma once

#include "core/base/random.h"
#include "core/network/graph.h"

#include <functional>
#include <stop_token>

namespace vsq {

/// Where a network's weights come from: drawn from a seed, or given by whoever has them.
class WeightSource {
public:
    /// Asked for each weight by its name; must return float32 of the shape.
    using Give = std::function<Tensor(const std::string &name, const Shape &shape)>;

    WeightSource(std::uint64_t seed) : m_seed(seed) {} // implicit: a seed is the usual source
    /// Drawing the weights of a large network takes seconds: it ends with Cancelled where stop asks for it.
    WeightSource(std::uint64_t seed, std::stop_token stop) : m_seed(seed), m_stop(std::move(stop)) {}
    WeightSource(Give give) : m_give(std::move(give)) {}

    [[nodiscard]] std::uint64_t seed() const { return m_seed; }
    [[nodiscard]] const Give &give() const { return m_give; }
    [[nodiscard]] const std::stop_token &stop() const { return m_stop; }

private:
    std::uint64_t m_seed = 0;
    Give m_give;
    std::stop_token m_stop;
};

class GraphBuilder {
public:
    GraphBuilder(std::string graphName, const WeightSource &weights);

    std::string input(const std::string &name, DType type, Shape shape, std::vector<std::string> dimNames = {});
    void output(const std::string &value, const std::string &name, Shape shape, std::vector<std::string> dimNames = {});
    /// Adds a node called name with one output, named like it.
    std::string node(const std::string &op, const std::string &name, std::vector<std::string> inputs,
                     AttributeMap attributes = {});
    std::string constant(const std::string &name, Tensor tensor);
    std::string integers(const std::string &name, const std::vector<std::int64_t> &values);
    /// Weights, drawn (where none are given) from a normal distribution truncated at two standard deviations.
    std::string normal(const std::string &name, Shape shape, double deviation);
    /// Weights that all have this value where none are given.
    std::string filled(const std::string &name, Shape shape, float value);
    /// Weights that are what initial makes where none are given.
    std::string weights(const std::string &name, const Shape &shape, const std::function<Tensor()> &initial);

    Graph take() { return std::move(m_graph); }

private:
    Graph m_graph;
    WeightSource::Give m_give;
    std::stop_token m_stop;
    Random m_random;
};

} // namespace vsq
