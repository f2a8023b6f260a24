// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/formatcost.h"

#include "core/layer/chipcomparison.h"

namespace vsq {

FormatCost formatCost(const std::vector<Layer> &layers, const NumberFormat &format,
                      const std::map<std::string, NumberFormat> &formats, const ChipConfig &config, const JobContext &job)
{
    FormatCost sum;
    double weights = 0.0;
    double activations = 0.0;
    int onChip = 0;
    for (const Layer &layer : layers) {
        if (!layer.onChip) {
            continue;
        }
        ++onChip;
        const auto own = formats.find(layer.name);
        const NumberFormat &of = own == formats.end() ? format : own->second;
        const double depth = static_cast<double>(layer.k) * static_cast<double>(layer.count);
        const double stationary = static_cast<double>(layer.m) * depth;
        const double moving = static_cast<double>(layer.n) * depth;
        // A stationary activation is stored as operand A is, but it is no weight.
        (layer.aIsConstant ? sum.weightBits : sum.activationBits) += stationary * bitsPerElement(of.weights);
        (layer.aIsConstant ? weights : activations) += stationary;
        sum.activationBits += moving * bitsPerElement(of.activations);
        activations += moving;
    }
    sum.weightBits = weights > 0.0 ? sum.weightBits / weights : bitsPerElement(format.weights);
    sum.activationBits = activations > 0.0 ? sum.activationBits / activations : bitsPerElement(format.activations);
    if (onChip > 0) {
        const NetworkCost cost = networkCost(layers, format, formats, config, job);
        sum.energy = cost.layers == onChip ? std::optional(cost.energy) : std::nullopt;
    }
    return sum;
}

} // namespace vsq
