// SPDX-License-Identifier: GPL-3.0-or-later
// Counters that follow from the loop nest alone, without data: what stepping counts one by one.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/layercontext.h"

namespace vsq {

/// Columns of [begin, end) that are no padding.
std::int64_t realColumns(const Plan &plan, std::int64_t begin, std::int64_t end);

/// What a subtile's results read and write in scale, bias, VSQ and output buffer or on the softmax port, all of them written.
/// Nothing for sums.
void countResults(const Plan &plan, const Subtile &part, const ChipConfig &config, Counters &counters);

/// Words written into A, B, scale and bias buffers for a subtile, counted at its first cycle. What the subtile before
/// left there (the same rows of A, or the same columns) is not written again.
void countFillWrites(const LayerContext &context, std::size_t subtile, Counters &counters);

/// A subtile's products and stalls and, handed over to the PPU, its results: everything but its fill, its drain and
/// what depends on data (saturations, scale events, non-zero codes and toggles).
void countProducts(const LayerContext &context, std::size_t subtile, Counters &counters);

/// Cycles of fill or drain.
void countOverhead(const LayerContext &context, std::int64_t cycles, Counters &counters);

} // namespace vsq
