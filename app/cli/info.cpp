// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/info.h"

#include "app/cli/chipoptions.h"
#include "app/cli/formatoptions.h"
#include "app/cli/modeloption.h"
#include "app/cli/nodedata.h"
#include "app/cli/productreport.h"
#include "core/base/atomicfile.h"
#include "core/base/printable.h"
#include "core/layer/layerplan.h"
#include "core/network/shapelist.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace vsq::cli {

namespace {

/// Symbolic dimensions by their name, unknown ones as null.
Json shapeOf(const ValueInfo &value)
{
    if (!value.rankIsKnown) {
        return nullptr;
    }
    Json shape = Json::array();
    for (std::size_t i = 0; i < value.shape.size(); ++i) {
        if (value.shape[i] >= 0) {
            shape.push_back(value.shape[i]);
        } else if (i < value.dimNames.size() && !value.dimNames[i].empty()) {
            shape.push_back(value.dimNames[i]);
        } else {
            shape.push_back(nullptr);
        }
    }
    return shape;
}

Json valuesOf(const std::vector<ValueInfo> &values)
{
    Json list = Json::array();
    for (const ValueInfo &value : values) {
        list.push_back({{"name", value.name}, {"shape", shapeOf(value)}, {"type", nameOf(value.type)}});
    }
    return list;
}

/// What the layers are asked to run in.
struct Costing {
    NumberFormat format;
    ChipConfig config;
};

/// "layers", "macs_chip", "macs_host", "format", "cycles", "refused" (layers that those cycles leave out), "output" (the rule).
void addLayers(Json &json, const std::vector<Layer> &layers, const Costing &costing)
{
    std::int64_t cycles = 0;
    std::int64_t macsChip = 0;
    std::int64_t macsHost = 0;
    int refused = 0;
    Json list = Json::array();
    for (const Layer &layer : layers) {
        (layer.onChip ? macsChip : macsHost) += layer.macs;
        const std::optional<LayerCost> cost = costOf(layer, costing.format, costing.config);
        cycles += cost ? cost->cycles() : 0;
        const std::string refusal = cost ? std::string() : refusalOf(layer, costing.format, costing.config, costing.format);
        const std::string note = cost ? cost->note : refusal.empty() ? refusal : "Does not run as configured: " + refusal;
        refused += refusal.empty() ? 0 : 1;
        list.push_back({{"name", layer.name},
                        {"op", layer.op},
                        {"M", layer.m},
                        {"N", layer.n},
                        {"K", layer.k},
                        {"count", layer.count},
                        {"macs", layer.macs},
                        {"where", layer.onChip ? "chip" : "host"},
                        {"reason", note.empty() ? layer.reason : layer.reason + " " + note},
                        {"cycles", cost ? Json(cost->cycles()) : Json(nullptr)},
                        {"utilisation", cost ? Json(cost->utilisation()) : Json(nullptr)},
                        {"output", cost ? Json(nameOf(cost->output())) : Json(nullptr)}});
    }
    json["macs_chip"] = macsChip;
    json["macs_host"] = macsHost;
    const std::string name = nameOf(costing.format);
    json["format"] = name.empty() ? describe(costing.format) : name;
    json["cycles"] = name.empty() ? Json(nullptr) : Json(cycles);
    json["refused"] = refused;
    json["output"] = kOutputRule;
    json["layers"] = std::move(list);
}

Json describeNetwork(const LoadedNetwork &network, const Costing &costing)
{
    const Graph &graph = *network.file;
    std::map<std::string, int> operators;
    for (const Node &node : graph.nodes) {
        ++operators[node.op];
    }
    Json json;
    json["name"] = graph.name;
    json["producer"] = graph.producer;
    json["opset"] = graph.fileOpset > 0 ? graph.fileOpset : graph.opset;
    json["inputs"] = valuesOf(graph.inputs);
    json["outputs"] = valuesOf(graph.outputs);
    json["operators"] = operators;
    json["parameters"] = graph.parameterCount();
    addLayers(json, network.layers, costing);
    return json;
}

/// A table of sizes has no operators and no weights.
Json describeShapes(const std::string &path, const ShapeList &shapes, const Costing &costing)
{
    Json json;
    json["name"] = std::filesystem::path(path).stem().string();
    json["producer"] = "";
    json["opset"] = nullptr;
    json["inputs"] = Json::array();
    json["outputs"] = Json::array();
    json["operators"] = Json::object();
    json["parameters"] = 0;
    addLayers(json, shapes.layers, costing);
    json["warnings"] = shapes.warnings;
    return json;
}

/// A name out of the file, on one line.
std::string shown(const Json &name)
{
    return printable(name.get<std::string>());
}

std::string valueText(const Json &values, const char *title)
{
    std::string text;
    const std::string unknown = std::string_view(title) == "input" ? "unknown: --shape gives it" : "unknown";
    for (const Json &value : values) {
        std::string shape = value["shape"].is_null() ? unknown : "";
        for (const Json &dim : value["shape"]) {
            shape += (shape.empty() ? "" : ",") + (dim.is_null() ? "?" : dim.is_string() ? shown(dim) : dim.dump());
        }
        text += fmt::format("{:<12}{} {} [{}]\n", title, shown(value["name"]), value["type"].get<std::string>(), shape);
    }
    return text;
}

std::string networkText(const Json &json)
{
    const bool onlySizes = json["opset"].is_null();
    std::string text = fmt::format("network     {}, {}\n", shown(json["name"]),
                                   onlySizes ? std::string("sizes of its layers only") : "opset " + json["opset"].dump());
    text += valueText(json["inputs"], "input") + valueText(json["outputs"], "output");
    if (!onlySizes) {
        text += "operators   ";
        const char *separator = "";
        for (const auto &[op, count] : json["operators"].items()) {
            text += fmt::format("{}{} {}", separator, count.dump(), printable(op));
            separator = ", ";
        }
        text += fmt::format("\nparameters  {}\n", json["parameters"].dump());
    }
    text += fmt::format("MACs        {} on the chip, {} on the host\n", json["macs_chip"].dump(), json["macs_host"].dump());
    if (!json["cycles"].is_null()) {
        const int refused = json["refused"].get<int>();
        text += fmt::format("cycles      {} in {}, {}{}\n", json["cycles"].dump(), json["format"].get<std::string>(), kOutputRule,
                            refused == 0 ? std::string() : fmt::format("; without {} that do not run as configured", refused));
    }
    text += "\n";
    std::size_t width = 5;
    for (const Json &layer : json["layers"]) {
        width = std::max(width, shown(layer["name"]).size());
    }
    text += fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13} {:>10} {:>6} {:<11} {:<5} {}\n", "layer", width, "operator",
                        "M", "N", "K", "count", "MACs", "cycles", "util %", "output", "where", "why");
    for (const Json &layer : json["layers"]) {
        const bool hasCost = !layer["cycles"].is_null();
        text += fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13} {:>10} {:>6} {:<11} {:<5} {}\n", shown(layer["name"]),
                            width, shown(layer["op"]), layer["M"].dump(), layer["N"].dump(), layer["K"].dump(),
                            layer["count"].dump(), layer["macs"].dump(), hasCost ? layer["cycles"].dump() : "-",
                            hasCost ? fmt::format("{:.1f}", 100.0 * layer["utilisation"].get<double>()) : "-",
                            hasCost ? layer["output"].get<std::string>() : "-", layer["where"].get<std::string>(),
                            shown(layer["reason"]));
    }
    return text;
}

