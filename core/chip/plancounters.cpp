// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/plancounters.h"

#include "core/chip/closedform.h"
#include "core/chip/memoryports.h"
#include "core/chip/snapshot.h"
#include "core/chip/stallbuilder.h"

namespace vsq {
namespace {

void countStalls(const Plan &plan, const ChipConfig &config, Counters &counters)
{
    for (const std::vector<Stall> &stalls : buildStalls(plan, config).stalls) {
        for (const Stall &stall : stalls) {
            counters.cycles += stall.length;
            counters.stallCycles += stall.length;
            counters.idleMacs += stall.length * plan.lanes * vectorSize(plan.shape.mode);
            (stall.cause == StallCause::A   ? counters.stallsForA
             : stall.cause == StallCause::B ? counters.stallsForB
                                            : counters.stallsForOutput) += stall.length;
        }
    }
}

} // namespace

Counters countersOf(const Plan &plan, const ChipConfig &config)
{
    const std::int64_t size = vectorSize(plan.shape.mode);
    Counters counters;
    counters.computeCycles = plan.computeCycles;
    counters.fillDrainCycles = plan.fillDrainCycles;
    counters.cycles = plan.totalCycles();
    counters.usefulMacs = plan.usefulMacs();
    counters.idleMacs = plan.fillDrainCycles * plan.lanes * size;
    const Subtile *before = nullptr;
    for (const Subtile &subtile : plan.subtiles) {
        const std::int64_t rows = subtile.mEnd - subtile.mBegin;
        const std::int64_t columns = subtile.nEnd - subtile.nBegin;
        const std::int64_t real = realColumns(plan, subtile.nBegin, subtile.nEnd);
        const std::int64_t mTiles = (rows + plan.lanes - 1) / plan.lanes;
        const std::int64_t passes = plan.tiles(subtile) * subtile.vectors();
        const std::int64_t results = mTiles * columns;
        counters.paddedMacsM += (mTiles * plan.lanes - rows) * columns * subtile.vectors() * size;
        counters.paddedMacsN += rows * (columns - real) * subtile.vectors() * size;
        counters.collectorReadOuts += results;
        portsOf(counters, Memory::ABuffer).reads += passes * plan.lanes; // one word a bank
        portsOf(counters, Memory::ARegister).writes += passes * plan.lanes;
        portsOf(counters, Memory::ARegister).reads += subtile.computeCycles * plan.lanes;
        portsOf(counters, Memory::BBuffer).reads += subtile.computeCycles;
        // without a forced zero entries are cleared as they are read out, and then read.
        portsOf(counters, Memory::Collector).writes += subtile.computeCycles + (config.firstPassForcedZero ? 0 : results);
        portsOf(counters, Memory::Collector).reads += subtile.computeCycles - (config.firstPassForcedZero ? results : 0);
        countResults(plan, subtile, config, counters);
        // What the subtile before left in a buffer is not written again.
        const bool sameK = before != nullptr && before->vectorBegin == subtile.vectorBegin
                           && before->vectorEnd == subtile.vectorEnd;
        if (!(sameK && before->mBegin == subtile.mBegin && before->mEnd == subtile.mEnd)) {
            portsOf(counters, Memory::ABuffer).writes += mTiles * subtile.vectors() * plan.lanes;
            portsOf(counters, Memory::ScaleBuffer).writes += plan.output == OutputFormat::Sums ? 0 : mTiles;
            portsOf(counters, Memory::BiasBuffer).writes += plan.output == OutputFormat::Sums ? 0 : mTiles;
        }
        if (!(sameK && before->nBegin == subtile.nBegin && before->nEnd == subtile.nEnd)) {
            portsOf(counters, Memory::BBuffer).writes += columns * subtile.vectors();
        }
        before = &subtile;
    }
    // Elements beyond K, in lanes with a row and columns that exist.
    counters.paddedMacsK = plan.shape.m * plan.shape.n * (plan.vectors * size - plan.shape.k);
    counters.gatedMacs = plan.computeCycles * plan.lanes * (vectorSize(Mode::Int8) + vectorSize(Mode::Int4) - size);
    if (canStall(config)) {
        countStalls(plan, config, counters);
    }
    return counters;
}

} // namespace vsq
