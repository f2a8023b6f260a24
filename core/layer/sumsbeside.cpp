// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/sumsbeside.h"

#include "core/chip/datapath.h"
#include "core/layer/explainedvectors.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// Vectors along K that an entry has added up.
struct AddedVectors {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

AddedVectors addedTo(const Snapshot &now, std::size_t entry)
{
    const Position &executed = now.executed;
    const Position &next = now.next;
    // While a subtile is filled, the collector holds what the one before it left.
    const std::int64_t subtile = executed.phase == Phase::Fill ? std::max<std::int64_t>(0, executed.subtile - 1)
                                                               : executed.subtile;
    const Subtile &part = now.plan->subtiles[static_cast<std::size_t>(subtile)];
    const auto a = static_cast<std::int64_t>(entry);
    const bool runs = (next.phase == Phase::Compute || next.phase == Phase::Stall) && next.subtile == subtile
                      && now.collectorM[entry] == next.m && now.collectorN[entry] == next.n + a;
    return {part.vectorBegin, runs ? next.k + (a < next.a ? 1 : 0) : part.vectorEnd};
}

double unitOf(const LayerData &layer, std::int64_t m, std::int64_t n)
{
    return static_cast<double>(sumUnit(layer.operands->mode)) * static_cast<double>(layer.qa.gammaOf(m))
           * static_cast<double>(layer.qb.gammaOf(n));
}

} // namespace

std::optional<CollectorSums> sumsBeside(const Snapshot &now, const LayerData &layer, const OpenedChip &other)
{
    if (!now.plan || !layer.operands || vectorSize(now.mode) != vectorSize(other.mode())
        || layer.operands->a.vectors != other.data().operands->a.vectors || layer.operands->m() != other.data().operands->m()
        || layer.operands->n() != other.data().operands->n()) {
        return std::nullopt;
    }
    constexpr double kMost = 2147483647.0;
    CollectorSums difference{};
    for (std::size_t entry = 0; entry < difference.size(); ++entry) {
        const std::int64_t column = now.rowOfB(now.collectorN[entry]);
        if (!now.collectorValid[entry] || column < 0) {
            continue;
        }
        const AddedVectors added = addedTo(now, entry);
        for (std::int64_t lane = 0; lane < now.plan->lanes && now.collectorM[entry] + lane < now.plan->m; ++lane) {
            const std::int64_t row = now.collectorM[entry] + lane;
            const std::int64_t m = now.plan->transposed ? column : row;
            const std::int64_t n = now.plan->transposed ? row : column;
            const double unit = unitOf(layer, m, n);
            if (!(unit > 0.0)) {
                continue; // all of the operand is 0
            }
            const auto l = static_cast<std::size_t>(lane);
            const double before = static_cast<double>(sumOf(other, m, n, added.begin, added.end)) * unitOf(other.data(), m, n);
            const double exact = static_cast<double>(now.collector[entry][l]) - before / unit;
            difference[entry][l] = static_cast<std::int32_t>(std::lround(std::clamp(exact, -kMost, kMost)));
        }
    }
    return difference;
}

} // namespace vsq
