// SPDX-License-Identifier: GPL-3.0-or-later
// One tensor in many formats, side by side.
#pragma once

#include "core/quantize/formatcomparison.h"
#include "views/figure/figurespec.h"

namespace vsq {

/// Signal to noise of the whole tensor as bars, plain and rotated, the worst block's as marks. own: the layer's own format.
FigureSpec comparedSqnr(const std::vector<ComparedFormat> &compared, const OperandFormat &own, const QString &subject);
/// Share of the values that are not 0 and became 0.
FigureSpec comparedUnderflow(const std::vector<ComparedFormat> &compared, const QString &subject);

} // namespace vsq
