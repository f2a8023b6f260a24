// SPDX-License-Identifier: GPL-3.0-or-later
// What a step of fine-tuning costs beside one of training the same network in FP32, measured on this machine.
#pragma once

#include "core/train/finetuner.h"

namespace vsq {

/// Medians of steps that alternate, on the same items; seconds of processor time, of all threads together: what else runs on the
/// machine does not change them.
struct StepCost {
    std::int64_t items = 0;   ///< a step
    double forward = 0.0;     ///< bit-faithful
    double fp32Forward = 0.0; ///< in FP32, every value kept as well
    double step = 0.0;        ///< whole: what is imitated, forward, loss, gradients, optimiser, average
    double fp32Step = 0.0;    ///< the same recipe on the FP32 network, which imitates nobody

    [[nodiscard]] double forwardRatio() const { return fp32Forward > 0.0 ? forward / fp32Forward : 0.0; }
    [[nodiscard]] double stepRatio() const { return fp32Step > 0.0 ? step / fp32Step : 0.0; }
};

/// Of the first step of fineTune() on these data, taken several times; of a large network no longer than it must be.
/// Throws Error as fineTune(), Cancelled.
StepCost measureStepCost(const std::shared_ptr<const Graph> &graph, const Dataset &training, const TuningOptions &options,
                         const std::shared_ptr<const ActivationScales> &scales, const JobContext &job);

} // namespace vsq
