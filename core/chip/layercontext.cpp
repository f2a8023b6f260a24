// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/layercontext.h"

#include "core/base/error.h"
#include "core/chip/obstacles.h"
#include "core/chip/ppuarithmetic.h"
#include "core/chip/snapshot.h"
#include "core/chip/stallbuilder.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

std::shared_ptr<const Operands> checked(std::shared_ptr<const Operands> operands)
{
    if (!operands) {
        throw Error({{}, "simulator"}, "operands", "a product", "none");
    }
    validate(*operands);
    return operands;
}

const ChipConfig &checked(const ChipConfig &config)
{
    validate(config);
    if (const auto obstacle = obstacleToProducts(config)) {
        throw *obstacle;
    }
    return config;
}

void checkPlan(const Plan &plan, const Operand &a, const Operand &b, const ChipConfig &config)
{
    const auto demand = [](bool holds, const char *what, std::int64_t expected, std::int64_t found) {
        if (!holds) {
            throw Error({{}, "plan"}, what, std::to_string(expected), std::to_string(found));
        }
    };
    demand(plan.m == a.rows, "rows of A", plan.m, a.rows);
    const std::int64_t columns = plan.paddedRowLength == 0 ? plan.n : plan.n / plan.paddedRowLength * plan.rowLength;
    demand(columns == b.rows, "rows of B", columns, b.rows);
    demand(plan.vectors == a.vectors, "vectors along K", plan.vectors, a.vectors);
    demand(plan.lanes == config.lanes, "lanes", plan.lanes, config.lanes);
    demand(plan.tileColumns == config.collectorEntries, "collector entries", plan.tileColumns, config.collectorEntries);
}

/// The settings in use: none where the plan lets the sums leave. Throws Error where the unit cannot make what is asked.
std::optional<PpuSettings> checked(std::optional<PpuSettings> ppu, const Plan &plan, const ChipConfig &config)
{
    if (!ppu) {
        if (plan.output != OutputFormat::Sums) {
            throw Error({{}, "plan"}, "output", "sums (no post-processing was given)", std::string(nameOf(plan.output)));
        }
        return std::nullopt;
    }
    validate(*ppu, plan.shape.m, config);
    if (plan.output == OutputFormat::Sums) {
        return std::nullopt;
    }
    if (plan.output != ppu->output) {
        throw Error({{}, "plan"}, "output", std::string(nameOf(ppu->output)), std::string(nameOf(plan.output)));
    }
    if (plan.transposed && (ppu->scale.size() > 1 || ppu->bias.size() > 1)) {
        throw Error({{}, "post-processing"}, "scale and bias of a transposed product",
                    "one value each (features lie along the columns)", "a value a feature");
    }
    if (plan.output == OutputFormat::Softmax && plan.transposed) {
        throw Error({{}, "plan"}, "softmax output", "a product that is not transposed (its slices lie along M)",
                    "a transposed one");
    }
    if (const auto obstacle = obstacleTo(plan.output, config)) {
        throw *obstacle;
    }
    const int vector = outputVector(plan.output, config);
    for (const Subtile &part : plan.subtiles) {
        if (vector > 0 && (part.mBegin % vector != 0 || (part.mEnd % vector != 0 && part.mEnd != plan.m))) {
            throw Error({{}, "plan"}, fmt::format("subtile of rows {} to {}", part.mBegin, part.mEnd),
                        fmt::format("whole output vectors of {}", vector), "part of one");
        }
    }
    return ppu;
}

} // namespace

LayerContext::LayerContext(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan,
                           std::optional<PpuSettings> ppu)
    : m_operands(checked(std::move(operands))), m_config(checked(config)), m_plan(std::make_shared<const Plan>(std::move(plan))),
      m_ppu(checked(std::move(ppu), *m_plan, config)), m_lanes(m_operands->mode, config), m_schedule(*m_plan)
{
    checkPlan(*m_plan, a(), b(), m_config);
    if (canStall(m_config)) {
        StallRecord record = buildStalls(*m_plan, m_config);
        m_timings = std::move(record.atFirstProduct);
        m_streams = std::move(record.atStart);
        m_outputReads = record.outputReads;
        m_schedule = Schedule(*m_plan, std::move(record.stalls));
    }
    const std::int64_t segment = a().columns / a().segments;
    const std::int64_t vectors = a().vectors / a().segments;
    for (std::int64_t k = 0; k < a().vectors; ++k) {
        m_valid.push_back(std::min<std::int64_t>(size(), segment - k % vectors * size()));
    }
}

Position LayerContext::positionAt(std::int64_t cycle) const
{
    const Moment moment = m_schedule.at(cycle);
    const Subtile &part = subtile(moment.subtile);
    Position position;
    position.cycle = cycle;
    position.phase = moment.phase;
    position.subtile = static_cast<std::int64_t>(moment.subtile);
    const bool ended = moment.phase == Phase::Drain || moment.phase == Phase::Done;
    const std::int64_t compute = ended ? part.computeCycles - 1 : std::min(moment.compute, part.computeCycles - 1);
    const Tile tile = m_plan->tileAt(part, compute);
    const std::int64_t inside = compute - tile.firstCycle;
    position.m = tile.m;
    position.n = tile.n;
    position.columns = tile.columns;
    position.k = part.vectorBegin + inside / tile.columns;
    position.a = inside % tile.columns;
    position.tile = part.firstTile + tile.ordinal;
    return position;
}

std::string_view nameOf(Phase phase)
{
    switch (phase) {
    case Phase::Fill: return "fill";
    case Phase::Compute: return "compute";
    case Phase::Drain: return "drain";
    case Phase::Stall: return "stall";
    case Phase::Done: break;
    }
    return "done";
}

} // namespace vsq
