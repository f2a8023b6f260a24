// SPDX-License-Identifier: GPL-3.0-or-later
// What convolutional networks are built of: convolutions with He's initial weights, batch normalization.
#pragma once

#include "core/network/graphbuilder.h"

namespace vsq {

struct ConvolutionSizes {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1; ///< square, odd; padded so that stride 1 keeps the image's size
    std::int64_t stride = 1;
    std::int64_t groups = 1; ///< in: depthwise
};

/// A Conv called name without bias, weights "NAME.weight"; returns its value.
std::string addConvolution(GraphBuilder &builder, const std::string &name, const std::string &x, const ConvolutionSizes &sizes);

/// A BatchNormalization called name with "NAME.weight", ".bias", ".running_mean" and ".running_var".
std::string addBatchNorm(GraphBuilder &builder, const std::string &name, const std::string &x, std::int64_t channels);

} // namespace vsq
