// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/shapeinference.h"

#include "core/network/operators/validation.h"

#include <algorithm>

namespace vsq {

namespace {

const KnownValue kUnknown;

KnownValue ofConstant(const Tensor &tensor)
{
    KnownValue value{tensor.dtype(), tensor.shape(), std::nullopt, &tensor};
    if (!isFloating(tensor.dtype()) && tensor.size() <= kMostElements) {
        value.elements.emplace();
        for (const std::int64_t number : tensor.toInt64()) {
            value.elements->push_back({number, 0});
        }
    }
    return value;
}

template <typename T>
Tensor tensorOf(const Shape &shape, const std::vector<ShapeElement> &elements)
{
    Tensor tensor(DTypeOf<T>::value, shape);
    std::transform(elements.begin(), elements.end(), tensor.mutableValues<T>().begin(),
                   [](const ShapeElement &element) { return static_cast<T>(element.number); });
    return tensor;
}

} // namespace

ShapeInference::ShapeInference(const Graph &graph, std::int64_t unknownAs) : m_graph(graph), m_unknownAs(unknownAs)
{
    for (const ValueInfo &input : graph.inputs) {
        KnownValue value{input.type, std::nullopt, std::nullopt, nullptr};
        if (input.rankIsKnown) {
            value.shape = input.shape;
        }
        for (std::size_t i = 0; i < input.shape.size(); ++i) {
            if (input.shape[i] < 0) {
                (*value.shape)[i] = unknownAs >= 0 ? unknownAs
                                                   : openDimension(i < input.dimNames.size() ? input.dimNames[i] : std::string());
            }
        }
        m_values.insert_or_assign(input.name, std::move(value));
    }
}

std::int64_t ShapeInference::openDimension(const std::string &name)
{
    const std::int64_t next = -2 - static_cast<std::int64_t>(m_open.size());
    const std::int64_t number = name.empty() ? next : m_openByName.emplace(name, next).first->second;
    if (number == next) {
        m_open.push_back(name);
    }
    return number;
}

const KnownValue *ShapeInference::find(const std::string &value)
{
    const auto found = m_values.find(value);
    if (found != m_values.end()) {
        return &found->second;
    }
    const Tensor *constant = m_graph.constant(value);
    return constant == nullptr ? nullptr : &m_values.emplace(value, ofConstant(*constant)).first->second;
}

void ShapeInference::setConstant(const std::string &value, const Tensor &tensor)
{
    m_values.insert_or_assign(value, ofConstant(tensor));
    m_made.erase(value);
}

void ShapeInference::refine(const std::string &name, KnownValue &value) const
{
    const auto stated = m_unknownAs < 0 ? m_graph.values.find(name) : m_graph.values.end();
    if (stated == m_graph.values.end()) {
        return;
    }
    // Only where nothing is known: files state sizes that were true before their inputs' dimensions were opened.
    value.type = value.type ? value.type : stated->second.type;
    value.shape = value.shape ? value.shape : stated->second.shape;
}

void ShapeInference::add(const Node &node)
{
    std::vector<KnownValue> outputs(node.outputs.size());
    if (const OperatorSpec *spec = operatorTable().find(node); spec != nullptr && spec->shape != nullptr) {
        checkNode(m_graph, node);
        std::vector<const KnownValue *> inputs;
        inputs.reserve(node.inputs.size());
        for (const std::string &input : node.inputs) {
            const KnownValue *known = input.empty() ? nullptr : find(input);
            inputs.push_back(known != nullptr || input.empty() ? known : &kUnknown);
        }
        InferenceCall call(node, node.opset > 0 ? node.opset : m_graph.opset, std::move(inputs));
        try {
            for (std::size_t i = 0; i < node.inputs.size() && i < 32; ++i) {
                if (const auto type = call.type(i); (spec->floats >> i & 1U) != 0 && type && !isFloating(*type)) {
                    throw call.error(call.inputText(i), "float32", std::string(nameOf(*type)));
                }
            }
            spec->shape(call);
            outputs = call.take();
        } catch (const Error &error) {
            if (m_unknownAs >= 0 || !node.guard.empty()) {
                return; // the assumed size does not fit, or the branch is for other ones: that says nothing of the network
            }
            const std::string item = error.place().item.empty() ? node.describe() : error.place().item;
            throw Error({.file = m_graph.sourceFile, .item = item}, error.problem(), error.expected(), error.found());
        }
    }
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
        if (!node.outputs[i].empty()) {
            refine(node.outputs[i], outputs[i]);
            m_made.insert(node.outputs[i]);
            m_values.insert_or_assign(node.outputs[i], std::move(outputs[i]));
        }
    }
}

