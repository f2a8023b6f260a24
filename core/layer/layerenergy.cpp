// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerenergy.h"

namespace vsq {

EnergyBreakdown energyOf(const LayerCost &cost, const OperandDensities &densities, const ChipConfig &config)
{
    return energyOf(cost.counters, cost.plan.shape.mode, densities, config.voltage, config).times(cost.count);
}

std::optional<double> measuredEnergy(const LayerReport &measured, const NumberFormat &format, const ChipConfig &config,
                                     const NumberFormat &next)
{
    const auto cost = costOf(measured.layer, format, config, next);
    if (!cost) {
        return std::nullopt;
    }
    return energyOf(*cost, {measured.densityA, measured.densityB, Origin::Derived}, config).total().value;
}

} // namespace vsq
