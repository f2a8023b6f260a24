// SPDX-License-Identifier: GPL-3.0-or-later
// Formats layer by layer: accuracy against what they cost, along the front and beside it.
#pragma once

#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"
#include "views/workspace/laboratory.h"

#include <map>
#include <optional>

namespace vsq {

/// A measured choice of formats, whoever made it.
struct MeasuredChoice {
    QString title; ///< "front", "all vsq", "first and last INT8 ..."
    double cost = 0.0;
    Accuracy accuracy;
    std::map<std::string, NumberFormat> formats; ///< by layer
    bool isFront = false;
    bool isChosen = false; ///< the cheapest within the budget
};
/// Along the front, cheapest first; then each format throughout; then what was to be compared.
std::vector<MeasuredChoice> measuredChoices(const Laboratory::Choice &choice);

/// Series tag - 1: index of the first of its points into measuredChoices(), whose order the points have.
FigureSpec frontFigure(const Laboratory::Choice &choice, int selected);
std::vector<StripNumber> choiceNumbers(const Laboratory::Choice &choice, int selected);

} // namespace vsq
