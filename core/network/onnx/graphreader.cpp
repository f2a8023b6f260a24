// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/graphreader.h"

#include "core/base/printable.h"
#include "core/network/onnx/earlyopsets.h"
#include "core/network/onnx/fourbit.h"
#include "core/network/onnx/nodeorder.h"
#include "core/network/onnx/scanasloop.h"
#include "core/network/operators/validation.h"
#include "core/network/ordering.h"

#include <algorithm>

namespace vsq {

namespace {

std::optional<Tensor> constantValue(const Node &node)
{
    if (node.attributes.size() != 1) {
        return std::nullopt;
    }
    const Attribute &attribute = node.attributes.begin()->second;
    if (const auto *tensor = std::get_if<Tensor>(&attribute)) {
        return *tensor;
    }
    if (const auto *real = std::get_if<float>(&attribute)) {
        return Tensor::scalar(*real);
    }
    if (const auto *integer = std::get_if<std::int64_t>(&attribute)) {
        return Tensor::scalar(*integer);
    }
    if (const auto *reals = std::get_if<std::vector<float>>(&attribute)) {
        return Tensor::of<float>({static_cast<std::int64_t>(reals->size())}, *reals);
    }
    if (const auto *integers = std::get_if<std::vector<std::int64_t>>(&attribute)) {
        return Tensor::of<std::int64_t>({static_cast<std::int64_t>(integers->size())}, *integers);
    }
    return std::nullopt;
}

constexpr int kEarlyEnd = 7;    ///< the first opset that is read as it is
constexpr int kBehindScan = 17; ///< operator set of what brings a Scan's results into their order

Place placeOf(const std::string &path, const onnx::NodeProto &proto)
{
    Node named;
    named.name = validUtf8(proto.name());
    named.op = proto.op_type();
    return {.file = path, .item = named.describe()};
}

} // namespace

GraphReader::GraphReader(FileContext &file, int opset) : m_file(file)
{
    m_graph.sourceFile = file.path;
    m_graph.opset = opset;
}

void GraphReader::addConstant(const std::string &name, Tensor tensor)
{
    if (!m_graph.constants.emplace(name, std::move(tensor)).second) {
        throw Error({.file = m_file.path, .item = "initializer '" + name + "'"}, "name", "each initializer once", "it twice");
    }
}

void GraphReader::addInitializer(const onnx::TensorProto &tensor, const std::optional<StoredBytes> &raw)
{
    noteFourBit(tensor.name(), tensor);
    addConstant(tensor.name(), fromProto(tensor, {m_file.path, "initializer '" + tensor.name() + "'"}, m_file.files, raw));
}

void GraphReader::addNode(const onnx::NodeProto &proto, const NodeOrigin &origin, const AttributeData &data)
{
    m_file.job.check();
    if (const onnx::FunctionProto *function = m_file.functions.find(proto)) {
        addCall(proto, *function, origin);
    } else if (isControlFlow(proto)) {
        addControlFlow(proto, origin);
    } else {
        addOperator(proto, origin, data);
    }
}

void GraphReader::addOperator(const onnx::NodeProto &proto, const NodeOrigin &origin, const AttributeData &data)
{
    Node node;
    node.name = validUtf8(proto.name());
    node.op = proto.op_type();
    node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
    node.inputs.assign(proto.input().begin(), proto.input().end());
    node.outputs.assign(proto.output().begin(), proto.output().end());
    for (int i = 0; i < proto.attribute_size(); ++i) {
        const onnx::AttributeProto &attribute = proto.attribute(i);
        const auto raw = data ? data(static_cast<std::size_t>(i)) : std::nullopt;
        node.attributes.insert_or_assign(attribute.name(),
                                         fromProto(attribute, {m_file.path, node.describe()}, m_file.files, raw));
    }
    if (node.op == "QuantizeLinear" && node.inputs.size() > 2 && m_fourBit.contains(node.inputs[2])) {
        node.attributes.insert_or_assign("output_dtype", m_fourBit.at(node.inputs[2])); // the zero point is int8 from here on
    }
    if (node.op == "Constant" && node.domain.empty() && node.outputs.size() == 1) {
        if (proto.attribute_size() == 1) {
            noteFourBit(node.outputs.front(), proto.attribute(0).t());
        }
        if (std::optional<Tensor> value = constantValue(node)) {
            addConstant(node.outputs.front(), std::move(*value));
            return;
        }
    }
    node.opset = origin.opset;
    node.partOf = origin.partOf;
    node.guard = origin.guard;
    node.guardIs = origin.guardIs;
    raiseEarly(node);
    if (const OperatorSpec *spec = operatorTable().find(node); spec != nullptr && spec->expand != nullptr) {
        node.name = freshName(proto);
        addExpanded(node, *spec);
    } else {
        m_graph.nodes.push_back(std::move(node));
    }
}

void GraphReader::raiseEarly(Node &node)
{
    const int opset = node.opset > 0 ? node.opset : m_file.opset;
    if (opset >= kEarlyEnd || !node.domain.empty()) {
        return;
    }
    node.opset = node.opset > 0 ? kEarlyEnd : 0; // the graph's is that one
    const auto rankOf = [this](const std::string &value) -> std::optional<std::size_t> {
        const KnownValue *known = knowledgeOf(value);
        return known != nullptr && known->shape ? std::optional(known->shape->size()) : std::nullopt;
    };
    EarlyNeeds needs;
    try {
        needs = raiseEarlyNode(node, opset, rankOf);
    } catch (const Error &error) {
        throw Error({.file = m_file.path, .item = error.place().item}, error.problem(), error.expected(), error.found());
    }
    for (auto &[name, tensor] : needs.constants) {
        addConstant(name, std::move(tensor));
    }
    for (Node &part : needs.nodes) {
        part.opset = node.opset;
        part.partOf = node.partOf;
        part.guard = node.guard;
        part.guardIs = node.guardIs;
        m_graph.nodes.push_back(std::move(part));
    }
}

void GraphReader::push(Node node, const NodeOrigin &origin)
{
    node.partOf = origin.partOf;
    node.guard = origin.guard;
    node.guardIs = origin.guardIs;
    m_graph.nodes.push_back(std::move(node));
}

void GraphReader::addExpanded(const Node &node, const OperatorSpec &spec)
{
    checkNode(m_graph, node);
    const KnownValue unknown;
    std::vector<const KnownValue *> inputs;
    for (const std::string &input : node.inputs) {
        const KnownValue *value = input.empty() ? nullptr : knowledgeOf(input);
        inputs.push_back(input.empty() || value != nullptr ? value : &unknown);
    }
    const InferenceCall call(node, node.opset > 0 ? node.opset : m_graph.opset, std::move(inputs));
    Expansion expansion(call);
    try {
        spec.expand(expansion);
    } catch (const Error &error) {
        const std::string item = error.place().item.empty() ? node.describe() : error.place().item;
        throw Error({.file = m_file.path, .item = item}, error.problem(), error.expected(), error.found());
    }
    Expansion::Result made = expansion.take();
    for (auto &[name, tensor] : made.constants) {
        addConstant(name, std::move(tensor));
    }
    for (Node &part : made.nodes) {
        part.guard = node.guard;
        part.guardIs = node.guardIs;
        m_graph.nodes.push_back(std::move(part));
    }
}

void GraphReader::addCall(const onnx::NodeProto &proto, const onnx::FunctionProto &function, const NodeOrigin &origin)
{
    const Place place = placeOf(m_file.path, proto);
    if (std::find(origin.functions.begin(), origin.functions.end(), &function) != origin.functions.end()) {
        throw Error(place, "call of the function '" + functionName(function) + "'", "functions that do not call themselves",
                    "one that does");
    }
    m_file.budget.spend(function.node_size() + function.output_size(), static_cast<std::int64_t>(function.ByteSizeLong()), 1,
                        place);
    NodeOrigin inner = origin;
    inner.functions.push_back(&function);
    inner.opset = opsetOf(function) > 0 ? opsetOf(function) : origin.opset;
    inner.partOf = origin.partOf.empty() ? functionName(function) : origin.partOf;
    for (const onnx::NodeProto &node : inlinedCall(proto, function, freshName(proto) + "/", place)) {
        addNode(node, inner);
    }
}

void GraphReader::noteFourBit(const std::string &name, const onnx::TensorProto &tensor)
{
    if (isFourBit(tensor.data_type())) {
        m_fourBit.emplace(name, tensor.data_type());
    }
}

std::string GraphReader::freshName(const onnx::NodeProto &proto)
{
    const std::string stem = !proto.name().empty()     ? validUtf8(proto.name())
                             : proto.output_size() > 0 ? validUtf8(proto.output(0))
                                                       : proto.op_type();
    std::string name = stem;
    for (int i = 2; !m_names.insert(name).second; ++i) {
        name = stem + "_" + std::to_string(i);
    }
    return name;
}

const KnownValue *GraphReader::knowledgeOf(const std::string &name)
{
    if (!m_inference) {
        m_inference.emplace(m_graph);
    }
    for (; m_inferred < m_graph.nodes.size(); ++m_inferred) {
        Node node = m_graph.nodes[m_inferred];
        node.name = node.name.empty() ? node.op + "_" + std::to_string(m_inferred) : node.name; // as it will be called
        m_inference->add(node);
    }
    return m_inference->find(name);
}

const Tensor *GraphReader::known(const std::string &name)
{
    if (const Tensor *tensor = m_graph.constant(name)) {
        return tensor;
    }
    knowledgeOf(name);
    std::optional<Tensor> value = m_inference->integers(name);
    return value ? &m_fromShapes.insert_or_assign(name, std::move(*value)).first->second : nullptr;
}

void GraphReader::addInlined(const InlinedNodes &inlined, const NodeOrigin &origin)
{
    for (const auto &[name, tensor] : inlined.constants) {
        addConstant(name, tensor);
    }
    for (const onnx::TensorProto &tensor : inlined.initializers) {
        addInitializer(tensor, std::nullopt);
    }
    for (const onnx::NodeProto &node : inlined.nodes) {
        addNode(node, origin);
    }
}

void GraphReader::addScan(const onnx::NodeProto &proto, const NodeOrigin &origin)
{
    const auto shapeOf = [this](const std::string &value) {
        const KnownValue *given = knowledgeOf(value);
        return given == nullptr ? std::nullopt : given->shape;
    };
    const int opset = origin.opset > 0 ? origin.opset : m_graph.opset;
    const ScanLoop scan = scanAsLoop(proto, opset, freshName(proto), shapeOf, placeOf(m_file.path, proto));
    addInlined({scan.constants, {}, scan.nodes}, origin);
    NodeOrigin behind = origin;
    behind.opset = kBehindScan;
    addInlined({{}, {}, scan.behind}, behind);
}

void GraphReader::addControlFlow(const onnx::NodeProto &proto, const NodeOrigin &origin)
{
    if (proto.op_type() == "Scan") {
        addScan(proto, origin);
        return;
    }
    const std::string name = freshName(proto);
    const auto constant = [this](const std::string &value) { return known(value); };
    if (const auto inlined = inlineControlFlow(proto, name, constant, m_file.budget, placeOf(m_file.path, proto))) {
        addInlined(*inlined, origin);
    } else if (proto.op_type() == "If") {
        addBranches(proto, name, origin);
    } else {
        addLoop(proto, name, origin);
    }
}

void GraphReader::addBranches(const onnx::NodeProto &proto, const std::string &name, const NodeOrigin &origin)
{
    const Place place = placeOf(m_file.path, proto);
    if (proto.input_size() != 1) {
        throw Error(place, "inputs", "1", std::to_string(proto.input_size()));
    }
    std::string condition = proto.input(0);
    if (!origin.guard.empty()) { // within a branch it says too that this one is taken
        push({name + "/condition", "Identity", {}, {condition}, {name + "/condition"}, {}}, origin);
        condition = name + "/condition";
    }
    std::vector<std::vector<std::string>> results;
    for (const bool taken : {true, false}) {
        const std::string prefix = name + (taken ? "/then/" : "/else/");
        std::vector<std::string> values;
        for (int i = 0; i < proto.output_size(); ++i) {
            values.push_back(proto.output(i).empty() ? std::string() : prefix + "result_" + std::to_string(i));
        }
        NodeOrigin inner = origin;
        inner.guard = condition;
        inner.guardIs = taken;
        addInlined(
            inlineBranch(graphOf(proto, taken ? "then_branch" : "else_branch", place), prefix, values, m_file.budget, place),
            inner);
        results.push_back(std::move(values));
    }
    for (int i = 0; i < proto.output_size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!proto.output(i).empty()) {
            push({name + (i == 0 ? "" : "/" + std::to_string(i)),
                  "If",
                  {},
                  {condition, results[0][at], results[1][at]},
                  {proto.output(i)},
                  {}},
                 origin);
        }
    }
}

