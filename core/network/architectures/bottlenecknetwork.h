// SPDX-License-Identifier: GPL-3.0-or-later
// ResNet-50 (He et al., CVPR 2016) in its version 1.5: the stride of a bottleneck is on its 3x3 convolution.
#pragma once

#include "core/network/graphbuilder.h"

#include <cstdint>
#include <vector>

namespace vsq {

struct BottleneckNetworkShape {
    std::int64_t imageSize = 224;
    std::int64_t channels = 3;
    std::int64_t stemChannels = 64;
    std::vector<std::int64_t> stageBlocks{3, 4, 6, 3};
    std::int64_t classes = 1000;
};

/// Input "image" [batch, channels, imageSize, imageSize]; output "logits" [batch, classes]. Weights from a seed or given, batch
/// normalization as nodes of its own.
Graph buildBottleneckNetwork(const BottleneckNetworkShape &shape, const WeightSource &weights);

} // namespace vsq
