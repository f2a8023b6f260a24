// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Energy view, made from values alone.
#pragma once

#include "core/energy/energy.h"
#include "core/energy/publishedtables.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

#include <utility>
#include <vector>

namespace vsq {

struct LayerEnergy {
    QString layer;
    int index = -1; ///< into Workspace::layers()
    EnergyBreakdown energy;
    PerMode under = {kUnset, kUnset, kUnset}; ///< J, where the layer had one of the chip's formats; unset where it cannot
};

/// A joule over the unit that suits the largest layer, and that unit's name.
std::pair<double, QString> energyUnit(const std::vector<LayerEnergy> &layers);
/// Stacked by component, in energyUnit().
FigureSpec energyByLayer(const std::vector<LayerEnergy> &layers, double supply, int selectedLayer);
/// The same under each of the chip's formats, side by side.
FigureSpec energyByFormat(const std::vector<LayerEnergy> &layers, double supply, int selectedLayer);
/// TOPS/W of the three formats against supply: the published points and the curve through them; the chosen supply marked.
FigureSpec efficiencyAgainstSupply(double supply);
/// Power of the benchmark product at full utilisation against supply, from the published clock and TOPS/W.
FigureSpec powerAgainstSupply(double supply);
/// Of the whole network at the supply. Each says whether it is published, derived or assumed.
std::vector<StripNumber> energyNumbers(const EnergyBreakdown &all, double supply);

} // namespace vsq
