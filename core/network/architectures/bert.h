// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's encoder (Devlin et al., NAACL 2019, arXiv 1810.04805): embeddings, post-norm blocks of self-attention and MLP.
#pragma once

#include "core/network/graphbuilder.h"

#include <cstdint>

namespace vsq {

struct BertShape {
    std::int64_t tokens = 128;
    std::int64_t width = 768;
    std::int64_t heads = 12; ///< width / heads = 64: one vector of the chip per head
    std::int64_t blocks = 12;
    std::int64_t hidden = 3072; ///< MLP
    std::int64_t vocabulary = 30522;
    std::int64_t positions = 512;
    std::int64_t tokenTypes = 2;
    std::int64_t classes = 0; ///< of a classifier on the first token's pooled state; 0: the encoder alone
};

/// Inputs int64 [batch, tokens]: "input_ids", "attention_mask" (1: a token, 0: padding), "token_type_ids". Output
/// "last_hidden_state" [batch, tokens, width], or "logits" [batch, classes]. Weights from a seed or given.
Graph buildBert(const BertShape &shape, const WeightSource &weights);

} // namespace vsq
