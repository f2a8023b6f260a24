// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer's products cost in energy, from its plan and the densities of its operands.
#pragma once

#include "core/energy/energy.h"
#include "core/layer/layerplan.h"
#include "core/layer/layerreport.h"

#include <optional>

namespace vsq {

/// Of all products of the layer, at config.voltage. Throws Error for a supply outside the published range.
EnergyBreakdown energyOf(const LayerCost &cost, const OperandDensities &densities, const ChipConfig &config);

/// J of a layer that was measured, with the densities that its codes had, at config.voltage; empty where the chip does not
/// compute it in this format. next: of the layer that takes its result.
std::optional<double> measuredEnergy(const LayerReport &measured, const NumberFormat &format, const ChipConfig &config,
                                     const NumberFormat &next);

} // namespace vsq