class InfoCommand final : public Command {
public:
    std::string name() const override { return "info"; }
    std::string summary() const override { return "List a network's matrix products and where each of them runs"; }
    std::string details() const override
    {
        return "M, N and K are of one product, count of them are alike (heads, groups); cycles and utilisation are of all of them\n"
               "on the chip in the format given (default vsq). Unknown dimensions count as 1 unless --shape says what they are.\n"
               "MODEL may be a table of sizes too (.csv): columns name,M,N,K, or SCALE-Sim's: Layer,M,N,K (there N are the filters,\n"
               "M the rows of activations), or convolutions (name, image height and width, filter height and width, channels,\n"
               "filters, one or two strides; DP in a name: depthwise).\n\n"
               "Examples:\n"
               "  vsq info network.onnx\n"
               "  vsq info network.onnx --format int8 --set lanes=8\n"
               "  vsq info network.onnx --shape input_ids=1,384 --json\n"
               "  vsq info model.safetensors --architecture bert-base\n"
               "  vsq info network.onnx --node-data cycles.json\n"
               "  vsq info Resnet50.csv";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--node-data", m_nodeData, "Cycles of each layer as node data for Google's Model Explorer")
            ->type_name("N.json");
        m_format.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_number = m_format.format();
        m_chip.check();
    }

    void run(const Session &session) override
    {
        const Costing costing{.format = m_number, .config = m_chip.config()};
        const Json json = isShapeList(m_model.path()) ? shapes(session, costing)
                                                      : describeNetwork(m_model.load(session, Weights::MayBeAnything), costing);
        if (!m_nodeData.empty()) {
            writeFileAtomically(m_nodeData, jsonText(nodeDataOf(json)) + "\n");
        }
        session.console.data(session.console.json ? jsonText(json) + "\n" : networkText(json));
    }

private:
    [[nodiscard]] Json shapes(const Session &session, const Costing &costing) const
    {
        const ShapeList list = readShapeList(m_model.path());
        for (const std::string &warning : list.warnings) {
            session.console.warning(warning);
        }
        return describeShapes(m_model.path(), list, costing);
    }

    ModelOption m_model;
    std::string m_nodeData;
    FormatOptions m_format;
    ChipOptions m_chip;
    NumberFormat m_number;
};

} // namespace

std::unique_ptr<Command> makeInfoCommand()
{
    return std::make_unique<InfoCommand>();
}

} // namespace vsq::cli
