// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/productrun.h"

#include "core/chip/accesscounts.h"
#include "core/chip/simulator.h"

#include <algorithm>
#include <utility>

namespace vsq {

namespace {

/// Vectors begin .. end-1 of every row.
Operand vectorsOf(const Operand &operand, Mode mode, std::int64_t begin, std::int64_t end)
{
    const std::int64_t size = vectorSize(mode);
    Operand part;
    part.rows = operand.rows;
    part.vectors = end - begin;
    part.columns = part.vectors * size; // the padding's codes are zeros
    for (std::int64_t row = 0; row < operand.rows; ++row) {
        const auto codes = operand.codes.begin() + (row * operand.vectors + begin) * size;
        part.codes.insert(part.codes.end(), codes, codes + part.vectors * size);
        if (mode == Mode::Vsq) {
            const auto scales = operand.scales.begin() + row * operand.vectors + begin;
            part.scales.insert(part.scales.end(), scales, scales + part.vectors);
        }
    }
    return part;
}

/// The ranges of vectors that the host adds, in order; one for a product that fits.
std::vector<std::pair<std::int64_t, std::int64_t>> partsOf(const Plan &plan)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> parts;
    for (const Subtile &subtile : plan.subtiles) {
        const std::pair range{subtile.vectorBegin, subtile.vectorEnd};
        if (std::find(parts.begin(), parts.end(), range) == parts.end()) {
            parts.push_back(range);
        }
    }
    return parts;
}

ProductSums sumOfParts(const Operands &operands, const Plan &plan, const ChipConfig &config, const EngineOptions &options)
{
    std::vector<float> total(static_cast<std::size_t>(operands.m() * operands.n()), 0.0F);
    ProductSums result;
    for (const auto &[begin, end] : partsOf(plan)) {
        const Operands part{.mode = operands.mode,
                            .a = vectorsOf(operands.a, operands.mode, begin, end),
                            .b = vectorsOf(operands.b, operands.mode, begin, end)};
        const ProductSums product = multiply(part, config, options);
        std::transform(total.begin(), total.end(), product.sums.begin(), total.begin(),
                       [](float sum, std::int32_t value) { return sum + static_cast<float>(value); });
        result.saturations += product.saturations;
    }
    result.sums.assign(total.begin(), total.end());
    return result;
}

void runStepped(ProductRun &run, const std::shared_ptr<const Operands> &operands, const ChipConfig &config,
                const std::optional<PpuSettings> &ppu, const JobContext &job, const std::vector<Breakpoint> &breakpoints)
{
    constexpr std::int64_t kReportEvery = 1 << 16;
    Simulator simulator(operands, config, run.plan, ppu);
    for (const Breakpoint &breakpoint : breakpoints) {
        std::vector<std::int64_t> &met = run.met.emplace_back();
        std::int64_t cycle = 0;
        while (const auto hit = nextBreakpoint(simulator, {breakpoint}, cycle, simulator.totalCycles(), job.stop)) {
            met.push_back(cycle = hit->cycle);
        }
        job.check();
    }
    while (!simulator.done()) {
        job.check();
        job.report(simulator.position().cycle, simulator.totalCycles(), "stepping");
        const std::int64_t until = simulator.position().cycle + kReportEvery;
        simulator.runUntil([&](const Simulator &s) { return s.position().cycle >= until; }, job.stop);
    }
    run.sums = simulator.sums();
    if (!simulator.output().codes.empty()) {
        run.output = simulator.output();
    }
    run.counters = withoutData(simulator.counters());
    run.counters.saturations = simulator.counters().saturations;
}

} // namespace

ProductSums chipSums(const Operands &operands, const ChipConfig &config, const EngineOptions &options)
{
    if (operands.a.vectors <= std::min(config.aBankEntries, config.bBufferEntries)) {
        return multiply(operands, config, options);
    }
    // Whole vectors in place of K: a convolution's vectors are more than K alone would need.
    const ProductShape shape{.m = operands.m(),
                             .n = operands.n(),
                             .k = operands.a.vectors * vectorSize(operands.mode),
                             .mode = operands.mode,
                             .convolution = {}};
    return sumOfParts(operands, plan(shape, config), config, options);
}

ProductRun runProduct(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, Plan plan,
                      const std::optional<PpuSettings> &ppu, ProductEngine engine, const EngineOptions &options,
                      const JobContext &job, const std::vector<Breakpoint> &breakpoints)
{
    ProductRun run;
    run.plan = std::move(plan);
    if (engine == ProductEngine::Stepped) {
        runStepped(run, operands, config, ppu, job, breakpoints);
    } else {
        ProductSums product = chipSums(*operands, config, options);
        run.counters = accessCounts(LayerContext(operands, config, run.plan, ppu));
        run.counters.saturations = product.saturations;
        run.sums = std::move(product.sums);
    }
    if (ppu && !run.output) { // the fast engine, or the host where K is too long for the output format
        run.output = applyPpu(run.sums, operands->m(), operands->n(), *ppu, config);
    }
    return run;
}

double density(const Operand &operand)
{
    const auto nonZero = std::count_if(operand.codes.begin(), operand.codes.end(), [](auto code) { return code != 0; });
    const std::int64_t elements = operand.rows * operand.columns;
    return elements == 0 ? 0.0 : static_cast<double>(nonZero) / static_cast<double>(elements);
}

} // namespace vsq
