// SPDX-License-Identifier: GPL-3.0-or-later
// Runs vsq-train for a fine-tuning and reads what it says.
#pragma once

#include "core/base/job.h"
#include "core/layer/layernumbers.h"
#include "views/workspace/tuningrequest.h"

#include <functional>
#include <vector>

namespace vsq {

struct TuningResult {
    Json report;                      ///< what the program printed
    std::vector<LayerNumbers> before; ///< of the network as it was, on the first item reported on
    std::vector<LayerNumbers> layers; ///< of the tuned one
};

/// Blocks until the program has ended. event: each of its lines of JSON, warning: each of its warnings, from this thread. A job
/// that is asked to stop asks the program, which keeps its state. Throws Error with what the program said, Cancelled.
TuningResult runTuning(const QString &program, const TuningRequest &request, const std::function<void(const Json &)> &event,
                       const std::function<void(const QString &)> &warning, const JobContext &job);

} // namespace vsq
