// SPDX-License-Identifier: GPL-3.0-or-later
// What publishers and projectors want of a figure: width, type, weight of lines. Lengths are points (1/72 inch).
#pragma once

#include <QString>

#include <vector>

namespace vsq {

struct FigurePreset {
    QString id;
    QString name; ///< for people
    double width = 0.0;
    double mostHeight = 0.0;
    double type = 8.0; ///< size of all text
    double axisWidth = 0.5;
    double dataWidth = 1.0;
    double markerSize = 3.6;
};

/// IEEE author centre: columns of 3.5 in and 7.16 in, 8 to 10 pt type, page 9 in. Nature's guide to figures: 89 mm and 183 mm,
/// at most 247 mm high, sans-serif type of 5 to 7 pt. Slide: 16:9 of 10 in, type that the last row reads.
const std::vector<FigurePreset> &figurePresets();
/// By id; the first (IEEE, one column) for an unknown one.
const FigurePreset &figurePreset(const QString &id);

} // namespace vsq
