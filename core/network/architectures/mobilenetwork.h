// SPDX-License-Identifier: GPL-3.0-or-later
// MobileNetV2 (Sandler et al., CVPR 2018, arXiv 1801.04381): inverted residuals of a 1x1 expansion, a depthwise 3x3 and a
// linear 1x1 projection, with ReLU6 between.
#pragma once

#include "core/network/graphbuilder.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// A group of blocks (Table 2 of the paper).
struct InvertedResiduals {
    std::int64_t expansion = 6; ///< t: inner channels over the input's
    std::int64_t channels = 0;  ///< c: of the output
    std::int64_t blocks = 1;    ///< n
    std::int64_t stride = 1;    ///< s: of the first block
};

struct MobileNetworkShape {
    std::int64_t imageSize = 224;
    std::int64_t channels = 3;
    std::int64_t stemChannels = 32;
    std::vector<InvertedResiduals> groups{{1, 16, 1, 1}, {6, 24, 2, 2},  {6, 32, 3, 2}, {6, 64, 4, 2},
                                          {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};
    std::int64_t lastChannels = 1280;
    std::int64_t classes = 1000;
};

/// Input "image" [batch, channels, imageSize, imageSize]; output "logits" [batch, classes]. Nodes and weights have
/// torchvision's names ("features.1.conv.0.0.weight"); batch normalization is nodes of its own, ReLU6 is Clip.
Graph buildMobileNetwork(const MobileNetworkShape &shape, const WeightSource &weights);

} // namespace vsq
