// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of a network ranked by what a format costs in each of them alone: the same figure in every view that shows it.
#pragma once

#include "core/study/sensitivity.h"
#include "views/figure/figurespec.h"

namespace vsq {

enum class SensitivityMeasure : std::uint8_t {
    Loss, ///< points of accuracy, paired with FP32's
    Noise ///< dB of the network's output
};

/// Indices into the layers, most sensitive first: as ranked() has them, or by the noise alone.
std::vector<std::size_t> sensitivityOrder(const Sensitivity &sensitivity, SensitivityMeasure measure);

/// Most sensitive first. selected: name of a layer, empty for none. Bars 0: a bar a layer, in that order.
FigureSpec sensitivityFigure(const Sensitivity &sensitivity, const NumberFormat &format, SensitiveSide side,
                             SensitivityMeasure measure, const std::string &selected);

} // namespace vsq
