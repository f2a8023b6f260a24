// SPDX-License-Identifier: GPL-3.0-or-later
// DeiT-style vision transformer (Touvron et al., ICML 2021, arXiv 2012.12877): patch embedding, class token, learned
// positions, pre-norm blocks of self-attention and MLP, classifier on the class token.
#pragma once

#include "core/network/graphbuilder.h"

#include <cstdint>

namespace vsq {

struct VisionTransformerShape {
    std::int64_t imageSize = 28;
    std::int64_t channels = 1;
    std::int64_t patch = 4;
    std::int64_t width = 128; ///< embedding size
    std::int64_t heads = 2;   ///< width / heads = 64: one vector of the chip per head
    std::int64_t blocks = 4;
    std::int64_t hidden = 256; ///< MLP
    std::int64_t classes = 10;
    float epsilon = 1e-6F; ///< of the layer norms
    /// DeiT's second token (section 3): beside the class token, with a classifier of its own whose answer is averaged with the
    /// other's, or without.
    enum class Distillation : std::uint8_t { None, Token, TokenAndHead };
    Distillation distillation = Distillation::None;
};

/// Input "image" [batch, channels, imageSize, imageSize] in [0, 1]; output "logits" [batch, classes]. Weights from a seed or
/// given.
Graph buildVisionTransformer(const VisionTransformerShape &shape, const WeightSource &weights);

} // namespace vsq