void GraphReader::addLoop(const onnx::NodeProto &proto, const std::string &name, const NodeOrigin &origin)
{
    const Place place = placeOf(m_file.path, proto);
    const onnx::GraphProto &body = graphOf(proto, "body", place);
    const int carried = proto.input_size() - 2;
    const int collected = body.output_size() - 1 - carried;
    if (carried < 0 || body.input_size() != carried + 2 || collected < 0 || proto.output_size() > carried + collected) {
        throw Error(place, "loop",
                    "a body of " + std::to_string(std::max(carried, 0) + 2) + " inputs that hands on "
                        + std::to_string(std::max(carried, 0)) + " values",
                    std::to_string(body.input_size()) + " inputs and " + std::to_string(body.output_size()) + " outputs");
    }
    m_file.budget.spend(body.node_size() + body.output_size(), static_cast<std::int64_t>(body.ByteSizeLong()), 1, place);
    Node node{name, "Loop", {}, {proto.input().begin(), proto.input().end()}, {proto.output().begin(), proto.output().end()}, {}};
    node.outputs.resize(static_cast<std::size_t>(carried + collected));
    node.bodyCarries = static_cast<std::size_t>(carried);
    std::vector<std::string> captured;
    node.body = std::make_shared<const Graph>(readBody(body, name, node, captured, origin));
    node.inputs.insert(node.inputs.end(), captured.begin(), captured.end());
    push(std::move(node), origin);
}

