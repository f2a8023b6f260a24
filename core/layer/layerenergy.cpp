// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerenergy.h"

namespace vsq {

EnergyBreakdown energyOf(const LayerCost &cost, const OperandDensities &densities, const ChipConfig &config)
{
    return energyOf(cost.counters, cost.plan.shape.mode, densities, config.voltage, config).times(cost.count);
}

} // namespace vsq
