// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graphbuilder.h"

#include <algorithm>
#include <cmath>

namespace vsq {

GraphBuilder::GraphBuilder(std::string graphName, const WeightSource &weights)
    : m_give(weights.give()), m_stop(weights.stop()), m_random(weights.seed())
{
    m_graph.name = std::move(graphName);
    m_graph.producer = "vsq";
}

std::string GraphBuilder::input(const std::string &name, DType type, Shape shape, std::vector<std::string> dimNames)
{
    dimNames.resize(shape.size());
    m_graph.inputs.push_back({name, type, std::move(shape), std::move(dimNames)});
    return name;
}

void GraphBuilder::output(const std::string &value, const std::string &name, Shape shape, std::vector<std::string> dimNames)
{
    // The last node's value simply takes the output's name: exporters write no Identity for that either.
    for (Node &node : m_graph.nodes) {
        std::replace(node.outputs.begin(), node.outputs.end(), value, name);
        std::replace(node.inputs.begin(), node.inputs.end(), value, name);
    }
    dimNames.resize(shape.size());
    m_graph.outputs.push_back({name, DType::Float32, std::move(shape), std::move(dimNames)});
}

std::string GraphBuilder::node(const std::string &op, const std::string &name, std::vector<std::string> inputs,
                               AttributeMap attributes)
{
    m_graph.nodes.push_back({name, op, {}, std::move(inputs), {name + "_output"}, std::move(attributes)});
    return m_graph.nodes.back().outputs.front();
}

std::string GraphBuilder::constant(const std::string &name, Tensor tensor)
{
    m_graph.constants.insert_or_assign(name, std::move(tensor));
    return name;
}

std::string GraphBuilder::integers(const std::string &name, const std::vector<std::int64_t> &values)
{
    return constant(name, Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
}

std::string GraphBuilder::normal(const std::string &name, Shape shape, double deviation)
{
    return weights(name, shape, [&] {
        Tensor tensor = Tensor::uninitialized(DType::Float32, shape);
        constexpr std::size_t kBetweenLooks = std::size_t{1} << 16;
        std::size_t drawn = 0;
        for (float &value : tensor.mutableValues<float>()) {
            if (++drawn % kBetweenLooks == 0 && m_stop.stop_requested()) {
                throw Cancelled();
            }
            double draw = m_random.normal();
            while (std::abs(draw) > 2.0) {
                draw = m_random.normal();
            }
            value = static_cast<float>(draw * deviation);
        }
        return tensor;
    });
}

std::string GraphBuilder::filled(const std::string &name, Shape shape, float value)
{
    return weights(name, shape, [&] {
        Tensor tensor = Tensor::uninitialized(DType::Float32, shape);
        std::ranges::fill(tensor.mutableValues<float>(), value);
        return tensor;
    });
}

std::string GraphBuilder::weights(const std::string &name, const Shape &shape, const std::function<Tensor()> &initial)
{
    return constant(name, m_give ? m_give(name, shape) : initial());
}

} // namespace vsq