Graph GraphReader::readBody(const onnx::GraphProto &proto, const std::string &name, const Node &loop,
                            std::vector<std::string> &captured, const NodeOrigin &origin)
{
    const int opset = origin.opset > 0 ? origin.opset : m_graph.opset;
    GraphReader reader(m_file, opset);
    Graph &graph = reader.m_graph;
    graph.name = name;
    std::unordered_set<std::string> own;
    for (int i = 0; i < proto.input_size(); ++i) {
        const KnownValue *given = static_cast<std::size_t>(i) < loop.inputs.size()
                                          && !loop.inputs[static_cast<std::size_t>(i)].empty()
                                      ? knowledgeOf(loop.inputs[static_cast<std::size_t>(i)])
                                      : nullptr;
        ValueInfo info{proto.input(i).name(), i == 0 ? DType::Int64 : i == 1 ? DType::Bool : DType::Float32, {}, {}};
        if (i > 1) { // the turn and the condition are single numbers; what is handed on may change its shape
            info.type = given != nullptr && given->type ? *given->type : info.type;
            info.rankIsKnown = false;
            if (proto.input(i).type().has_tensor_type() && fromOnnx(proto.input(i).type().tensor_type().elem_type())) {
                const ValueInfo stated = fromProto(proto.input(i), {m_file.path, "input '" + info.name + "'"});
                info = stated;
            }
        }
        own.insert(info.name);
        graph.inputs.push_back(std::move(info));
    }
    for (const onnx::TensorProto &tensor : proto.initializer()) {
        reader.addInitializer(tensor, std::nullopt);
        own.insert(tensor.name());
    }
    for (const onnx::NodeProto &node : proto.node()) {
        own.insert(node.output().begin(), node.output().end());
    }
    std::vector<std::string> read;
    for (const std::string &value : valuesRead(proto)) {
        if (!value.empty() && !own.contains(value)) {
            read.push_back(value);
        }
    }
    std::sort(read.begin(), read.end());
    for (const std::string &value : read) { // of the graph around
        const KnownValue *given = knowledgeOf(value);
        if (const Tensor *constant = m_graph.constant(value)) {
            reader.addConstant(value, *constant);
        } else if (given != nullptr) {
            ValueInfo info{value, given->type.value_or(DType::Float32), given->shape.value_or(Shape{}), {}};
            info.rankIsKnown = given->shape.has_value();
            std::replace_if(
                info.shape.begin(), info.shape.end(), [](std::int64_t size) { return size < 0; }, -1);
            info.dimNames.resize(info.shape.size());
            graph.inputs.push_back(std::move(info));
            captured.push_back(value);
        }
    }
    for (const onnx::ValueInfoProto &output : proto.output()) {
        graph.outputs.push_back({output.name(), DType::Float32, {}, {}});
    }
    NodeOrigin inner = origin;
    inner.guard.clear();
    for (const int at : nodeOrder(proto)) {
        onnx::NodeProto node = proto.node(at);
        node.set_name(name + "/" + (node.name().empty() ? node.op_type() : node.name()));
        reader.addNode(node, inner);
    }
    putInOrder(graph);
    graph.values = inferShapes(graph, -1, m_file.job);
    for (ValueInfo &output : graph.outputs) {
        if (const auto found = graph.values.find(output.name); found != graph.values.end()) {
            output = found->second;
        } else {
            output.rankIsKnown = false;
        }
    }
    return std::move(graph);
}

} // namespace vsq
