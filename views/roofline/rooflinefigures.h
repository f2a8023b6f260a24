// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Roofline view, made from values alone.
#pragma once

#include "core/layer/roofline.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

/// Layers under the roofs of one port: the port's slope and the peak of each format that layers have, at the supply; faint at the
/// ends of the published range. Series tag 1: layers, in the order of layersAtPort().
/// baseline: the same layers in another run, as rings; empty: none.
FigureSpec rooflineFigure(const std::vector<LayerRoofline> &layers, RoofPort port, const ChipConfig &config, int selectedLayer,
                          const std::vector<LayerRoofline> &baseline = {});
/// Those that pass bytes through the port, as indices into layers, of one format after the other.
std::vector<std::size_t> layersAtPort(const std::vector<LayerRoofline> &layers, RoofPort port, Mode mode);
/// Which roof is the lowest over each layer, and how much of it the layer reaches.
FigureSpec reachedRoofs(const std::vector<LayerRoofline> &layers, const ChipConfig &config, int selectedLayer);
/// before: the layer in the baseline; null: none.
std::vector<StripNumber> rooflineNumbers(const LayerRoofline &layer, RoofPort port, const ChipConfig &config,
                                         const LayerRoofline *before = nullptr);

} // namespace vsq
