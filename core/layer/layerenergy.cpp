// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerenergy.h"

#include "core/chip/plancounters.h"
#include "core/layer/utilisation.h"

namespace vsq {

std::optional<EnergyBreakdown> layerEnergy(const Layer &layer, const NumberFormat &format, const ChipConfig &config,
                                           const OperandDensities &densities)
{
    const std::optional<Plan> planned = planOf(layer, format, config);
    if (!planned) {
        return std::nullopt;
    }
    return energyOf(countersOf(*planned, config), planned->shape.mode, densities, config.voltage, config).times(layer.count);
}

} // namespace vsq
