// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/workloads.h"

#include "core/chip/plancounters.h"

#include <algorithm>

namespace vsq {
namespace {

/// Without the output's format.
ProductShape shapeOf(const NamedNetwork &network, const NamedLayer &layer, Mode run)
{
    ProductShape shape;
    shape.m = layer.layer.m;
    shape.n = layer.layer.n;
    shape.k = layer.layer.k;
    shape.mode = layerMode(network, layer.layer.name, run);
    if (layer.layer.outputWidth > 0) {
        shape.convolution = ConvolutionShape{layer.layer.channels, layer.layer.kernelHeight, layer.layer.kernelWidth,
                                             layer.layer.outputHeight, layer.layer.outputWidth};
    }
    return shape;
}

OutputFormat outputFor(Mode consumer)
{
    switch (consumer) {
    case Mode::Int8: return OutputFormat::Int8;
    case Mode::Int4: return OutputFormat::Int4;
    case Mode::Vsq: break;
    }
    return OutputFormat::Vsq;
}

} // namespace

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

OutputFormat layerOutput(const NamedNetwork &network, const NamedLayer &layer, Mode run, const ChipConfig &config)
{
    if (layer.use == OutputUse::Softmax) {
        return OutputFormat::Softmax;
    }
    if (layer.use == OutputUse::Host) {
        return OutputFormat::Int8;
    }
    const OutputFormat wanted = outputFor(layerMode(network, layer.consumer, run));
    if (wanted != OutputFormat::Vsq) {
        return wanted;
    }
    const std::int64_t tiles = outputVectorSize(OutputFormat::Vsq) / config.lanes;
    return vectorsAlongK(shapeOf(network, layer, run), config) * tiles <= config.aBankEntries ? wanted : OutputFormat::Int8Vector;
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
    for (const NamedLayer &named : network.layers) {
        WorkloadLayer layer;
        layer.name = named.layer.name;
        layer.count = named.layer.count;
        ProductShape shape = shapeOf(network, named, run);
        shape.output = layerOutput(network, named, run, config);
        layer.plan = plan(shape, config);
        layer.mode = layer.plan.shape.mode;
        layer.counters = countersOf(layer.plan, config);
        layer.energy = energyOf(layer.counters, layer.mode, result.densities, config.voltage, config).times(layer.count);
        result.energy += layer.energy;
        result.cycles += layer.cycles();
        result.macs += named.layer.macs;
        const int multipliers = config.lanes * vectorSize(layer.mode);
        CycleShares shares = sharesOf(layer.counters, multipliers);
        shares *= static_cast<double>(multipliers * layer.count);
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
