// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/rundump.h"

#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/engine/operandsof.h"
#include "core/run/chipmode.h"
#include "core/run/productrun.h"
#include "core/tensor/npz.h"

#include <fmt/format.h>

#include <filesystem>

namespace vsq {

namespace {

constexpr int kVersion = 1;
const char *const kWhat = "a run's dump";

std::string keyOf(const std::string &layer, std::int64_t product)
{
    return fmt::format("{}#{}", layer, product);
}

std::string fileIn(const std::string &folder, const char *name)
{
    return (std::filesystem::path(folder) / name).string();
}

void put(std::map<std::string, Tensor> &arrays, const std::string &key, const QuantizedMatrix &matrix)
{
    arrays.emplace(key + "_codes", Tensor::of<std::int8_t>({matrix.rows, matrix.columns}, matrix.codes));
    arrays.emplace(key + "_gamma", Tensor::of<float>({static_cast<std::int64_t>(matrix.gamma.size())}, matrix.gamma));
    if (!matrix.scales.empty()) {
        const std::vector<std::int32_t> scales(matrix.scales.begin(), matrix.scales.end());
        arrays.emplace(key + "_scales", Tensor::of<std::int32_t>({matrix.rows, matrix.vectors}, scales));
    }
}

QuantizedMatrix take(const std::map<std::string, Tensor> &arrays, const std::string &key, const OperandFormat &format,
                     std::int64_t segments, const std::string &file)
{
    const auto array = [&](const std::string &name) -> const Tensor & {
        const auto found = arrays.find(name);
        if (found == arrays.end()) {
            throw Error({.file = file, .item = {}}, "arrays", "'" + name + "'", "none of that name");
        }
        return found->second;
    };
    QuantizedMatrix matrix;
    matrix.format = format;
    matrix.segments = segments;
    const Tensor &codes = array(key + "_codes");
    if (codes.rank() != 2) {
        throw Error({.file = file, .item = "array '" + key + "_codes'"}, "shape", "[rows, K]", toString(codes.shape()));
    }
    matrix.rows = codes.dim(0);
    matrix.columns = codes.dim(1);
    matrix.codes.assign(codes.values<std::int8_t>().begin(), codes.values<std::int8_t>().end());
    const Tensor &gamma = array(key + "_gamma");
    matrix.gamma.assign(gamma.values<float>().begin(), gamma.values<float>().end());
    matrix.vectors = 1;
    if (format.granularity == Granularity::Vector) {
        const Tensor &scales = array(key + "_scales");
        matrix.vectors = scales.dim(scales.rank() - 1);
        matrix.scales.assign(scales.values<std::int32_t>().begin(), scales.values<std::int32_t>().end());
    }
    return matrix;
}

Json layerJson(const LayerData &data)
{
    const Layer &layer = data.layer;
    return {{"name", layer.name},
            {"op", layer.op},
            {"product", data.index},
            {"M", layer.m},
            {"N", layer.n},
            {"K", layer.k},
            {"count", layer.count},
            {"channels", layer.channels},
            {"kernel_height", layer.kernelHeight},
            {"kernel_width", layer.kernelWidth},
            {"output_height", layer.outputHeight},
            {"output_width", layer.outputWidth},
            {"constant", layer.aIsConstant},
            {"segments_a", data.qa.segments},
            {"segments_b", data.qb.segments}};
}

LayerData layerFrom(const Json &json, const std::string &file)
{
    constexpr std::int64_t kMost = std::int64_t{1} << 50;
    const auto number = [&](const char *name) { return integerField(json, name, 0, kMost, file); };
    LayerData data;
    data.layer.name = textField(json, "name", file);
    data.layer.op = textField(json, "op", file);
    data.index = number("product");
    data.layer.m = number("M");
    data.layer.n = number("N");
    data.layer.k = number("K");
    data.layer.count = number("count");
    data.layer.macs = data.layer.m * data.layer.n * data.layer.k * data.layer.count;
    data.layer.channels = number("channels");
    data.layer.kernelHeight = number("kernel_height");
    data.layer.kernelWidth = number("kernel_width");
    data.layer.outputHeight = number("output_height");
    data.layer.outputWidth = number("output_width");
    data.layer.aIsConstant = field(json, "constant", file).get<bool>();
    data.qa.segments = number("segments_a");
    data.qb.segments = number("segments_b");
    return data;
}

} // namespace

std::vector<std::int32_t> sumsOf(const LayerData &product, const ChipConfig &config)
{
    return product.operands ? chipSums(*product.operands, config, {}).sums : std::vector<std::int32_t>();
}

void writeRunDump(const std::string &folder, const RunRecord &record)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw Error({.file = folder, .item = {}}, "cannot be made: " + error.message());
    }
    Json json;
    json["vsq_dump"] = kVersion;
    // Whoever compares the run with a bench's dump wants the network again, from wherever that is.
    json["model"] = record.model.empty() ? record.model : std::filesystem::absolute(record.model).lexically_normal().string();
    json["format"] = nameOf(record.format);
    json["format_description"] = describe(record.format);
    json["fidelity"] = nameOf(record.fidelity);
    json["config"] = Json::parse(toJson(record.config));
    if (record.scales) {
        json["scales"] = Json::parse(toJson(*record.scales));
    }
    json["nodes"] = Json::array();
    json["layers"] = Json::array();
    for (const RecordedNode &node : record.nodes) {
        json["nodes"].push_back({{"name", node.name}, {"op", node.op}, {"outputs", node.outputs}});
    }
    std::map<std::string, Tensor> operands;
    std::map<std::string, Tensor> sums;
    for (const auto &[key, data] : record.products) {
        if (!data.operands) {
            continue;
        }
        const std::string name = keyOf(key.first, key.second);
        const auto output = record.outputs.find(key.first);
        json["layers"].push_back(layerJson(data));
        json["layers"].back()["format"] = nameOf(data.format);
        json["layers"].back()["output"] = nameOf(output == record.outputs.end() ? OutputFormat::Sums : output->second);
        const auto layout = record.layouts.find(key.first);
        json["layers"].back()["layout"] = nameOf(layout == record.layouts.end() ? ResultLayout::Unknown : layout->second);
        put(operands, name + ".a", data.qa);
        put(operands, name + ".b", data.qb);
        sums.emplace(name, Tensor::of<std::int32_t>({data.operands->m(), data.operands->n()}, sumsOf(data, record.config)));
    }
    writeNpz(fileIn(folder, "values.npz"), {record.values.begin(), record.values.end()});
    writeNpz(fileIn(folder, "operands.npz"), operands);
    writeNpz(fileIn(folder, "sums.npz"), sums);
    writeFileAtomically(fileIn(folder, "run.json"), json.dump(1) + "\n");
}

