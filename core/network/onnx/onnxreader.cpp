// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxreader.h"

#include "core/base/filekind.h"
#include "core/base/printable.h"
#include "core/network/onnx/controlflow.h"
#include "core/network/onnx/fourbit.h"
#include "core/network/onnx/modelscan.h"
#include "core/network/onnx/nodeorder.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/ordering.h"
#include "core/network/shapeinference.h"

#include <google/protobuf/io/coded_stream.h>

#include <limits>
#include <set>

namespace vsq {

namespace {

constexpr int kFirstOpset = 7;
constexpr int kLastOpset = 21;
constexpr std::int64_t kFirstIr = 3;
constexpr std::int64_t kLastIr = 10;
constexpr int kIrVersionTag = 0x08; // field 1 of ModelProto: what every writer puts first

struct ParsedModel {
    onnx::ModelProto proto;
    std::shared_ptr<const MappedFile> file;
    std::vector<std::optional<RawData>> initializers; ///< where raw data lie that the message lacks
    std::map<std::pair<std::size_t, std::size_t>, RawData> attributes;

    [[nodiscard]] std::optional<StoredBytes> stored(const std::optional<RawData> &data) const
    {
        return data ? std::optional<StoredBytes>({file, data->offset, data->size}) : std::nullopt;
    }
};

ParsedModel parse(const std::string &path)
{
    const Place place{.file = path, .item = {}};
    ParsedModel model;
    model.file = MappedFile::open(path, "an ONNX model");
    std::string_view bytes = model.file->bytes();
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw Error(place, "size of the model", "at most 2 GiB (larger weights go into external data)",
                    std::to_string(bytes.size()) + " bytes");
    }
    const int first = bytes.empty() ? -1 : static_cast<unsigned char>(bytes.front());
    std::optional<ModelScan> scan = scanModel(bytes);
    if (scan) {
        bytes = scan->lean;
        model.initializers = std::move(scan->initializers);
        model.attributes = std::move(scan->attributes);
    }
    google::protobuf::io::CodedInputStream coded(reinterpret_cast<const std::uint8_t *>(bytes.data()),
                                                 static_cast<int>(bytes.size()));
    coded.SetTotalBytesLimit(std::numeric_limits<int>::max()); // the library's default may be 64 MB
    if (!model.proto.ParseFromCodedStream(&coded) || !coded.ConsumedEntireMessage()) {
        const FileKind kind = kindOfFile(path);
        if (first == kIrVersionTag && (kind.type == FileType::Onnx || kind.type == FileType::Unknown)) {
            throw Error(place, "damaged ONNX model", "a whole model", "one that ends early or contradicts itself");
        }
        throw Error(place, "not an ONNX model", "ONNX's protobuf format", kind.text());
    }
    if (!model.proto.has_ir_version() || !model.proto.has_graph()) {
        const FileKind kind = kindOfFile(path);
        throw Error(place, "not an ONNX model", "an IR version and a graph",
                    kind.type == FileType::Onnx || kind.type == FileType::Unknown ? "a file without them" : kind.text());
    }
    model.file->release();
    return model;
}

int opsetOf(const onnx::ModelProto &model, const Place &place)
{
    if (model.ir_version() < kFirstIr || model.ir_version() > kLastIr) {
        throw Error(place, "ONNX IR version", std::to_string(kFirstIr) + " to " + std::to_string(kLastIr),
                    std::to_string(model.ir_version()));
    }
    for (const auto &import : model.opset_import()) {
        if (import.domain().empty() || import.domain() == "ai.onnx") {
            if (import.version() < kFirstOpset || import.version() > kLastOpset) {
                throw Error(place, "opset", std::to_string(kFirstOpset) + " to " + std::to_string(kLastOpset),
                            std::to_string(import.version()));
            }
            return static_cast<int>(import.version());
        }
    }
    throw Error(place, "opset", std::to_string(kFirstOpset) + " to " + std::to_string(kLastOpset), "none");
}

class Reader {
public:
    Reader(ParsedModel model, const std::string &path, const std::string &externalData, const JobContext &job)
        : m_model(std::move(model)), m_files(externalData), m_path(path), m_job(job)
    {
    }

