// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qdq/nodewriter.h"

namespace vsq {

std::string NodeWriter::node(const std::string &op, std::vector<std::string> inputs, AttributeMap attributes)
{
    Node made;
    made.name = fresh(op);
    made.op = op;
    made.inputs = std::move(inputs);
    made.outputs = {made.name + "_output"};
    made.attributes = std::move(attributes);
    m_target.graph.nodes.push_back(made);
    return made.outputs.front();
}

std::string NodeWriter::begin(Node ready)
{
    m_output = ready.outputs.front();
    ready.outputs.front() = fresh("sum");
    m_target.graph.nodes.push_back(std::move(ready));
    return m_target.graph.nodes.back().outputs.front();
}

std::string NodeWriter::constant(Tensor tensor, bool fourBit)
{
    std::string name = fresh("constant");
    m_target.graph.constants.emplace(name, std::move(tensor));
    if (fourBit) {
        m_target.fourBit.insert(name);
    }
    return name;
}

std::string NodeWriter::scalar(float value)
{
    return constant(Tensor::scalar(value));
}

std::string NodeWriter::integers(const std::vector<std::int64_t> &values)
{
    return constant(Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
}

std::string NodeWriter::reduceMax(const std::string &x, const std::vector<std::int64_t> &axes)
{
    return m_target.axesAreInputs ? node("ReduceMax", {x, integers(axes)}) : node("ReduceMax", {x}, {{"axes", axes}});
}

std::string NodeWriter::first(const std::string &x, std::int64_t count, std::size_t axis)
{
    return node("Slice", {x, integers({0}), integers({count}), integers({static_cast<std::int64_t>(axis)})});
}

std::string NodeWriter::padded(const std::string &x, std::int64_t count, std::size_t axis, std::size_t rank)
{
    std::vector<std::int64_t> pads(2 * rank, 0);
    pads[rank + axis] = count;
    return node("Pad", {x, integers(pads)});
}

} // namespace vsq
