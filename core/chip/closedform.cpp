// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/closedform.h"

#include "core/chip/memoryports.h"
#include "core/chip/ppuarithmetic.h"
#include "core/chip/pputiming.h"
#include "core/chip/snapshot.h"

#include <algorithm>

namespace vsq {

std::int64_t realColumns(const Plan &plan, std::int64_t begin, std::int64_t end)
{
    if (plan.paddedRowLength == 0) {
        return end - begin;
    }
    const auto before = [&plan](std::int64_t n) {
        return n / plan.paddedRowLength * plan.rowLength + std::min(n % plan.paddedRowLength, plan.rowLength);
    };
    return before(end) - before(begin);
}

void countResults(const Plan &plan, const Subtile &part, const ChipConfig &config, Counters &counters)
{
    if (plan.output == OutputFormat::Sums) {
        return;
    }
    const std::int64_t columns = part.nEnd - part.nBegin;
    const std::int64_t mTiles = (part.mEnd - part.mBegin + plan.lanes - 1) / plan.lanes;
    portsOf(counters, Memory::ScaleBuffer).reads += mTiles * columns;
    portsOf(counters, Memory::BiasBuffer).reads += mTiles * columns;
    const bool hasVectors = outputVector(plan.output, config) > 0;
    std::int64_t buffered = 0;
    for (std::int64_t m = part.mBegin; m < part.mEnd; m += plan.lanes) {
        if (plan.output == OutputFormat::Softmax) {
            portsOf(counters, Memory::SoftmaxPort).writes += columns;
            portsOf(counters, Memory::SoftmaxState).writes += columns;
            portsOf(counters, Memory::SoftmaxState).reads += m == 0 ? 0 : columns;
            continue;
        }
        portsOf(counters, Memory::OutputBuffer).writes += columns * readOutWords(plan, part, m, config).writes;
        if (!hasVectors) {
            continue;
        }
        const bool isLast = completesVector(plan, part, m, config);
        const bool isBuffered = !isLast || config.vsqSegments == kVsqSegments;
        buffered += isBuffered ? 1 : 0;
        portsOf(counters, Memory::VsqBuffer).writes += isBuffered ? columns : 0;
        if (isLast) {
            portsOf(counters, Memory::VsqBuffer).reads += columns * buffered;
            buffered = 0;
        }
    }
}

void countFillWrites(const LayerContext &context, std::size_t subtile, Counters &counters)
{
    const Plan &plan = context.plan();
    const Subtile &part = context.subtile(subtile);
    const Subtile *before = subtile == 0 ? nullptr : &context.subtile(subtile - 1);
    const bool sameK = before != nullptr && before->vectorBegin == part.vectorBegin && before->vectorEnd == part.vectorEnd;
    if (!(sameK && before->mBegin == part.mBegin && before->mEnd == part.mEnd)) {
        const std::int64_t mTiles = (part.mEnd - part.mBegin + plan.lanes - 1) / plan.lanes;
        portsOf(counters, Memory::ABuffer).writes += mTiles * part.vectors() * plan.lanes;
        if (context.ppu()) {
            portsOf(counters, Memory::ScaleBuffer).writes += mTiles;
            portsOf(counters, Memory::BiasBuffer).writes += mTiles;
        }
    }
    if (!(sameK && before->nBegin == part.nBegin && before->nEnd == part.nEnd)) {
        portsOf(counters, Memory::BBuffer).writes += (part.nEnd - part.nBegin) * part.vectors();
    }
}

void countProducts(const LayerContext &context, std::size_t subtile, Counters &counters)
{
    const Plan &plan = context.plan();
    const Subtile &part = context.subtile(subtile);
    const std::int64_t size = context.size();
    const std::int64_t vectors = part.vectors();
    const std::int64_t columns = part.nEnd - part.nBegin;
    const std::int64_t real = realColumns(plan, part.nBegin, part.nEnd);
    const std::int64_t rows = part.mEnd - part.mBegin;
    const std::int64_t mTiles = (rows + plan.lanes - 1) / plan.lanes;
    std::int64_t valid = 0;
    for (std::int64_t k = part.vectorBegin; k < part.vectorEnd; ++k) {
        valid += context.validElements(k);
    }
    const std::int64_t products = mTiles * columns * vectors;
    counters.cycles += products;
    counters.computeCycles += products;
    counters.usefulMacs += rows * real * valid;
    counters.paddedMacsK += rows * real * (vectors * size - valid);
    counters.paddedMacsN += rows * (columns - real) * vectors * size;
    counters.paddedMacsM += (mTiles * plan.lanes - rows) * columns * vectors * size;
    counters.gatedMacs += products * plan.lanes * (96 - size);

    const std::int64_t passes = mTiles * ((columns + plan.tileColumns - 1) / plan.tileColumns) * vectors;
    const std::int64_t results = mTiles * columns;
    portsOf(counters, Memory::ABuffer).reads += passes * plan.lanes;
    portsOf(counters, Memory::ARegister).writes += passes * plan.lanes;
    portsOf(counters, Memory::ARegister).reads += products * plan.lanes;
    portsOf(counters, Memory::BBuffer).reads += products;
    portsOf(counters, Memory::Collector).writes += products;
    portsOf(counters, Memory::Collector).reads += products - (context.config().firstPassForcedZero ? results : 0);
    counters.collectorReadOuts += results;
    if (!context.config().firstPassForcedZero) {
        portsOf(counters, Memory::Collector).writes += results; // cleared as they are read out
    }
    if (context.ppu()) {
        countResults(plan, part, context.config(), counters);
    }

    for (const Stall &stall : context.schedule().stalls(subtile)) {
        counters.cycles += stall.length;
        counters.stallCycles += stall.length;
        counters.idleMacs += stall.length * plan.lanes * size;
        (stall.cause == StallCause::A   ? counters.stallsForA
         : stall.cause == StallCause::B ? counters.stallsForB
                                        : counters.stallsForOutput) += stall.length;
    }
}

void countOverhead(const LayerContext &context, std::int64_t cycles, Counters &counters)
{
    counters.cycles += cycles;
    counters.fillDrainCycles += cycles;
    counters.idleMacs += cycles * context.plan().lanes * context.size();
}

} // namespace vsq
