// SPDX-License-Identifier: GPL-3.0-or-later
// The matrix products of a transformer encoder (Vaswani et al., 2017), as the chip runs them.
#pragma once

#include "core/network/architectures/namednetworks.h"

namespace vsq {

struct TransformerShape {
    int tokens = 128;
    std::int64_t width = 768;
    std::int64_t heads = 12;
    std::int64_t hidden = 3072; ///< of the feed-forward part
    std::int64_t blocks = 12;
};

/// Layers "query", "key", "value", "scores" (Q K^T, to the softmax port), "context" (P V), "attention_output",
/// "feed_forward_1", "feed_forward_2", each with the count of all blocks (and heads). "value" runs transposed, tokens in
/// the lanes: V^T stands still in "context", its vectors run along tokens, so that the PPU must scale along tokens.
NamedNetwork namedTransformer(const std::string &name, const TransformerShape &shape);

} // namespace vsq
