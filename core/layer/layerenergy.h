// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer's products cost in energy, from its shape and the densities of its operands.
#pragma once

#include "core/energy/energy.h"
#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <optional>

namespace vsq {

/// Of all products of the layer, at config.voltage. Empty where planOf() is. Throws Error for a supply outside the published
/// range.
std::optional<EnergyBreakdown> layerEnergy(const Layer &layer, const NumberFormat &format, const ChipConfig &config,
                                           const OperandDensities &densities);

} // namespace vsq
