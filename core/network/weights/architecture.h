// SPDX-License-Identifier: GPL-3.0-or-later
// Networks from a file of weights alone: the architecture is known, the file has Hugging Face's or torchvision's names.
#pragma once

#include "core/network/graph.h"
#include "core/network/weights/checkpoint.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// bert-tiny, -mini, -small, -medium, -base, -large (Hugging Face's BertModel, BertForSequenceClassification), deit-tiny, -small,
/// -base, vit-base, -large, -huge (ViTForImageClassification, DeiTForImageClassification, DeiTForImageClassificationWithTeacher,
/// timm, torchvision), resnet18, resnet34, resnet50, resnet101, resnet152, ResNeXt and wide ResNets (torchvision, Hugging Face),
/// mobilenet-v2 (torchvision).
std::vector<std::string> architectureNames();

struct ArchitectureGraph {
    Graph graph;
    std::vector<std::string> notes; ///< tensors that were left out as of no use here (heads of other tasks, counters)
};

/// path: see readCheckpoint(). architecture: one of the names, or empty to find kind and sizes by the tensors' names and shapes;
/// how many heads share them a config.json beside the file says, else they are 64 wide. shapes: of inputs; BERT is built for
/// as many tokens as "input_ids" has there, else 128. Throws Error naming the file and all tensors that are missing, of
/// another shape, or not of the architecture; where no architecture fits, the nearest and the first names that differ.
ArchitectureGraph readArchitecture(const std::string &path, const std::string &architecture,
                                   const std::map<std::string, Shape> &shapes = {});

} // namespace vsq
