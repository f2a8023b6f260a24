// SPDX-License-Identifier: GPL-3.0-or-later
// The baseline in figures and strips of numbers: the same marks in every view.
#pragma once

#include "core/layer/layernumbers.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

#include <initializer_list>
#include <vector>

namespace vsq {

class RunList;

inline constexpr int kAllLayers = -1; ///< a row of what all layers have together

/// Rings over horizontal bars where the baseline's numbers are, crosses in rows of layers that it has not. layers: of each row,
/// index into the open network's or kAllLayers; factor: from the measure's unit to the figure's. Nothing without a baseline.
void addBaseline(FigureSpec &spec, const RunList &runs, const std::vector<int> &layers, LayerMeasure measure,
                 double factor = 1.0);

/// Differences of one layer, for a strip; a layer that the baseline has not is said. Empty without a baseline.
std::vector<StripNumber> layerBaselineNumbers(const RunList &runs, int layer, std::initializer_list<LayerMeasure> measures);

/// The difference over all layers, for a strip; missing layers are said in it. Empty without a baseline or numbers.
std::vector<StripNumber> baselineNumbers(const RunList &runs, std::initializer_list<LayerMeasure> measures);

} // namespace vsq
