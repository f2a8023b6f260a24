// SPDX-License-Identifier: GPL-3.0-or-later
// One matrix product on the chip, by the stepped simulator or by the fast engine: the same sums, the same counts.
#pragma once

#include "core/base/job.h"
#include "core/chip/breakpoint.h"
#include "core/chip/config.h"
#include "core/chip/counters.h"
#include "core/chip/operands.h"
#include "core/chip/plan.h"
#include "core/chip/ppu.h"
#include "core/engine/engine.h"

#include <memory>
#include <optional>
#include <vector>

namespace vsq {

struct ProductRun {
    Plan plan;
    std::vector<std::int32_t> sums;  ///< [M, N] row-major
    std::optional<PpuOutput> output; ///< with post-processing: the next layer's activations
    /// Cycles, multiplier-cycles, saturations and the memories' words. What only stepping can count (toggles, scales that
    /// round to zero) is left at 0 by both engines, so that they agree.
    Counters counters;
    /// Stepped: cycles in which each breakpoint was met (the one to come, as where a debugger stops), ascending.
    std::vector<std::vector<std::int64_t>> met;
};

enum class ProductEngine : std::uint8_t { Fast, Stepped };

/// plan: one for these operands. ppu: what becomes of the sums; empty: they leave as they are. breakpoints: of the stepped chip,
/// which runs on. Throws Error when the product does not fit the chip as configured, Cancelled.
ProductRun runProduct(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, Plan plan,
                      const std::optional<PpuSettings> &ppu, ProductEngine engine, const EngineOptions &options,
                      const JobContext &job = {}, const std::vector<Breakpoint> &breakpoints = {});

/// The chip's sums by the fast engine. K beyond what the buffers hold is split as the planner splits it, and the parts'
/// sums are added in FP32 as the host does.
ProductSums chipSums(const Operands &operands, const ChipConfig &config, const EngineOptions &options);

/// Share of codes that are not 0, of the elements without padding.
double density(const Operand &operand);

} // namespace vsq
