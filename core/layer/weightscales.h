// SPDX-License-Identifier: GPL-3.0-or-later
// The scales of the weights of a whole network, layer by layer and together.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/network/lowering.h"
#include "core/quantize/scalestatistics.h"
#include "core/reference/executor.h"

#include <memory>
#include <vector>

namespace vsq {

struct WeightScales {
    std::vector<Layer> layers;               ///< those with weights, in the network's order
    std::vector<ScaleStatistics> statistics; ///< of each; grouped convolutions: of their first group
    /// Of all vectors: map, histograms, counts. Signal-to-noise ratios are over all weights.
    ScaleStatistics all;
};

/// formats: one for each of the network's layers. config: whose convolutions of few channels share vectors. The network is
/// run once in FP32 on the inputs, so that every weight is seen as the chip gets it. Throws Cancelled, and Error as the executor
/// does.
WeightScales weightScales(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const std::vector<Layer> &layers,
                          const std::vector<NumberFormat> &formats, const JobContext &job = {}, const ChipConfig &config = {});

} // namespace vsq