RunRecord readRunDump(const std::string &folder)
{
    const std::string file = fileIn(folder, "run.json");
    const Json json = parseJson(readFile(file, kWhat), file, kWhat);
    integerField(json, "vsq_dump", kVersion, kVersion, file);
    RunRecord record;
    record.model = textField(json, "model", file);
    record.fidelity = fidelityFromName(textField(json, "fidelity", file));
    record.config = configFromJson(field(json, "config", file).dump(), file);
    if (json.contains("scales")) {
        record.scales = std::make_shared<const ActivationScales>(activationScalesFromJson(json["scales"].dump(), file));
    }
    const std::string format = textField(json, "format", file);
    record.format = format.empty() ? NumberFormat() : namedFormat(format);
    for (const Json &node : field(json, "nodes", file)) {
        record.nodes.push_back({textField(node, "name", file), textField(node, "op", file),
                                field(node, "outputs", file).get<std::vector<std::string>>()});
    }
    for (auto &[name, tensor] : readNpz(fileIn(folder, "values.npz"))) {
        record.values.emplace(name, tensor);
    }
    const Json &layers = field(json, "layers", file);
    if (layers.empty()) {
        return record;
    }
    const std::string operandFile = fileIn(folder, "operands.npz");
    const auto operands = readNpz(operandFile);
    for (const Json &layer : layers) {
        LayerData data = layerFrom(layer, file);
        const std::string own = layer.contains("format") ? textField(layer, "format", file) : format;
        if (own.empty()) { // none of the named formats: integers have no meaning
            continue;
        }
        data.format = namedFormat(own);
        if (own != format) {
            record.layerFormats[data.layer.name] = data.format;
        }
        const std::string name = keyOf(data.layer.name, data.index);
        const bool constant = data.layer.aIsConstant;
        data.qa = take(operands, name + ".a", constant ? data.format.weights : data.format.activations, data.qa.segments,
                       operandFile);
        data.qb = take(operands, name + ".b", data.format.activations, data.qb.segments, operandFile);
        data.operands = std::make_shared<const Operands>(makeOperands(data.qa, data.qb, *modeOf(data.format)));
        record.outputs.try_emplace(data.layer.name, outputFormatFromName(textField(layer, "output", file)));
        if (layer.contains("layout")) {
            record.layouts.try_emplace(data.layer.name, resultLayoutFromName(textField(layer, "layout", file)));
        }
        const std::pair key{data.layer.name, data.index};
        record.products.emplace(key, std::move(data));
    }
    return record;
}

} // namespace vsq
