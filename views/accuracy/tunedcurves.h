// SPDX-License-Identifier: GPL-3.0-or-later
// What fine-tuning reached, among a study's curves.
#pragma once

#include "views/accuracy/accuracyfigures.h"
#include "views/workspace/tuningrun.h"

namespace vsq {

/// A curve of fine-tuned networks for each kind of scales, with intervals; where the figure has no curves of a study, what the
/// same networks were before too, and FP32. FigureSeries::tag is 0.
void addTunedCurves(FigureSpec &spec, const std::vector<const TuningRun *> &runs, const AccuracyOptions &options,
                    const ChipConfig &chip);

} // namespace vsq
