// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loadnetwork.h"

#include "core/base/filekind.h"
#include "core/network/finite.h"
#include "core/network/lowerwithshapes.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/operators/validation.h"
#include "core/network/shapeinference.h"
#include "core/network/shapelist.h"
#include "core/network/weights/architecture.h"
#include "core/reference/executor.h"
#include "core/reference/passes/fold.h"

#include <algorithm>
#include <filesystem>

namespace vsq {

namespace {

/// Shapes do not depend on what products amount to, so they need not be computed.
class ZeroBackend : public ProductBackend {
public:
    void multiply(const ProductRequest &request, float *c) override { std::fill_n(c, request.n * request.m, 0.0F); }
};

ValueMap executedShapes(const std::shared_ptr<const Graph> &graph, const JobContext &job)
{
    ValueMap values;
    Executor executor(graph);
    executor.nodeDone = [&values](const Node &node, std::span<const Tensor> outputs) {
        for (std::size_t i = 0; i < outputs.size() && i < node.outputs.size(); ++i) {
            values.insert_or_assign(node.outputs[i], ValueInfo{node.outputs[i], outputs[i].dtype(), outputs[i].shape(), {}});
        }
    };
    TensorMap inputs;
    for (const ValueInfo &input : graph->inputs) {
        Shape shape = input.shape;
        std::replace_if(
            shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; }, 1);
        constexpr std::int64_t kMost = std::int64_t{1} << 28; // elements: what shapes alone are not worth
        if (!input.rankIsKnown || elementCount(shape) > kMost) {
            return values;
        }
        inputs.emplace(input.name, Tensor(input.type, std::move(shape)));
    }
    ZeroBackend backend;
    try {
        executor.run(inputs, backend, job);
    } catch (const Error &) {
        // What was reached is known; why the rest was not comes out, with the node's name, when the network is run.
    }
    return values;
}

/// Repositories of networks are folders: the message names what of them can be loaded.
void refuseFolder(const std::string &path)
{
    namespace fs = std::filesystem;
    std::error_code code;
    if (!fs::is_directory(path, code)) {
        return;
    }
    constexpr std::size_t kMost = 5;
    std::vector<std::string> files;
    for (fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, code), end;
         !code && entry != end && files.size() < kMost; entry.increment(code)) {
        const std::string name = entry->path().string();
        if (entry.depth() > 1) {
            entry.disable_recursion_pending();
        } else if (name.ends_with(".onnx") || name.ends_with(".safetensors") || name.ends_with(".safetensors.index.json")) {
            files.push_back(fs::relative(entry->path(), path, code).string());
        }
    }
    std::sort(files.begin(), files.end());
    std::string found = "a folder";
    for (std::size_t i = 0; i < files.size(); ++i) {
        found += (i == 0 ? " (it has " : ", ") + files[i];
    }
    throw Error({.file = path, .item = {}}, "cannot open", "a network's file",
                files.empty() ? kindOfFolder(path).text() : found + ")");
}

Graph readFile(const std::string &path, const LoadOptions &options, std::vector<std::string> &notes, const JobContext &job)
{
    refuseFolder(path);
    if (isShapeList(path)) {
        throw Error({.file = path, .item = {}}, "a table of sizes has no weights to load",
                    "a network (.onnx, .safetensors, .npz)", "sizes, which vsq info and vsq workloads --model take");
    }
    if (!isWeightsFile(path)) {
        if (!options.architecture.empty()) {
            const FileKind kind = kindOfFile(path);
            throw Error({.file = path, .item = {}}, "architecture '" + options.architecture + "'",
                        "a file of weights (.safetensors, .npz)",
                        kind.type == FileType::Onnx ? "one that says itself what it is" : kind.text());
        }
        return readOnnx(path, options.externalData, job, options.shapes);
    }
    ArchitectureGraph read = readArchitecture(path, options.architecture, options.shapes);
    notes = std::move(read.notes);
    return std::move(read.graph);
}

void requireSupported(const Graph &graph)
{
    for (const Node &node : graph.nodes) {
        supported(graph, node);
        if (node.body != nullptr) {
            requireSupported(*node.body);
        }
    }
}

} // namespace

std::vector<Layer> listLayers(const std::shared_ptr<const Graph> &graph, const JobContext &job)
{
    std::vector<Layer> layers = lower(*graph);
    const bool unknown = std::any_of(layers.begin(), layers.end(), [](const Layer &layer) { return layer.k == 0; });
    return unknown ? lowerWithShapes(*graph, executedShapes(graph, job)) : layers;
}

LoadedNetwork loadNetwork(const std::string &path, const LoadOptions &options, const JobContext &job)
{
    LoadedNetwork loaded;
    Graph graph = readFile(path, options, loaded.notes, job);
    const bool bind = !options.shapes.empty() && isWeightsFile(path); // an ONNX file's are bound while it is read
    loaded.file = std::make_shared<const Graph>(bind ? withInputShapes(std::move(graph), options.shapes, job) : std::move(graph));
    job.check();
    if (options.weights == Weights::MustBeFinite) {
        checkFinite(*loaded.file, job);
    }
    loaded.graph = std::make_shared<const Graph>(foldForInference(*loaded.file, job));
    requireSupported(*loaded.graph); // what cannot be run is not listed either
    loaded.layers = listLayers(loaded.graph, job);
    MappedFile::requireUnchanged();
    return loaded;
}

} // namespace vsq
