// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs executed and compared: what a job of the Compare view does.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/layer/rundiff.h"
#include "core/network/lowering.h"
#include "views/workspace/runlist.h"

#include <memory>

namespace vsq {

/// What runs: a network that is open, or one that is loaded from its file.
struct DivergenceSide {
    KeptRun run;
    std::shared_ptr<const Graph> graph; ///< null: of run.model
    std::vector<Layer> layers;
};

/// Both execute on their item of the data (zeros where there is none), then core compares. Throws Error, Cancelled.
RunDifference divergenceOf(DivergenceSide a, DivergenceSide b, const std::shared_ptr<const Dataset> &data, double tolerance,
                           const JobContext &job);
/// A run, and tensors of another runtime in an .npz file by the names of nodes' outputs.
RunDifference divergenceFromTensors(DivergenceSide a, const std::shared_ptr<const Dataset> &data, const std::string &file,
                                    double tolerance, const JobContext &job);
/// A run, and what the bench of a layer's golden vectors has dumped; the layer's sums and output words alone.
RunDifference divergenceFromDump(DivergenceSide a, const std::shared_ptr<const Dataset> &data, const std::string &file,
                                 const JobContext &job);

} // namespace vsq
