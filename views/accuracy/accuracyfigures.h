// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a study's runs, made from results alone.
#pragma once

#include "core/study/formatcost.h"
#include "views/accuracy/accuracycurves.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

/// What runs are drawn against.
enum class AccuracyAxis : std::uint8_t {
    WeightBits,    ///< of a code
    WeightStorage, ///< stored bits a weight, scales included
    Storage        ///< mean of stored bits a weight and an activation
};
/// What a front is of.
enum class FrontAxis : std::uint8_t { Storage, Energy };

struct AccuracyOptions {
    AccuracyAxis axis = AccuracyAxis::WeightBits;
    AccuracyScale scale = AccuracyScale::Accuracy;
    QString published{}; ///< network of publishedNetworks(), empty: none
    int selected = -1;   ///< index into results, -1: none
    int baseline = -1;   ///< the same
};

/// Networks that something was published of; for the choice of reference lines.
QStringList publishedNetworks();

/// Accuracy against bits with intervals, FP32 and published lines. FigureSeries::tag - 1 is the curve's index; 0: published.
/// costs: of each result.
FigureSpec accuracyAgainstBits(const std::vector<StudyResult> &results, const std::vector<FormatCost> &costs,
                               const AccuracyOptions &options);
/// Weight bits by activation bits, where results of one granularity have several of both; else empty.
FigureSpec accuracyByBothBits(const std::vector<StudyResult> &results);
/// The result of a cell of that figure, -1: none.
int resultOfCell(const std::vector<StudyResult> &results, int column, int row);
/// Each run by what it costs, and the front that no other run beats. Series 0: all runs that have the cost, in the order of
/// costedResults().
FigureSpec accuracyFront(const std::vector<StudyResult> &results, const std::vector<FormatCost> &costs, FrontAxis axis,
                         const AccuracyOptions &options);
std::vector<int> costedResults(const std::vector<FormatCost> &costs, FrontAxis axis);

StripNumber besideBaseline(const StudyResult &result, const StudyResult &baseline);
std::vector<StripNumber> runNumbers(const StudyResult &result, const FormatCost &cost);

} // namespace vsq
