// SPDX-License-Identifier: GPL-3.0-or-later
// What Hugging Face (BERT, ViT, DeiT) and torchvision (ResNet) call the weights of the networks that are built here.
#pragma once

#include <string>
#include <string_view>

namespace vsq {

struct TheirName {
    std::string name;
    bool transposed = false; ///< a linear layer's matrix: [out, in] there, [in, out] here
};

TheirName bertWeightName(std::string_view ours);
TheirName visionTransformerWeightName(std::string_view ours);
TheirName resnetWeightName(std::string_view ours);

} // namespace vsq
