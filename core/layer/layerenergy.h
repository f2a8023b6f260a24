// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer's products cost in energy, from its plan and the densities of its operands.
#pragma once

#include "core/energy/energy.h"
#include "core/layer/layerplan.h"

namespace vsq {

/// Of all products of the layer, at config.voltage. Throws Error for a supply outside the published range.
EnergyBreakdown energyOf(const LayerCost &cost, const OperandDensities &densities, const ChipConfig &config);

} // namespace vsq
