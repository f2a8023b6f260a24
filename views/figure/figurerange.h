// SPDX-License-Identifier: GPL-3.0-or-later
// The ranges that show all of a figure's data, and the stacked ends of its bars.
#pragma once

#include "views/figure/figurespec.h"

namespace vsq {

struct FigureRange {
    double low = 0.0;
    double high = 1.0;
};

/// Range of the x or y axis: what the axis says, else the data with a little air; never empty, positive where logarithmic.
FigureRange rangeOfX(const FigureSpec &spec);
FigureRange rangeOfY(const FigureSpec &spec);
/// Values at the ends of the colour map.
FigureRange rangeOf(const FigureHeatmap &heatmap);

/// Where each bar begins and ends along the value axis, [bars][entry].
struct StackedBars {
    std::vector<std::vector<FigureRange>> ends;
};
StackedBars stackBars(const std::vector<FigureBars> &bars);

} // namespace vsq
