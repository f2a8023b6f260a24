// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/signalvalues.h"

#include "core/chip/datapath.h"
#include "core/chip/signalreader.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

using SignalKind = ChipSignal::Kind;
using SignalVisit = std::function<void(const SignalValue &)>;

constexpr int kScaleCodes = 256;

/// Of one vector along K: how many rows have a scale, and the first of them.
struct ScaleRows {
    std::array<std::int64_t, kScaleCodes> count{};
    std::array<std::int64_t, kScaleCodes> first{};

    ScaleRows(const Operand &operand, std::int64_t k)
    {
        for (std::int64_t row = operand.rows - 1; row >= 0; --row) {
            const std::size_t scale = operand.scale(row, k);
            ++count[scale];
            first[scale] = row;
        }
    }
};

/// The product of two scales depends on nothing else: pairs of scales in place of pairs of rows.
void visitScales(const Operands &operands, const ChipConfig &config, const SignalVisit &visit, const JobContext &job)
{
    for (std::int64_t k = 0; k < operands.a.vectors; ++k) {
        job.check();
        const ScaleRows a(operands.a, k);
        const ScaleRows b(operands.b, k);
        for (std::size_t i = 0; i < kScaleCodes; ++i) {
            for (std::size_t j = 0; a.count[i] > 0 && j < kScaleCodes; ++j) {
                if (b.count[j] > 0) {
                    const std::uint32_t product = scaleProduct(static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(j));
                    visit({roundedScale(product, config), a.count[i] * b.count[j], a.first[i], b.first[j], k});
                }
            }
        }
    }
}

void visitTrees(const Operands &operands, const ChipConfig &config, bool terms, const SignalVisit &visit, const JobContext &job)
{
    const int size = vectorSize(operands.mode);
    const bool scaled = terms && operands.mode == Mode::Vsq;
    for (std::int64_t m = 0; m < operands.m(); ++m) {
        job.check();
        for (std::int64_t n = 0; n < operands.n(); ++n) {
            for (std::int64_t k = 0; k < operands.a.vectors; ++k) {
                std::int32_t value = treeSum(operands.a.vector(m, k, size), operands.b.vector(n, k, size), size);
                if (scaled) {
                    const std::uint32_t p8 = roundedScale(scaleProduct(operands.a.scale(m, k), operands.b.scale(n, k)), config);
                    value = term(operands.mode, value, p8, config);
                }
                visit({value, 1, m, n, k});
            }
        }
    }
}

void visitCycles(const ChipSignal &signal, const OpenedChip &chip, const SignalVisit &visit, const JobContext &job)
{
    constexpr std::int64_t kCyclesBetweenLooks = 4096;
    const Plan &plan = chip.context().plan();
    const bool any = hasLane(signal.kind) && signal.lane < 0;
    SignalReader reader(chip.context());
    ChipSignal one = signal;
    while (reader.step()) {
        const Position &at = reader.executed();
        if (at.cycle % kCyclesBetweenLooks == 0) {
            job.check();
        }
        for (int lane = any ? 0 : signal.lane; lane < (any ? plan.lanes : signal.lane + 1); ++lane) {
            one.lane = lane;
            if (const auto value = reader.value(one)) {
                const std::int64_t row = at.m + std::max(lane, 0);
                const std::int64_t column = std::max<std::int64_t>(plan.column(at.n + at.a), 0);
                visit({*value, 1, plan.transposed ? column : row, plan.transposed ? row : column, at.k});
            }
        }
    }
}

} // namespace

void visitSignal(const ChipSignal &signal, const OpenedChip &chip, const std::function<void(const SignalValue &)> &visit,
                 const JobContext &job)
{
    const Operands &operands = *chip.data().operands;
    const bool all = signal.lane < 0;
    if (all && signal.kind == SignalKind::LaneScale && operands.mode == Mode::Vsq) {
        visitScales(operands, chip.config(), visit, job);
    } else if (all && (signal.kind == SignalKind::LaneTree || signal.kind == SignalKind::LaneTerm)) {
        visitTrees(operands, chip.config(), signal.kind == SignalKind::LaneTerm, visit, job);
    } else {
        visitCycles(signal, chip, visit, job);
    }
}

} // namespace vsq
