// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/workloads.h"

#include "core/layer/layerenergy.h"

#include <algorithm>

namespace vsq {
Figure WorkloadResult::inferencesPerSecond() const
{
    return {energy.seconds.value > 0.0 ? 1.0 / energy.seconds.value : 0.0, energy.seconds.origin};
}

Figure WorkloadResult::inferencesPerSecondPerWatt() const
{
    const Figure joules = energy.total();
    return {joules.value > 0.0 ? 1.0 / joules.value : 0.0, joules.origin};
}

OperandDensities defaultDensities(const NamedNetwork &network, Mode mode)
{
    if (network.tokens) {
        return {0.60, 0.60, Origin::Assumed};
    }
    if (network.name != "ResNet-50") {
        return {};
    }
    // Per-tensor INT4 codes of weights and of activations after ReLU hold more zeros than per-vector scaled ones.
    return mode == Mode::Int4 ? OperandDensities{0.28, 0.28, Origin::Assumed} : OperandDensities{0.48, 0.48, Origin::Assumed};
}

Mode layerMode(const NamedNetwork &network, const std::string &layer, Mode run)
{
    if (network.name != "ResNet-50" || run == Mode::Int8) {
        return run;
    }
    for (const LayerFormatRow &row : resnet50FormatRows()) {
        const bool matches = std::any_of(row.patterns.begin(), row.patterns.end(),
                                         [&layer](const std::string &pattern) { return matchesLayerPattern(pattern, layer); });
        if (matches) {
            return row.mode == Mode::Int8 || run == Mode::Vsq ? row.mode : run;
        }
    }
    return run;
}

LayerCost layerCost(const NamedNetwork &network, const Layer &layer, Mode run, const ChipConfig &config)
{
    const Mode mode = layerMode(network, layer.name, run);
    const OutputFormat output = outputOf(layer, mode, layerMode(network, layer.consumer, run), config);
    return costOf(layer, planOf(layer, mode, output, config), config);
}

WorkloadResult runWorkload(const NamedNetwork &network, Mode run, const ChipConfig &config,
                           const std::optional<OperandDensities> &densities)
{
    WorkloadResult result;
    result.network = network.name;
    result.tokens = network.tokens;
    result.mode = run;
    result.densities = densities ? *densities : defaultDensities(network, run);
    result.config = config;
    result.supply = config.voltage;
    for (const Layer &named : network.layers) {
        WorkloadLayer layer;
        layer.name = named.name;
        layer.cost = layerCost(network, named, run, config);
        layer.mode = layer.cost.plan.shape.mode;
        layer.energy = energyOf(layer.cost, result.densities, config);
        result.energy += layer.energy;
        result.cycles += layer.cycles();
        result.macs += named.macs;
        CycleShares shares = sharesOf(layer.cost);
        shares *= static_cast<double>(layer.cost.multipliers());
        result.shares += shares;
        result.layers.push_back(std::move(layer));
    }
    result.utilisationPercent = 100.0 * static_cast<double>(result.macs) / result.shares.total;
    const auto &rows = workloadRows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const WorkloadRow &each) {
        return each.network == network.name && each.tokens == network.tokens && each.mode == run;
    });
    if (row != rows.end()) {
        result.published = *row;
    }
    return result;
}

std::vector<WorkloadResult> runPublishedWorkloads(const ChipConfig &config, const std::optional<OperandDensities> &densities)
{
    std::vector<WorkloadResult> results;
    for (const WorkloadRow &row : workloadRows()) {
        results.push_back(runWorkload(namedNetwork(row.network, row.tokens), row.mode, config, densities));
    }
    return results;
}

} // namespace vsq
