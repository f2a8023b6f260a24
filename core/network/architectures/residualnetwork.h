// SPDX-License-Identifier: GPL-3.0-or-later
// Small residual network (He et al., CVPR 2016) for 28x28 images: 3x3 stem, pooling, two stages of two basic blocks.
#pragma once

#include "core/network/graphbuilder.h"

#include <cstdint>
#include <vector>

namespace vsq {

struct ResidualNetworkShape {
    std::int64_t imageSize = 28;
    std::int64_t channels = 1;
    std::vector<std::int64_t> stageChannels{64, 128}; ///< whole vectors of the chip
    std::int64_t blocksPerStage = 2;
    std::int64_t classes = 10;
};

/// Input "image" [batch, channels, imageSize, imageSize] in [0, 1]; output "logits" [batch, classes]. Weights from a seed or
/// given, batch normalization as nodes of its own.
Graph buildResidualNetwork(const ResidualNetworkShape &shape, const WeightSource &weights);

} // namespace vsq
