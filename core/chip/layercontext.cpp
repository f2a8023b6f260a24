// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/layercontext.h"

#include "core/base/error.h"

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
    if (config.unsignedActivations) {
        throw Error({{}, "chip configuration"}, "field 'unsignedActivations'",
                    "false on the chip (A-5: its products are signed; only software formats have unsigned codes)", "true");
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

} // namespace

LayerContext::LayerContext(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan,
                           std::optional<PpuSettings> ppu)
    : m_operands(checked(std::move(operands))), m_config(checked(config)), m_plan(std::move(plan)), m_ppu(std::move(ppu)),
      m_lanes(m_operands->mode, config), m_schedule(m_plan)
{
    checkPlan(m_plan, a(), b(), m_config);
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
    const std::int64_t compute = ended ? part.computeCycles - 1 : moment.compute;
    const Tile tile = m_plan.tileAt(part, compute);
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
