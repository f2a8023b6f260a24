// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the Accuracy view, made from study results alone.
#pragma once

#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"
#include "views/workspace/workspace.h"

namespace vsq {

/// One curve: the results that differ in nothing but the weights' bits.
struct AccuracyCurve {
    QString name; ///< only what tells it from the other curves
    Granularity granularity = Granularity::Vector;
    std::vector<int> results; ///< indices into the study's results, by weight bits
};
std::vector<AccuracyCurve> curvesOf(const std::vector<StudyResult> &results);

/// Networks of VS-Quant's tables of accuracy without fine-tuning; for the choice of reference curves.
QStringList publishedNetworks();

/// Accuracy against weight bits with 95 % intervals and FP32. FigureSeries::tag - 1 is the curve's index; 0: published.
/// published: one of publishedNetworks(), or empty. selected: index into results, -1 none.
FigureSpec accuracyAgainstBits(const std::vector<StudyResult> &results, const QString &published, int selected);
/// Weight bits by activation bits, where results of one granularity have several of both; else empty.
FigureSpec accuracyByBothBits(const std::vector<StudyResult> &results);
std::vector<StripNumber> runNumbers(const StudyResult &result);

} // namespace vsq
