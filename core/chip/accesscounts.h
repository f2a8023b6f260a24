// SPDX-License-Identifier: GPL-3.0-or-later
// Cycles, multiplier-cycles and memory words of a product in closed form: what the stepped chip counts, without stepping it.
#pragma once

#include "core/chip/counters.h"
#include "core/chip/layercontext.h"

namespace vsq {

/// What depends on data stays 0: saturations, scale events, non-zero codes and toggles.
Counters accessCounts(const LayerContext &context);

/// The counters with what depends on data set to 0.
Counters withoutData(Counters counters);

} // namespace vsq
