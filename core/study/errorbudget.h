// SPDX-License-Identifier: GPL-3.0-or-later
// Where the error between FP32 and the chip comes from: of each layer on FP32's own operands, and of the whole network at its
// output, each stage switched on alone and in order.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/engine/engine.h"
#include "core/quantize/format.h"
#include "core/reference/executor.h"
#include "core/study/stageproduct.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// Energies of errors are shares of the energy of the exact values: 0.01 is an SQNR of 20 dB.
struct BudgetStage {
    std::string name;            ///< of the Stage; "softmax", "PPU"
    std::optional<double> alone; ///< nothing else on; empty where the stage cannot be without the others
    double inOrder = 0.0;        ///< this one and all before it on
    double added = 0.0;          ///< inOrder less that of the stages before: below 0 where errors cancel
};

struct ErrorBudget {
    std::string layer; ///< empty: the network's first output
    double signal = 0.0;
    std::vector<BudgetStage> stages; ///< those that the format and the network have

    /// Of the last stage.
    [[nodiscard]] double total() const { return stages.empty() ? 0.0 : stages.back().inOrder; }
    /// The stage's part of the total, 0..1 where errors do not cancel; 0 where there is no error.
    [[nodiscard]] double share(const BudgetStage &stage) const { return total() > 0.0 ? stage.added / total() : 0.0; }
};

struct BudgetRequest {
    std::shared_ptr<const Graph> graph;
    TensorMap inputs;
    NumberFormat format; ///< one of the chip's
    ChipConfig config;
    EngineOptions engine;
};

/// Of every layer on the chip, in the network's order, from one FP32 run. Throws Error for a format that is none of the chip's;
/// Cancelled.
std::vector<ErrorBudget> layerBudgets(const BudgetRequest &request, const JobContext &job = {});

/// Of the network: the stages of its products, then attention's approximate softmax where it has one, then codes from the
/// post-processing unit with static scales (found on the same inputs) where layers follow each other directly.
ErrorBudget networkBudget(const BudgetRequest &request, const JobContext &job = {});

} // namespace vsq
