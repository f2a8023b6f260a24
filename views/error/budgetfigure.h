// SPDX-License-Identifier: GPL-3.0-or-later
// Where an error comes from, stage by stage, as a waterfall from FP32 to the chip.
#pragma once

#include "core/study/errorbudget.h"
#include "views/figure/figurespec.h"
#include "views/plots/numberstrip.h"

namespace vsq {

/// Bars 0: what was there before the stage; 1 and 2: what it adds or takes away. subject: "the network", a layer's name.
FigureSpec budgetFigure(const ErrorBudget &budget, const QString &subject);
std::vector<StripNumber> budgetNumbers(const ErrorBudget &budget, const QString &subject);

} // namespace vsq
