// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a fine-tuning, made from its run alone: while it goes and when it is done.
#pragma once

#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"
#include "views/workspace/tuningrun.h"

namespace vsq {

/// Accuracy on the items that judge and on those that are learnt from, by epoch, between FP32 and the quantized network as it
/// was. Empty before the first.
FigureSpec tuningAccuracy(const TuningRun &run);
/// Loss of steps and its mean over each epoch.
FigureSpec tuningLoss(const TuningRun &run);
/// How far each layer's weights and the scales of its channels have moved, in per cent; the selected layer has an outline.
FigureSpec tuningMovement(const TuningRun &run, const std::string &selected);
/// What fine-tuning reached in the publications, below FP32: VS-Quant's table 9 and the pruned networks of JSSC's Table VI.
FigureSpec publishedTuning();

/// FP32, quantized, fine-tuned with intervals, what came back.
std::vector<StripNumber> tuningNumbers(const TuningRun &run);

} // namespace vsq
