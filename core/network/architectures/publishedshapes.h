// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes of well-known networks.
#pragma once

#include "core/network/architectures/bert.h"
#include "core/network/architectures/visiontransformer.h"

namespace vsq {

/// BERT-Base and BERT-Large (Devlin et al., NAACL 2019).
BertShape bertBaseShape(std::int64_t tokens);
BertShape bertLargeShape(std::int64_t tokens);
/// The smallest of the compact BERTs: two blocks of width 128 (Turc et al., arXiv 1908.08962).
BertShape bertTinyShape(std::int64_t tokens);
/// DeiT-Tiny (width 192), DeiT-Small (384) and DeiT-Base (768; ViT-Base is of the same sizes) on ImageNet (Touvron et al., ICML
/// 2021).
VisionTransformerShape deitShape(std::int64_t width);

} // namespace vsq
