// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/onnxreader.h"

#include "core/base/filekind.h"
#include "core/network/onnx/graphreader.h"
#include "core/network/onnx/modelscan.h"
#include "core/network/onnx/nestedgraphs.h"
#include "core/network/onnx/nodeorder.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/network/onnx/raiseopset.h"
#include "core/network/ordering.h"
#include "core/network/shapeinference.h"

#include <google/protobuf/io/coded_stream.h>

#include <algorithm>
#include <limits>
#include <set>

namespace vsq {

namespace {

constexpr int kFirstOpset = 1;
constexpr int kLastOpset = 26;
constexpr int kFirstMeaning = 7; ///< nodes of earlier opsets are rewritten to it
constexpr std::int64_t kFirstIr = 3;
constexpr std::int64_t kLastIr = 13; ///< the latest ones added annotations, and types that are refused where they occur
constexpr int kIrVersionTag = 0x08;  // field 1 of ModelProto: what every writer puts first

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
        if (const FileKind kind = kindOfFile(path); kind.type != FileType::Onnx && kind.type != FileType::Unknown) {
            throw Error(place, "not an ONNX model", "ONNX's protobuf format", kind.text());
        }
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
        if (graphsNestTooDeep(bytes)) {
            throw Error(place, "graphs within graphs (branches and loops)",
                        "at most " + std::to_string(kMostNestedGraphs) + " levels", "more");
        }
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
    if (model.opset_import_size() > 0) {
        return kLastMeaning; // of operators that others define, as trees are, none of ONNX's own
    }
    throw Error(place, "opset", std::to_string(kFirstOpset) + " to " + std::to_string(kLastOpset), "none");
}

/// Of initializers and nodes in the message, what the scan took out of it.
void readNodes(const ParsedModel &model, GraphReader &reader, const JobContext &job)
{
    const onnx::GraphProto &proto = model.proto.graph();
    for (const int i : nodeOrder(proto)) {
        job.check();
        const auto number = static_cast<std::size_t>(i);
        reader.addNode(proto.node(i), {}, [&](std::size_t attribute) -> std::optional<StoredBytes> {
            const auto found = model.attributes.find({number, attribute});
            return found == model.attributes.end() ? std::nullopt : model.stored(found->second);
        });
    }
}

void readInitializers(const ParsedModel &model, GraphReader &reader, const JobContext &job)
{
    const onnx::GraphProto &proto = model.proto.graph();
    std::optional<std::unordered_set<std::string>> read;
    for (int i = 0; i < proto.initializer_size(); ++i) {
        job.check();
        const onnx::TensorProto &tensor = proto.initializer(i);
        if (tensor.data_type() == onnx::TensorProto::STRING) {
            read = read ? read : std::optional(valuesRead(proto));
            if (!read->contains(tensor.name())) {
                continue; // labels that exporters leave behind: no value of the network
            }
        }
        const auto at = static_cast<std::size_t>(i);
        reader.addInitializer(tensor, at < model.initializers.size() ? model.stored(model.initializers[at]) : std::nullopt);
    }
    if (proto.sparse_initializer_size() > 0) {
        throw Error(
            {.file = model.file->path(), .item = "sparse initializer '" + proto.sparse_initializer(0).values().name() + "'"},
            "not supported", "dense tensors", "a sparse one");
    }
}

/// Inputs, outputs and what the file says of values between. Returns the outputs whose kind follows from their nodes.
std::set<std::string> readValues(const onnx::GraphProto &proto, Graph &graph)
{
    const std::string &path = graph.sourceFile;
    std::set<std::string> untyped;
    for (const onnx::ValueInfoProto &value : proto.input()) {
        // Before IR 4 initializers were inputs with a default.
        if (graph.constant(value.name()) == nullptr) {
            graph.inputs.push_back(fromProto(value, {path, "input '" + value.name() + "'"}));
        }
    }
    for (const onnx::ValueInfoProto &value : proto.output()) {
        const bool hasType = value.type().value_case() != onnx::TypeProto::VALUE_NOT_SET
                             && !(value.type().has_tensor_type() && value.type().tensor_type().elem_type() == 0);
        graph.outputs.push_back(hasType ? fromProto(value, {path, "output '" + value.name() + "'"})
                                        : ValueInfo{value.name(), DType::Float32, {}, {}});
        if (!hasType || !graph.outputs.back().rankIsKnown) {
            untyped.insert(value.name());
        }
    }
    for (const onnx::ValueInfoProto &value : proto.value_info()) {
        if (value.type().has_tensor_type() && fromOnnx(value.type().tensor_type().elem_type())
            && value.type().tensor_type().has_shape()) {
            graph.values.insert_or_assign(value.name(), fromProto(value, {path, "value '" + value.name() + "'"}));
        }
    }
    return untyped;
}

} // namespace

Graph readOnnx(const std::string &path, const std::string &externalData, const JobContext &job,
               const std::map<std::string, Shape> &shapes)
{
    const ParsedModel model = parse(path);
    const int opset = opsetOf(model.proto, {.file = path, .item = {}});
    MappedFiles files(externalData);
    const LocalFunctions functions(model.proto);
    FileContext context{.path = path, .files = files, .functions = functions, .job = job, .opset = opset};
    GraphReader reader(context, std::clamp(opset, kFirstMeaning, kLastMeaning));
    Graph &graph = reader.graph();
    graph.fileOpset = opset;
    graph.producer = model.proto.producer_name();
    graph.name = model.proto.graph().name();
    readInitializers(model, reader, job);
    const std::set<std::string> untyped = readValues(model.proto.graph(), graph);
    bindInputShapes(graph, shapes);
    if (!shapes.empty()) {
        graph.values.clear(); // stated for other sizes
    }
    readNodes(model, reader, job);
    if (graph.outputs.empty()) {
        throw Error({.file = path, .item = {}}, "outputs of the network", "at least one", "none");
    }
    graph.otherFiles = files.paths();
    putInOrder(graph);
    graph.values = inferShapes(graph, -1, job);
    for (ValueInfo &output : graph.outputs) {
        if (const auto known = graph.values.find(output.name); untyped.contains(output.name) && known != graph.values.end()) {
            output = known->second;
        }
    }
    return std::move(graph);
}

} // namespace vsq
