// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/accesscounts.h"

#include "core/chip/closedform.h"
#include "core/chip/snapshot.h"

namespace vsq {

Counters accessCounts(const LayerContext &context)
{
    Counters counters;
    for (std::size_t i = 0; i < context.plan().subtiles.size(); ++i) {
        countFillWrites(context, i, counters);
        countProducts(context, i, counters);
        countOverhead(context, context.subtile(i).fillCycles + context.subtile(i).drainCycles, counters);
    }
    counters.memories[static_cast<std::size_t>(Memory::OutputBuffer)].reads = context.outputReads();
    return counters;
}

Counters withoutData(Counters counters)
{
    counters.saturations = 0;
    counters.zeroScales = 0;
    counters.scalesRoundedToZero = 0;
    counters.aNonZero = 0;
    counters.bNonZero = 0;
    counters.aToggles = 0;
    counters.bToggles = 0;
    counters.softmaxRenormalised = 0;
    return counters;
}

} // namespace vsq
