// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Utilisation view, made from values alone.
#pragma once

#include "core/chip/mode.h"
#include "core/layer/utilisation.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

struct LayerShares {
    QString layer;
    int index = -1; ///< into Workspace::layers()
    CycleShares shares;
};

/// What of the published networks stands beside ours, in percent of useful work.
struct PublishedUtilisation {
    QString name;
    double percent = 0.0;
};
/// JSSC Table IV: BERT-Base at 128 tokens, DeiT-Small and ResNet-50 in the mode; without what is not published.
std::vector<PublishedUtilisation> publishedUtilisation(Mode mode);

/// Stacked bars of all layers; inPercent: of each layer's cycles, else cycles.
FigureSpec cyclesByLayer(const std::vector<LayerShares> &layers, bool inPercent,
                         const std::vector<PublishedUtilisation> &published, int selectedLayer);
/// What of the lanes is drawn: what the loop nest occupies, or the products of two codes that are not zero.
enum class LaneMeasure : std::uint8_t { Occupied, NonZero };
FigureSpec lanesOverTime(const LaneActivity &activity, LaneMeasure measure, const QString &layer, int selectedLane);
FigureSpec lanesByMultiplier(const LaneActivity &activity, LaneMeasure measure, const QString &layer, int selectedLane);
std::vector<StripNumber> utilisationNumbers(const CycleShares &shares);

} // namespace vsq