    Graph read()
    {
        m_graph.sourceFile = m_path;
        m_graph.opset = opsetOf(m_model.proto, {.file = m_path, .item = {}});
        m_graph.producer = m_model.proto.producer_name();
        const onnx::GraphProto &proto = m_model.proto.graph();
        m_graph.name = proto.name();
        std::set<std::string> untyped; // outputs
        for (int i = 0; i < proto.initializer_size(); ++i) {
            m_job.check();
            const onnx::TensorProto &tensor = proto.initializer(i);
            if (tensor.data_type() == onnx::TensorProto::STRING && !valuesRead(proto).contains(tensor.name())) {
                continue; // labels that exporters leave behind: no value of the network
            }
            noteFourBit(tensor.name(), tensor);
            const auto at = static_cast<std::size_t>(i);
            const auto raw = at < m_model.initializers.size() ? m_model.stored(m_model.initializers[at]) : std::nullopt;
            constant(tensor.name(), fromProto(tensor, {m_path, "initializer '" + tensor.name() + "'"}, m_files, raw));
        }
        if (proto.sparse_initializer_size() > 0) {
            throw Error({.file = m_path, .item = "sparse initializer '" + proto.sparse_initializer(0).values().name() + "'"},
                        "not supported", "dense tensors", "a sparse one");
        }
        for (const onnx::ValueInfoProto &value : proto.input()) {
            // Before IR 4 initializers were inputs with a default.
            if (m_graph.constant(value.name()) == nullptr) {
                m_graph.inputs.push_back(fromProto(value, {m_path, "input '" + value.name() + "'"}));
            }
        }
        for (const onnx::ValueInfoProto &value : proto.output()) {
            if (value.type().value_case() == onnx::TypeProto::VALUE_NOT_SET) { // what it is follows from the node that makes it
                m_graph.outputs.push_back({value.name(), DType::Float32, {}, {}});
                untyped.insert(value.name());
                continue;
            }
            m_graph.outputs.push_back(fromProto(value, {m_path, "output '" + value.name() + "'"}));
        }
        for (const onnx::ValueInfoProto &value : proto.value_info()) {
            if (value.type().has_tensor_type() && fromOnnx(value.type().tensor_type().elem_type())
                && value.type().tensor_type().has_shape()) {
                m_graph.values.insert_or_assign(value.name(), fromProto(value, {m_path, "value '" + value.name() + "'"}));
            }
        }
        for (const int i : nodeOrder(proto)) {
            add(proto.node(i), static_cast<std::size_t>(i));
        }
        if (m_graph.outputs.empty()) {
            throw Error({.file = m_path, .item = {}}, "outputs of the network", "at least one", "none");
        }
        m_graph.otherFiles = m_files.paths();
        putInOrder(m_graph);
        m_graph.values = inferShapes(m_graph, -1, m_job);
        for (ValueInfo &output : m_graph.outputs) {
            if (const auto known = m_graph.values.find(output.name);
                untyped.contains(output.name) && known != m_graph.values.end()) {
                output = known->second;
            }
        }
        return std::move(m_graph);
    }

private:
    void constant(const std::string &name, Tensor tensor)
    {
        if (!m_graph.constants.emplace(name, std::move(tensor)).second) {
            throw Error({.file = m_path, .item = "initializer '" + name + "'"}, "name", "each initializer once", "it twice");
        }
    }

