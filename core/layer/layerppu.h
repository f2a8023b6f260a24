// SPDX-License-Identifier: GPL-3.0-or-later
// What an opened layer programs into the post-processing unit, so that its simulator shows results leaving the chip as they
// would: in the format that the next layer takes, scores of an attention through the softmax.
#pragma once

#include "core/chip/config.h"
#include "core/chip/ppusettings.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerplan.h"
#include "core/network/graph.h"

#include <optional>

namespace vsq {

/// Scales from the gammas of the layer's operands and the range of its results on the chip; bias and ReLU where the next
/// layer takes the result directly (linkLayers). Images of a batch with scales of their own: the first one's. Softmax: scores
/// in base 2. output: planOf()'s.
PpuSettings layerPpu(const std::shared_ptr<const Graph> &graph, const LayerData &data, OutputFormat output,
                     const ChipConfig &config);

/// What an opened layer runs on the chip with.
struct ChipProgram {
    Plan plan;
    std::optional<PpuSettings> ppu; ///< none where the host splits K and post-processes
};

/// next: the format of the layer that takes the result. Throws Error as planOf().
ChipProgram programOf(const std::shared_ptr<const Graph> &graph, const LayerData &data, const ChipConfig &config,
                      const NumberFormat &next);

} // namespace vsq
