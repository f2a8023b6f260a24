// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/workloads.h"

#include "core/chip/plancounters.h"
#include "core/energy/operatingpoints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

/// "+12.3 %" of a figure beyond its bound, else empty.
std::string beyond(const char *figure, double difference, double bound, const char *unit)
{
    return std::abs(difference) > bound ? fmt::format("{} {:+.1f} {}", figure, difference, unit) : std::string();
}

double percentOff(double value, double published)
{
    return 100.0 * (value / published - 1.0);
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

std::string WorkloadResult::deviation() const
{
    if (!published || std::abs(supply - kNominalSupply) > 1e-9) {
        return {};
    }
    std::string speed;
    std::string efficiency;
    const auto join = [](std::string &text, const std::string &part) {
        text += (text.empty() || part.empty() ? "" : ", ") + part;
    };
    if (published->utilisationPercent) {
        join(speed, beyond("utilisation", utilisationPercent - *published->utilisationPercent, kUtilisationBound, "points"));
    }
    if (published->inferencesPerSecond) {
        join(speed, beyond("inferences/s", percentOff(inferencesPerSecond().value, *published->inferencesPerSecond),
                           kSpeedBound, "%"));
    }
    if (published->topsPerWatt) {
        join(efficiency,
             beyond("TOPS/W", percentOff(energy.topsPerWatt().value, *published->topsPerWatt), kEfficiencyBound, "%"));
    }
    std::string text;
    if (!speed.empty()) {
        text = speed + ": the overhead of a subtile (A-18) and the lowering (A-29) are not published";
    }
    if (!efficiency.empty()) {
        text += (text.empty() ? "" : "; ") + efficiency
            + ": the network's operand densities are not published, " + (tokens ? "one is" : "those of ResNet-50 are")
            + " assumed" + (tokens ? " for all transformers" : "");
    }
    return text;
}

OperandDensities defaultDensities(const NamedNetwork &network, Mode mode)
{
    if (network.tokens) {
        return {0.60, 0.60, Origin::Assumed};
    }
    // Per-tensor INT4 codes of weights and of activations after ReLU hold more zeros than per-vector scaled ones.
    return mode == Mode::Int4 ? OperandDensities{0.28, 0.28, Origin::Assumed}
                              : OperandDensities{0.48, 0.48, Origin::Assumed};
}

Mode layerMode(const NamedNetwork &network, const std::string &layer, Mode run)
{
    if (network.name != "ResNet-50" || run == Mode::Int8) {
        return run;
    }
    for (const LayerFormatRow &row : resnet50FormatRows()) {
        const bool matches = std::any_of(row.patterns.begin(), row.patterns.end(), [&layer](const std::string &pattern) {
            return matchesLayerPattern(pattern, layer);
        });
        if (matches) {
            return row.mode == Mode::Int8 || run == Mode::Vsq ? row.mode : run;
        }
    }
    return run;
}

OutputFormat layerOutput(const NamedNetwork &network, const NamedLayer &layer, Mode run, const ChipConfig &config)
{
    if (layer.use == OutputUse::Softmax) {
        return OutputFormat::Sums;
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
    result.supply = config.voltage;
    double possible = 0.0;
    for (const NamedLayer &named : network.layers) {
        WorkloadLayer layer;
        layer.name = named.layer.name;
        layer.count = named.layer.count;
        ProductShape shape = shapeOf(network, named, run);
        shape.output = layerOutput(network, named, run, config);
        layer.plan = plan(shape, config);
        layer.mode = layer.plan.shape.mode;
        layer.counters = countersOf(layer.plan, config);
        layer.energy =
            energyOf(layer.counters, layer.mode, result.densities, config.voltage, config).times(layer.count);
        result.energy += layer.energy;
        result.cycles += layer.cycles();
        result.macs += named.layer.macs;
        possible += static_cast<double>(layer.cycles()) * config.lanes * vectorSize(layer.mode);
        result.layers.push_back(std::move(layer));
    }
    result.utilisationPercent = 100.0 * static_cast<double>(result.macs) / possible;
    const auto &rows = workloadRows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const WorkloadRow &each) {
        return each.network == network.name && each.tokens == network.tokens && each.mode == run;
    });
    if (row != rows.end()) {
        result.published = *row;
    }
    return result;
}

std::vector<WorkloadResult> runPublishedWorkloads(const ChipConfig &config,
                                                  const std::optional<OperandDensities> &densities)
{
    std::vector<WorkloadResult> results;
    for (const WorkloadRow &row : workloadRows()) {
        results.push_back(runWorkload(namedNetwork(row.network, row.tokens), row.mode, config, densities));
    }
    return results;
}

} // namespace vsq