    /// number: of the file's node; none for those that came out of a branch.
    void add(const onnx::NodeProto &proto, std::optional<std::size_t> number)
    {
        m_job.check();
        if (isControlFlow(proto)) {
            addInlined(proto);
            return;
        }
        Node node;
        node.name = validUtf8(proto.name());
        node.op = proto.op_type();
        node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
        node.inputs.assign(proto.input().begin(), proto.input().end());
        node.outputs.assign(proto.output().begin(), proto.output().end());
        for (int i = 0; i < proto.attribute_size(); ++i) {
            const onnx::AttributeProto &attribute = proto.attribute(i);
            const auto data = number ? m_model.attributes.find({*number, static_cast<std::size_t>(i)}) : m_model.attributes.end();
            const auto raw = data == m_model.attributes.end() ? std::nullopt : m_model.stored(data->second);
            node.attributes.insert_or_assign(attribute.name(), fromProto(attribute, {m_path, node.describe()}, m_files, raw));
        }
        if (node.op == "QuantizeLinear" && node.inputs.size() > 2 && m_fourBit.contains(node.inputs[2])) {
            node.attributes.insert_or_assign("output_dtype", m_fourBit.at(node.inputs[2])); // the zero point is int8 from here on
        }
        if (node.op == "Constant" && node.domain.empty() && node.outputs.size() == 1) {
            if (proto.attribute_size() == 1) {
                noteFourBit(node.outputs.front(), proto.attribute(0).t());
            }
            if (std::optional<Tensor> value = constantValue(node)) {
                constant(node.outputs.front(), std::move(*value));
                return;
            }
        }
        m_graph.nodes.push_back(std::move(node));
    }

    void noteFourBit(const std::string &name, const onnx::TensorProto &tensor)
    {
        if (isFourBit(tensor.data_type())) {
            m_fourBit.emplace(name, tensor.data_type());
        }
    }

    /// The value where it is a constant or follows from shapes, else null.
    const Tensor *known(const std::string &name)
    {
        if (const Tensor *tensor = m_graph.constant(name)) {
            return tensor;
        }
        if (!m_inference) {
            m_inference.emplace(m_graph);
        }
        for (; m_inferred < m_graph.nodes.size(); ++m_inferred) {
            Node node = m_graph.nodes[m_inferred];
            node.name = node.name.empty() ? node.op + "_" + std::to_string(m_inferred) : node.name; // as it will be called
            m_inference->add(node);
        }
        std::optional<Tensor> value = m_inference->integers(name);
        return value ? &m_fromShapes.insert_or_assign(name, std::move(*value)).first->second : nullptr;
    }

    void addInlined(const onnx::NodeProto &proto)
    {
        Node outer;
        outer.name = proto.name();
        outer.op = proto.op_type();
        const InlinedNodes inner = inlineControlFlow(proto, [this](const std::string &name) { return known(name); }, m_budget,
                                                     {m_path, outer.describe()});
        for (const auto &[name, tensor] : inner.constants) {
            constant(name, tensor);
        }
        for (const onnx::TensorProto &tensor : inner.initializers) {
            constant(tensor.name(), fromProto(tensor, {m_path, "initializer '" + tensor.name() + "'"}, m_files, std::nullopt));
        }
        for (const onnx::NodeProto &node : inner.nodes) {
            add(node, std::nullopt);
        }
    }

    static std::optional<Tensor> constantValue(const Node &node)
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

    ParsedModel m_model;
    MappedFiles m_files;
    std::map<std::string, std::int64_t, std::less<>> m_fourBit; ///< constants that the file has in four bits, and as which type
    std::map<std::string, Tensor> m_fromShapes;                 ///< values that a branch or a loop asked for
    std::string m_path;
    const JobContext &m_job;
    InliningBudget m_budget;
    Graph m_graph;
    std::optional<ShapeInference> m_inference; ///< only where a branch or a loop asks what follows from shapes
    std::size_t m_inferred = 0;                ///< nodes that it has been given
};

} // namespace

Graph readOnnx(const std::string &path, const std::string &externalData, const JobContext &job)
{
    return Reader(parse(path), path, externalData, job).read();
}

} // namespace vsq
