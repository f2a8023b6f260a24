// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Energy view, made from values alone.
#pragma once

#include "core/energy/energy.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

struct LayerEnergy {
    QString layer;
    int index = -1; ///< into Workspace::layers()
    EnergyBreakdown energy;
};

/// Stacked by component, in a unit that suits the largest layer.
FigureSpec energyByLayer(const std::vector<LayerEnergy> &layers, double supply, int selectedLayer);
/// TOPS/W of the three formats against supply: the published points and the curve through them; the chosen supply marked.
FigureSpec efficiencyAgainstSupply(double supply);
/// Power of the benchmark product at full utilisation against supply, from the published clock and TOPS/W.
FigureSpec powerAgainstSupply(double supply);
/// Of the whole network at the supply. Each says whether it is published, derived or assumed.
std::vector<StripNumber> energyNumbers(const EnergyBreakdown &all, double supply);

} // namespace vsq
