// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/nodedata.h"

namespace vsq::cli {

Json nodeDataOf(const Json &info)
{
    Json results = Json::object();
    for (const Json &layer : info["layers"]) {
        const bool hasCycles = layer.contains("cycles") && !layer["cycles"].is_null();
        results[layer["name"].get<std::string>()] = {{"value", layer[hasCycles ? "cycles" : "macs"]}};
    }
    Json json;
    json["results"] = std::move(results);
    // Light to dark, as cividis runs.
    json["gradient"] = Json::array({{{"stop", 0.0}, {"bgColor", "#fee838"}, {"textColor", "#000000"}},
                                    {{"stop", 0.5}, {"bgColor", "#7c7b78"}, {"textColor", "#ffffff"}},
                                    {{"stop", 1.0}, {"bgColor", "#00224e"}, {"textColor", "#ffffff"}}});
    return json;
}

} // namespace vsq::cli
