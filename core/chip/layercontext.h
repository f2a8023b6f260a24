// SPDX-License-Identifier: GPL-3.0-or-later
// What stays the same while a layer runs: operands in the roles they are executed in, plan, schedule, arithmetic.
#pragma once

#include "core/chip/lanekernel.h"
#include "core/chip/operands.h"
#include "core/chip/operandstream.h"
#include "core/chip/plan.h"
#include "core/chip/ppusettings.h"
#include "core/chip/pputiming.h"
#include "core/chip/schedule.h"

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

class LayerContext {
public:
    /// Throws Error when operands, plan and configuration do not fit each other.
    LayerContext(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan, std::optional<PpuSettings> ppu);

    [[nodiscard]] const Operands &operands() const { return *m_operands; }
    [[nodiscard]] const ChipConfig &config() const { return m_config; }
    [[nodiscard]] const Plan &plan() const { return *m_plan; }
    [[nodiscard]] const std::shared_ptr<const Plan> &sharedPlan() const { return m_plan; }
    [[nodiscard]] const Schedule &schedule() const { return m_schedule; }
    /// None where the sums leave as they are, because the product was asked for so or because its plan says so.
    [[nodiscard]] const std::optional<PpuSettings> &ppu() const { return m_ppu; }
    [[nodiscard]] const LaneSettings &lanes() const { return m_lanes; }
    [[nodiscard]] Mode mode() const { return m_operands->mode; }
    [[nodiscard]] int size() const { return vectorSize(mode()); } ///< VS

    /// The operand that stands still and the one that is broadcast (swapped where the plan is transposed).
    [[nodiscard]] const Operand &a() const { return m_plan->transposed ? m_operands->b : m_operands->a; }
    [[nodiscard]] const Operand &b() const { return m_plan->transposed ? m_operands->a : m_operands->b; }
    /// Where C's element of an executed row and real column lies in the result [M, N] as asked for.
    [[nodiscard]] std::size_t resultIndex(std::int64_t m, std::int64_t column) const
    {
        return static_cast<std::size_t>(m_plan->transposed ? column * a().rows + m : m * b().rows + column);
    }

    [[nodiscard]] const Subtile &subtile(std::size_t index) const { return m_plan->subtiles[index]; }
    /// Elements of vector k that exist, 0..VS.
    [[nodiscard]] std::int64_t validElements(std::int64_t k) const { return m_valid[static_cast<std::size_t>(k)]; }

    /// VS codes of a column of the plan (zeros for padding) and its scale (0).
    [[nodiscard]] const std::int8_t *bCodes(std::int64_t row, std::int64_t k) const
    {
        return row < 0 ? kZeroWord : b().vector(row, k, size());
    }
    [[nodiscard]] std::int32_t bScale(std::int64_t row, std::int64_t k) const
    {
        return row < 0 || b().scales.empty() ? 0 : b().scale(row, k);
    }
    /// The same of a row of A; rows that do not exist are zeros.
    [[nodiscard]] const std::int8_t *aCodes(std::int64_t row, std::int64_t k) const
    {
        return row >= a().rows ? kZeroWord : a().vector(row, k, size());
    }
    [[nodiscard]] std::int32_t aScale(std::int64_t row, std::int64_t k) const
    {
        return row >= a().rows || a().scales.empty() ? 0 : a().scale(row, k);
    }

    /// State of the output side before a subtile's first product.
    [[nodiscard]] PpuTiming timingAtFirstProduct(std::size_t subtile) const
    {
        return m_timings.empty() ? PpuTiming(*m_plan, m_config) : m_timings[subtile];
    }
    /// Words of the output buffer that leave in the whole layer while it runs; 0 where results stay until a subtile is done.
    [[nodiscard]] std::int64_t outputReads() const { return m_outputReads; }
    /// Streamed operands: the channel before a subtile's first cycle.
    [[nodiscard]] const OperandStream::Mark &streamAt(std::size_t subtile) const { return m_streams[subtile]; }
    /// Indices of the position in a cycle, in closed form.
    [[nodiscard]] Position positionAt(std::int64_t cycle) const;

    static constexpr std::int8_t kZeroWord[64] = {};

private:
    std::shared_ptr<const Operands> m_operands;
    ChipConfig m_config;
    std::shared_ptr<const Plan> m_plan;
    std::optional<PpuSettings> m_ppu;
    LaneSettings m_lanes;
    std::vector<PpuTiming> m_timings; ///< one a subtile where the configuration can stall
    std::int64_t m_outputReads = 0;
    std::vector<OperandStream::Mark> m_streams; ///< one a subtile where operands stream
    Schedule m_schedule;
    std::vector<std::int64_t> m_valid;
};

} // namespace vsq
