// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/expansion.h"

#include "core/network/onnx/onnxproto.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <limits>

namespace vsq {

namespace {

constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
constexpr int kMadeOpset = 17; ///< of all that is made, whatever the file's is

} // namespace

std::size_t Expansion::rank(std::size_t input) const
{
    const auto &shape = call.shape(input);
    if (!shape) {
        throw error(call.inputText(input), "a known number of dimensions (--shape gives the inputs' sizes)", "an unknown one");
    }
    return shape->size();
}

std::int64_t Expansion::lastDimension(std::size_t input, const std::string &what) const
{
    const auto &shape = call.shape(input);
    if (!shape || shape->empty() || shape->back() < 0) {
        throw error(what, "a known size of " + call.inputText(input) + " (--shape gives the inputs' sizes)",
                    shape ? toString(*shape) : "an unknown one");
    }
    return shape->back();
}

const Tensor &Expansion::constant(std::size_t input, const std::string &what) const
{
    const Tensor *tensor = has(input) ? call.constant(input) : nullptr;
    if (tensor == nullptr) {
        throw error(what, "a constant", has(input) ? "a value that the network computes" : "none");
    }
    return *tensor;
}

std::string Expansion::make(const std::string &op, std::vector<std::string> inputs, AttributeMap attributes,
                            const std::string &domain)
{
    const std::string name = node.name + "/" + op + "_" + std::to_string(m_number++);
    Node made{name, op, domain, std::move(inputs), {name + "_output"}, std::move(attributes)};
    made.opset = kMadeOpset;
    made.partOf = node.partOf.empty() ? fullName(node.domain, node.op) : node.partOf;
    m_result.nodes.push_back(std::move(made));
    return name + "_output";
}

std::vector<std::string> Expansion::makeMany(const std::string &op, std::vector<std::string> inputs, std::size_t outputs,
                                             AttributeMap attributes)
{
    const std::string first = make(op, std::move(inputs), std::move(attributes));
    std::vector<std::string> &values = m_result.nodes.back().outputs;
    for (std::size_t i = 1; i < outputs; ++i) {
        values.push_back(first + "_" + std::to_string(i));
    }
    return values;
}

Node &Expansion::makerOf(const std::string &value)
{
    return *std::find_if(m_result.nodes.begin(), m_result.nodes.end(), [&](const Node &made) {
        return std::find(made.outputs.begin(), made.outputs.end(), value) != made.outputs.end();
    });
}

void Expansion::rename(const std::string &value, const std::string &behind)
{
    makerOf(value).name = node.name + behind;
}

void Expansion::setOpset(const std::string &value, int opset)
{
    makerOf(value).opset = opset;
}

void Expansion::finish(const std::string &value, std::size_t output)
{
    if (wants(output)) {
        make("Identity", {value});
        m_result.nodes.back().outputs.front() = node.outputs[output];
    }
}

std::string Expansion::add(Tensor tensor)
{
    std::string name = node.name + "/constant_" + std::to_string(m_number++);
    m_result.constants.emplace_back(name, std::move(tensor));
    return name;
}

std::string Expansion::integers(const std::vector<std::int64_t> &values)
{
    return add(Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
}

std::string Expansion::unsqueeze(const std::string &x, const std::vector<std::int64_t> &axes)
{
    return make("Unsqueeze", {x, integers(axes)});
}

std::string Expansion::slice(const std::string &x, std::int64_t from, std::int64_t to, std::int64_t axis)
{
    return make("Slice", {x, integers({from}), integers({to < 0 ? kEnd : to}), integers({axis})});
}

std::string Expansion::size(const std::string &x, std::int64_t axis)
{
    return make("Gather", {make("Shape", {x}), integers({axis})}, {{"axis", std::int64_t{0}}});
}

std::string Expansion::scalarSize(const std::string &x, std::int64_t axis)
{
    return make("Gather", {make("Shape", {x}), integer(axis)}, {{"axis", std::int64_t{0}}});
}

std::string Expansion::cast(const std::string &x, DType type)
{
    return make("Cast", {x}, {{"to", std::int64_t{toOnnx(type)}}});
}

std::string Expansion::concat(std::vector<std::string> parts, std::int64_t axis)
{
    return make("Concat", std::move(parts), {{"axis", axis}});
}

} // namespace vsq
