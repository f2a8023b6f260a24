// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/layercosts.h"

#include "core/base/printable.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq::cli {

Json layerCostsJson(const NamedNetwork &network, const WorkloadResult &result, const std::vector<std::string> &warnings)
{
    Json layers = Json::array();
    for (std::size_t i = 0; i < result.layers.size(); ++i) {
        const Layer &layer = network.layers[i];
        const LayerCost &cost = result.layers[i].cost;
        layers.push_back({{"name", layer.name},
                          {"op", layer.op},
                          {"M", layer.m},
                          {"N", layer.n},
                          {"K", layer.k},
                          {"count", layer.count},
                          {"macs", layer.macs},
                          {"cycles", cost.cycles()},
                          {"utilisation_percent", 100.0 * cost.utilisation()},
                          {"energy_J", result.layers[i].energy.total().value},
                          {"output", nameOf(cost.output())},
                          {"note", cost.note}});
    }
    Json json;
    json["network"] = network.name;
    json["format"] = nameOf(result.mode);
    json["cycles"] = result.cycles;
    json["macs"] = result.macs;
    json["utilisation_percent"] = result.utilisationPercent;
    json["energy_J"] = result.energy.total().value;
    json["inferences_per_s"] = result.inferencesPerSecond().value;
    json["TOPS_per_W"] = result.energy.topsPerWatt().value;
    json["supply_V"] = result.supply;
    json["density_a"] = result.densities.a;
    json["density_b"] = result.densities.b;
    json["output"] = kOutputRule;
    json["warnings"] = warnings;
    json["layers"] = std::move(layers);
    return json;
}

std::string layerCostsText(const Json &costs)
{
    std::size_t width = 5;
    for (const Json &layer : costs["layers"]) {
        width = std::max(width, printable(layer["name"].get<std::string>()).size());
    }
    std::string text = fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13} {:>10} {:>6} {:>10}  {}\n", "layer", width,
                                   "operator", "M", "N", "K", "count", "MACs", "cycles", "util %", "energy nJ", "note");
    for (const Json &layer : costs["layers"]) {
        std::string line = fmt::format("{:<{}}  {:<8} {:>6} {:>6} {:>6} {:>5} {:>13} {:>10} {:>6.1f} {:>10.1f}  {}",
                                       printable(layer["name"].get<std::string>()), width, layer["op"].get<std::string>(),
                                       layer["M"].dump(), layer["N"].dump(), layer["K"].dump(), layer["count"].dump(),
                                       layer["macs"].dump(), layer["cycles"].dump(), layer["utilisation_percent"].get<double>(),
                                       1e9 * layer["energy_J"].get<double>(), layer["note"].get<std::string>());
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text
           + fmt::format(
               "\n{} at {} V, {}: {} cycles, {} MACs, utilisation {:.1f} %, {:.3f} uJ, {:.1f} inferences/s, {:.1f} TOPS/W "
               "(operand density {:.2f}, assumed unless given)\n",
               costs["network"].get<std::string>(), costs["supply_V"].dump(), costs["format"].get<std::string>(),
               costs["cycles"].dump(), costs["macs"].dump(), costs["utilisation_percent"].get<double>(),
               1e6 * costs["energy_J"].get<double>(), costs["inferences_per_s"].get<double>(), costs["TOPS_per_W"].get<double>(),
               costs["density_b"].get<double>());
}

} // namespace vsq::cli
