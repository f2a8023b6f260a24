// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/info.h"

#include "app/cli/productreport.h"
#include "core/study/loadnetwork.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vsq::cli {

namespace {

/// Symbolic dimensions by their name, unknown ones as null.
Json shapeOf(const ValueInfo &value)
{
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

Json describeNetwork(const LoadedNetwork &network)
{
    const Graph &graph = *network.file;
    std::int64_t macsChip = 0;
    std::int64_t macsHost = 0;
    Json list = Json::array();
    for (const Layer &layer : network.layers) {
        (layer.onChip ? macsChip : macsHost) += layer.macs;
        list.push_back({{"name", layer.name},
                        {"op", layer.op},
                        {"M", layer.m},
                        {"N", layer.n},
                        {"K", layer.k},
                        {"count", layer.count},
                        {"macs", layer.macs},
                        {"where", layer.onChip ? "chip" : "host"},
                        {"reason", layer.reason}});
    }
    std::map<std::string, int> operators;
    for (const Node &node : graph.nodes) {
        ++operators[node.op];
    }
    Json json;
    json["name"] = graph.name;
    json["producer"] = graph.producer;
    json["opset"] = graph.opset;
    json["inputs"] = valuesOf(graph.inputs);
    json["outputs"] = valuesOf(graph.outputs);
    json["operators"] = operators;
    json["parameters"] = graph.parameterCount();
    json["macs_chip"] = macsChip;
    json["macs_host"] = macsHost;
    json["layers"] = std::move(list);
    return json;
}

std::string valueText(const Json &values, const char *title)
{
    std::string text;
    for (const Json &value : values) {
        std::string shape;
        for (const Json &dim : value["shape"]) {
            shape += (shape.empty() ? "" : ",") + (dim.is_null() ? "?" : dim.is_string() ? dim.get<std::string>() : dim.dump());
        }
        text += fmt::format("{:<12}{} {} [{}]\n", title, value["name"].get<std::string>(), value["type"].get<std::string>(), shape);
    }
    return text;
}

std::string networkText(const Json &json)
{
    std::string text = fmt::format("network     {}, opset {}\n", json["name"].get<std::string>(), json["opset"].dump());
    text += valueText(json["inputs"], "input") + valueText(json["outputs"], "output");
    text += "operators   ";
    const char *separator = "";
    for (const auto &[op, count] : json["operators"].items()) {
        text += fmt::format("{}{} {}", separator, count.dump(), op);
        separator = ", ";
    }
    text += fmt::format("\nparameters  {}\nMACs        {} on the chip, {} on the host\n\n", json["parameters"].dump(),
                        json["macs_chip"].dump(), json["macs_host"].dump());
    std::size_t width = 5;
    for (const Json &layer : json["layers"]) {
        width = std::max(width, layer["name"].get<std::string>().size());
    }
    text += fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13}  {:<5} {}\n", "layer", width, "operator", "M", "N", "K",
                        "count", "MACs", "where", "why");
    for (const Json &layer : json["layers"]) {
        text += fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13}  {:<5} {}\n", layer["name"].get<std::string>(), width,
                            layer["op"].get<std::string>(), layer["M"].dump(), layer["N"].dump(), layer["K"].dump(),
                            layer["count"].dump(), layer["macs"].dump(), layer["where"].get<std::string>(),
                            layer["reason"].get<std::string>());
    }
    return text;
}

class InfoCommand final : public Command {
public:
    std::string name() const override { return "info"; }
    std::string summary() const override { return "List a network's matrix products and where each of them runs"; }
    std::string details() const override
    {
        return "M, N and K are of one product, count of them are alike (heads, groups). Unknown dimensions count as 1.\n\n"
               "Examples:\n"
               "  vsq info network.onnx\n"
               "  vsq info network.onnx --json";
    }

    void declare(CLI::App &app) override { app.add_option("model", m_model, "ONNX file")->required()->type_name("MODEL"); }

    void run(const Session &session) override
    {
        const Json json = describeNetwork(loadNetwork(m_model, Weights::MayBeAnything, session.job()));
        session.console.data(session.console.json ? json.dump(2) + "\n" : networkText(json));
    }

private:
    std::string m_model;
};

} // namespace

std::unique_ptr<Command> makeInfoCommand()
{
    return std::make_unique<InfoCommand>();
}

} // namespace vsq::cli
