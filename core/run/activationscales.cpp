// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/activationscales.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/network/identity.h"
#include "core/quantize/formatjson.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <limits>
#include <vector>

namespace vsq {

namespace {

const char *const kWhat = "static scales of activations";

float required(const std::optional<float> &scale, const ActivationScales &scales, const Node &node, const char *which)
{
    if (!scale) {
        throw Error({.file = scales.file, .item = "layer '" + node.name + "'"}, fmt::format("static scale '{}'", which),
                    "one for every layer of the network", "none");
    }
    return *scale;
}

const LayerScales &layerOf(const ActivationScales &scales, const Node &node)
{
    static const LayerScales none;
    const auto found = scales.layers.find(node.name);
    return found == scales.layers.end() ? none : found->second;
}

std::optional<float> scaleFrom(const Json &layer, const char *key, const Place &place)
{
    if (!layer.contains(key)) {
        return std::nullopt;
    }
    const Json &value = layer.at(key);
    const double number = value.is_number() ? value.get<double>() : -1.0;
    if (!(number >= 0.0 && number <= static_cast<double>(std::numeric_limits<float>::max()))) {
        throw Error(place, fmt::format("'{}'", key), "a finite number of at least 0", shownJson(value));
    }
    return static_cast<float>(number);
}

} // namespace

float ActivationScales::activationsOf(const Node &node) const
{
    return required(layerOf(*this, node).activations, *this, node, "activations");
}

float ActivationScales::stationaryOf(const Node &node) const
{
    return required(layerOf(*this, node).stationary, *this, node, "stationary");
}

bool hasStaticScales(const NumberFormat &format)
{
    return format.activations.isTwoLevel()
           && (format.activations.granularity != Granularity::Vector || format.activations.hasIntegerScales());
}

std::string toJson(const ActivationScales &scales)
{
    Json json;
    json["activationScales"] = 1;
    json["network"] = scales.network;
    json["networkHash"] = scales.networkHash;
    json["items"] = scales.items;
    json["fidelity"] = nameOf(scales.fidelity);
    json["format"] = formatJson(scales.format);
    Json &layers = json["layers"] = Json::object();
    for (const auto &[name, layer] : scales.layers) {
        Json &entry = layers[name] = Json::object();
        if (layer.activations) {
            entry["activations"] = *layer.activations;
        }
        if (layer.stationary) {
            entry["stationary"] = *layer.stationary;
        }
    }
    return jsonText(json) + '\n';
}

ActivationScales activationScalesFromJson(std::string_view text, const std::string &source)
{
    const Json json = parseJson(text, source, kWhat);
    const Place place{.file = source, .item = {}};
    if (!json.is_object() || !json.contains("activationScales")) {
        throw Error(place, kWhat, "a JSON object with 'activationScales', as vsq calibrate writes it",
                    json.is_object() ? "one without" : std::string("a JSON ") + json.type_name());
    }
    if (json.at("activationScales") != 1) {
        throw Error({source, "'activationScales'"}, "version of the file format", "1", shownJson(json.at("activationScales")));
    }
    ActivationScales scales;
    scales.file = source;
    scales.network = textField(json, "network", source);
    scales.networkHash = textField(json, "networkHash", source);
    scales.items = integerField(json, "items", 0, std::numeric_limits<std::int64_t>::max(), source);
    try {
        scales.fidelity = fidelityFromName(textField(json, "fidelity", source));
    } catch (const Error &error) {
        throw error.place().file.empty() ? Error({source, "'fidelity'"}, "name", error.expected(), error.found()) : error;
    }
    scales.format = formatFromJson(field(json, "format", source), source);
    const Json &layers = field(json, "layers", source);
    if (!layers.is_object()) {
        throw Error({source, "'layers'"}, "kind", "a JSON object", layers.type_name());
    }
    for (const auto &[name, layer] : layers.items()) {
        const Place at{.file = source, .item = "layer '" + name + "'"};
        if (!layer.is_object()) {
            throw Error(at, "kind", "a JSON object", layer.type_name());
        }
        scales.layers.emplace(name, LayerScales{.activations = scaleFrom(layer, "activations", at),
                                                .stationary = scaleFrom(layer, "stationary", at)});
    }
    return scales;
}

ActivationScales readActivationScales(const std::string &path)
{
    return activationScalesFromJson(readFile(path, kWhat), path);
}

void requireScalesOf(const ActivationScales &scales, const Graph &graph, const std::string &networkFile)
{
    for (const auto &[name, layer] : scales.layers) {
        const bool known = std::any_of(graph.nodes.begin(), graph.nodes.end(),
                                       [&wanted = name](const Node &node) { return node.name == wanted; });
        if (!known) {
            throw Error({.file = scales.file, .item = "layer '" + name + "'"}, "static scales of another network",
                        fmt::format("a layer of {}", networkFile), fmt::format("one of {}", scales.network));
        }
    }
    switch (isNetwork(scales.networkHash, graph, networkFile)) {
    case SameNetwork::Yes: return;
    case SameNetwork::No:
        throw Error({.file = scales.file, .item = {}}, "static scales of another network",
                    fmt::format("hash {} ({})", identityOf(graph, networkFile), networkFile),
                    fmt::format("hash {} ({})", scales.networkHash, scales.network));
    case SameNetwork::CannotTell:
        throw Error({.file = scales.file, .item = {}}, "static scales of an earlier version, which did not look at external data",
                    fmt::format("hash {} ({}): vsq calibrate makes them anew", identityOf(graph, networkFile), networkFile),
                    fmt::format("hash {} ({})", scales.networkHash, scales.network));
    }
}

void requireScalesFor(const ActivationScales &scales, const NumberFormat &format)
{
    if (!(scales.format.activations == format.activations && scales.format.preparation == format.preparation)) {
        throw Error({.file = scales.file, .item = {}}, "static scales of another format", describe(format),
                    describe(scales.format));
    }
}

} // namespace vsq
