// SPDX-License-Identifier: GPL-3.0-or-later
// What Hugging Face (BERT, ViT, DeiT, ResNet), torchvision (ResNet, ViT) and timm (ViT, DeiT) call the weights of the networks
// that are built here.
#pragma once

#include <string>
#include <string_view>

namespace vsq {

struct TheirName {
    std::string name;
    bool transposed = false; ///< a linear layer's matrix: [out, in] there, [in, out] here
    int third = -1;          ///< rows of a matrix or vector that holds query, key and value: which of the three; -1: all
};

TheirName bertWeightName(std::string_view ours);
TheirName visionTransformerWeightName(std::string_view ours);
/// The same of a network with DeiT's second classifier.
TheirName distilledWeightName(std::string_view ours);
TheirName timmTransformerWeightName(std::string_view ours);
/// torchvision's: "encoder.layers.encoder_layer_3.self_attention.in_proj_weight".
TheirName torchvisionTransformerWeightName(std::string_view ours);
/// The same with the names of the perceptrons in the files that torchvision publishes, from before its version 0.13.
TheirName olderTorchvisionTransformerWeightName(std::string_view ours);
TheirName resnetWeightName(std::string_view ours);
/// "resnet.encoder.stages.0.layers.1.layer.2.convolution.weight".
TheirName huggingFaceResnetWeightName(std::string_view ours);

} // namespace vsq
