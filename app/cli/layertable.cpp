// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/layertable.h"

#include "core/base/printable.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerplan.h"

#include <fmt/format.h>

namespace vsq::cli {

namespace {

Json scales(const std::optional<ScaleSummary> &summary)
{
    if (!summary) {
        return nullptr;
    }
    return {{"count", summary->count},
            {"zeros", summary->zeros},
            {"min", summary->smallest},
            {"max", summary->largest},
            {"mean", summary->mean}};
}

std::string cell(const Json &value, const char *format, double factor = 1.0)
{
    return value.is_null() ? "-" : fmt::format(fmt::runtime(format), value.get<double>() * factor);
}

} // namespace

Json runReport(Fidelity fidelity, const NumberFormat &format, const std::vector<LayerReport> &layers)
{
    Json list = Json::array();
    std::int64_t cycles = 0;
    std::int64_t saturations = 0;
    double energy = 0.0;
    for (const LayerReport &layer : layers) {
        cycles += layer.cycles.value_or(0);
        energy += layer.energy.value_or(0.0);
        saturations += layer.saturations;
        list.push_back({{"name", layer.layer.name},
                        {"op", layer.layer.op},
                        {"M", layer.m},
                        {"N", layer.n},
                        {"K", layer.k},
                        {"count", layer.products},
                        {"macs", layer.macs},
                        {"cycles", orNull(layer.cycles)},
                        {"utilisation", orNull(layer.utilisation)},
                        {"energy_J", orNull(layer.energy)},
                        {"output", layer.output ? Json(nameOf(*layer.output)) : Json(nullptr)},
                        {"note", layer.note},
                        {"sqnr_weights_dB", finiteOrNull(layer.sqnrWeights)},
                        {"sqnr_in_dB", finiteOrNull(layer.sqnrIn)},
                        {"sqnr_out_dB", finiteOrNull(layer.sqnrOut)},
                        {"saturations", layer.saturations},
                        {"density_a", layer.densityA},
                        {"density_b", layer.densityB},
                        {"scales_a", scales(layer.scalesA)},
                        {"scales_b", scales(layer.scalesB)},
                        {"prepare", layer.prepare}});
    }
    const std::string named = nameOf(format);
    const bool onChip = !chipModeName(format).empty() && fidelity != Fidelity::Float;
    Json report;
    report["fidelity"] = nameOf(fidelity);
    report["format"] = fidelity == Fidelity::Float ? "fp32" : named.empty() ? describe(format) : named;
    report["cycles"] = onChip ? Json(cycles) : Json(nullptr);
    report["energy_J"] = onChip ? Json(energy) : Json(nullptr);
    report["saturations"] = saturations;
    report["output"] = kOutputRule;
    report["activations"] = kMeasuredActivations;
    report["layers"] = std::move(list);
    return report;
}

std::string layerTable(const Json &report)
{
    std::size_t width = 5;
    for (const Json &layer : report["layers"]) {
        width = std::max(width, printable(layer["name"].get<std::string>()).size());
    }
    std::string text = fmt::format("{:<{}}  {:>6} {:>6} {:>6} {:>5} {:>10} {:>6} {:>10} {:>7} {:>7} {:>7} {:>6}\n", "layer",
                                   width, "M", "N", "K", "count", "cycles", "util %", "energy nJ", "SQNR A", "SQNR B", "SQNR C",
                                   "satur.");
    for (const Json &layer : report["layers"]) {
        text += fmt::format("{:<{}}  {:>6} {:>6} {:>6} {:>5} {:>10} {:>6} {:>10} {:>7} {:>7} {:>7} {:>6}\n",
                            printable(layer["name"].get<std::string>()), width, layer["M"].dump(), layer["N"].dump(),
                            layer["K"].dump(), layer["count"].dump(), cell(layer["cycles"], "{:.0f}"),
                            cell(layer["utilisation"], "{:.1f}", 100), cell(layer["energy_J"], "{:.1f}", 1e9),
                            cell(layer["sqnr_weights_dB"], "{:.1f}"), cell(layer["sqnr_in_dB"], "{:.1f}"),
                            cell(layer["sqnr_out_dB"], "{:.1f}"), layer["saturations"].dump());
    }
    return text
           + "SQNR in dB, on the activations of an FP32 run: A the weights, B the activations, C the product against the FP32 product "
             "of the same operands\n";
}

} // namespace vsq::cli
