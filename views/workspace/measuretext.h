// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of layers and their differences from a baseline, as every view writes them.
#pragma once

#include "core/layer/layernumbers.h"

#include <QString>

namespace vsq {

class RunList;

/// "Cycles", "Utilisation", "SQNR", "Energy".
QString titleOf(LayerMeasure measure);
/// Whole cycles, percent, dB, J with a prefix.
QString measureText(LayerMeasure measure, double value);
/// With its sign; what rounding leaves of numbers of the size of now is the 0 that it stands for.
QString differenceText(LayerMeasure measure, double difference, double now);
/// "+1,024 from the 3,400 of the baseline, NAME"; "the baseline, NAME, has no such layer"; empty without a baseline or a number.
QString besideBaseline(const RunList &runs, int layer, LayerMeasure measure);

} // namespace vsq