std::optional<Tensor> ShapeInference::integers(const std::string &name)
{
    const KnownValue *value = find(name);
    if (value == nullptr || !value->type || !value->elements || !value->shape
        || openCount(*value->shape) != static_cast<std::int64_t>(value->elements->size())
        || !std::all_of(value->elements->begin(), value->elements->end(), [](const ShapeElement &e) { return e.isKnown(); })) {
        return std::nullopt;
    }
    const std::vector<ShapeElement> &elements = *value->elements;
    if (*value->type == DType::Int64) {
        return tensorOf<std::int64_t>(*value->shape, elements);
    }
    if (*value->type == DType::Int32) {
        return tensorOf<std::int32_t>(*value->shape, elements);
    }
    return *value->type == DType::Bool ? std::optional(tensorOf<bool>(*value->shape, elements)) : std::nullopt;
}

ValueInfo ShapeInference::infoOf(const std::string &name, const KnownValue &value) const
{
    ValueInfo info{name, value.type.value_or(DType::Float32), *value.shape, std::vector<std::string>(value.shape->size())};
    for (std::size_t i = 0; i < info.shape.size(); ++i) {
        const auto at = static_cast<std::size_t>(-2 - info.shape[i]);
        if (info.shape[i] < -1 && at < m_open.size()) {
            info.dimNames[i] = m_open[at];
        }
        info.shape[i] = std::max<std::int64_t>(-1, info.shape[i]);
    }
    return info;
}

ValueMap ShapeInference::values() const
{
    ValueMap values;
    for (const std::string &name : m_made) {
        if (const KnownValue &value = m_values.at(name); value.shape && value.type) {
            values.emplace(name, infoOf(name, value));
        }
    }
    return values;
}

ValueMap inferShapes(const Graph &graph, std::int64_t unknownAs, const JobContext &job)
{
    ShapeInference inference(graph, unknownAs);
    for (const Node &node : graph.nodes) {
        job.check();
        inference.add(node);
    }
    return inference.values();
}

void bindInputShapes(Graph &graph, const std::map<std::string, Shape> &shapes)
{
    std::map<std::string, std::int64_t> bound; // symbolic dimensions: "batch" is the same in all inputs
    for (const auto &[name, shape] : shapes) {
        const auto input = std::find_if(graph.inputs.begin(), graph.inputs.end(),
                                        [&wanted = name](const ValueInfo &v) { return v.name == wanted; });
        if (input == graph.inputs.end()) {
            std::string names;
            for (const ValueInfo &known : graph.inputs) {
                names += (names.empty() ? "'" : ", '") + known.name + "'";
            }
            throw Error({.file = graph.sourceFile, .item = "input '" + name + "'"}, "no such input", names);
        }
        bool fits = !input->rankIsKnown || shape.size() == input->shape.size();
        for (std::size_t i = 0; fits && i < shape.size(); ++i) {
            fits = shape[i] >= 0 && (!input->rankIsKnown || input->shape[i] < 0 || input->shape[i] == shape[i]);
            if (fits && input->rankIsKnown && input->shape[i] < 0 && i < input->dimNames.size() && !input->dimNames[i].empty()) {
                fits = bound.emplace(input->dimNames[i], shape[i]).first->second == shape[i];
            }
        }
        if (!fits) {
            Shape expected = input->shape;
            for (std::size_t i = 0; i < expected.size() && i < input->dimNames.size(); ++i) {
                if (const auto known = bound.find(input->dimNames[i]); expected[i] < 0 && known != bound.end()) {
                    expected[i] = known->second;
                }
            }
            throw Error({.file = graph.sourceFile, .item = "input '" + name + "'"}, "shape", toString(expected), toString(shape));
        }
        input->shape = shape;
        input->dimNames.resize(shape.size());
        input->rankIsKnown = true;
    }
    for (ValueInfo &input : graph.inputs) {
        for (std::size_t i = 0; i < input.shape.size() && i < input.dimNames.size(); ++i) {
            if (const auto known = bound.find(input.dimNames[i]); input.shape[i] < 0 && known != bound.end()) {
                input.shape[i] = known->second;
            }
        }
    }
}

Graph withInputShapes(Graph graph, const std::map<std::string, Shape> &shapes, const JobContext &job)
{
    bindInputShapes(graph, shapes);
    graph.values.clear();
    graph.values = inferShapes(graph, -1, job);
    return graph;
}

} // namespace vsq
