// SPDX-License-Identifier: GPL-3.0-or-later
// ResNets for images of 224 pixels (He et al., CVPR 2016): of bottlenecks in their version 1.5, where the stride is on the 3x3
// convolution (ResNet-50, -101, -152), or of two 3x3 convolutions a block (ResNet-18, -34). Bottlenecks may be wider (Zagoruyko
// and Komodakis, BMVC 2016) or their 3x3 convolutions in groups (ResNeXt: Xie et al., CVPR 2017).
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
    bool isBasic = false; ///< two 3x3 convolutions a block
    /// Channels of each stage's results and of what its bottlenecks have inside; empty: as in He et al., inside as many as the
    /// stem and twice as many in each stage that follows, of the results four times (two convolutions a block: as many).
    std::vector<std::int64_t> outerChannels{};
    std::vector<std::int64_t> innerChannels{};
    std::int64_t groups = 1; ///< of a bottleneck's 3x3 convolution
};

/// Input "image" [batch, channels, imageSize, imageSize]; output "logits" [batch, classes]. Weights from a seed or given, batch
/// normalization as nodes of its own.
Graph buildBottleneckNetwork(const BottleneckNetworkShape &shape, const WeightSource &weights);

} // namespace vsq
