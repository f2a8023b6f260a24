// SPDX-License-Identifier: GPL-3.0-or-later
// Seeking: a subtile's results are out of the chip before the next one's first product, so its state there is known and at
// most one subtile is replayed; checkpoints inside it make steps back short.
#include "core/chip/simulatorprivate.h"

#include <algorithm>
#include <cassert>

namespace vsq {

namespace {
constexpr std::int64_t kCheckpointEvery = 1024; // cycles
} // namespace

Simulator::Private::Private(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan,
                            std::optional<PpuSettings> ppu)
    : context(std::move(operands), config, std::move(plan), std::move(ppu)), machine(context), finished(context), search(context),
      state(machine.initialState()), sums(static_cast<std::size_t>(context.operands().m() * context.operands().n()), 0)
{
    checkpoints.push_back(state);
    if (context.ppu()) {
        output = makePpuOutput(context.operands().m(), context.operands().n(), context.plan().output, context.config());
    }
}

void Simulator::Private::step()
{
    const std::int64_t subtile = state.next.subtile;
    const bool follows = outputCycle == state.next.cycle;
    machine.execute(state);
    if (follows) {
        for (const OutputWord &word : machine.written()) {
            store(context, word, output);
        }
        outputCycle = state.next.cycle;
    }
    if (state.next.subtile != subtile && state.next.phase != Phase::Done) {
        checkpoints.clear();
    }
    if (checkpoints.empty() || state.next.cycle >= checkpoints.back().next.cycle + kCheckpointEvery) {
        checkpoints.push_back(state);
    }
}

void Simulator::Private::seek(std::int64_t cycle)
{
    if (cycle == state.next.cycle) {
        return;
    }
    if (cycle == 0) {
        machine.reset();
        state = machine.initialState();
        checkpoints.assign(1, state);
        return;
    }
    // The last cycle is always executed, so that its events and its sum inputs are there.
    const auto known = std::partition_point(checkpoints.begin(), checkpoints.end(),
                                            [cycle](const ChipState &saved) { return saved.next.cycle < cycle; });
    const std::size_t target = context.schedule().at(cycle - 1).subtile;
    const std::int64_t products = context.schedule().start(target) + context.subtile(target).fillCycles;
    const std::size_t clean = cycle > products || target == 0 ? target : target - 1;
    const std::int64_t cleanCycle = context.schedule().start(clean) + context.subtile(clean).fillCycles;

    std::int64_t best = cycle > state.next.cycle ? state.next.cycle : -1;
    if (known != checkpoints.begin() && (known - 1)->next.cycle > best) {
        state = *(known - 1);
        best = state.next.cycle;
    }
    if (best < 0 || (cleanCycle < cycle && cleanCycle > best)) {
        if (cleanCycle < cycle) {
            state = machine.cleanState(clean, finished.beforeProducts(clean), finished.softmaxBefore(clean));
        } else {
            state = machine.initialState();
        }
        checkpoints.assign(1, state);
    } else {
        checkpoints.erase(known, checkpoints.end());
    }
    while (state.next.cycle < cycle) {
        step();
    }
}

void Simulator::Private::syncSums()
{
    const Plan &plan = context.plan();
    if (sumTiles > state.tilesDone) {
        std::fill(sums.begin(), sums.end(), 0);
        sumTiles = 0;
    }
    std::size_t subtile = 0;
    while (sumTiles < state.tilesDone) {
        while (sumTiles >= context.subtile(subtile).firstTile + plan.tiles(context.subtile(subtile))) {
            ++subtile;
        }
        finished.addSums(subtile, plan.tile(context.subtile(subtile), sumTiles - context.subtile(subtile).firstTile), sums);
        ++sumTiles;
    }
}

/// What whole subtiles have written, from their sums.
void Simulator::Private::copyFinished(std::size_t subtiles)
{
    const Plan &plan = context.plan();
    syncSums();
    const PpuOutput all = applyPpu(sums, context.operands().m(), context.operands().n(), *context.ppu(), context.config());
    const std::int64_t vector = outputVector(plan.output, context.config());
    for (std::size_t s = 0; s < subtiles; ++s) {
        const Subtile &part = context.subtile(s);
        for (std::int64_t n = part.nBegin; n < part.nEnd; ++n) {
            const std::int64_t column = plan.column(n);
            for (std::int64_t m = part.mBegin; column >= 0 && m < part.mEnd; ++m) {
                const std::int64_t row = plan.transposed ? m : column;
                const std::int64_t feature = plan.transposed ? column : m;
                const auto at = static_cast<std::size_t>(row * output.columns + feature);
                if (plan.output == OutputFormat::Softmax) {
                    const auto slice = static_cast<std::size_t>(row * output.slices + feature / context.config().softmaxSlice);
                    output.powers[at] = all.powers[at];
                    output.maxima[slice] = all.maxima[slice];
                    if (m + 1 == plan.m) { // the row is complete
                        std::copy_n(all.codes.begin() + row * output.columns, output.columns,
                                    output.codes.begin() + row * output.columns);
                    }
                    continue;
                }
                output.codes[at] = all.codes[at];
                if (vector > 0) {
                    const auto scale = static_cast<std::size_t>(row * output.vectors + feature / vector);
                    output.scales[scale] = all.scales[scale];
                }
            }
        }
    }
}

void Simulator::Private::syncOutput()
{
    const std::int64_t cycle = state.next.cycle;
    if (outputCycle == cycle) {
        return;
    }
    output = makePpuOutput(context.operands().m(), context.operands().n(), context.plan().output, context.config());
    outputCycle = cycle;
    if (cycle == 0) {
        return;
    }
    std::size_t clean = context.schedule().at(cycle - 1).subtile;
    if (clean > 0 && cycle <= context.schedule().start(clean) + context.subtile(clean).fillCycles) {
        --clean; // the subtile before is still on its way out
    }
    if (clean > 0) {
        copyFinished(clean);
    }
    Machine scratch(context);
    ChipState replayed = scratch.cleanState(clean, finished.beforeProducts(clean), finished.softmaxBefore(clean));
    while (replayed.next.cycle < cycle) {
        scratch.execute(replayed);
        for (const OutputWord &word : scratch.written()) {
            store(context, word, output);
        }
    }
}

} // namespace vsq
