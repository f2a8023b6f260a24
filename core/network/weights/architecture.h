// SPDX-License-Identifier: GPL-3.0-or-later
// Networks from a file of weights alone: the architecture is known, the file has Hugging Face's or torchvision's names.
#pragma once

#include "core/network/graph.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

/// Whether a path is that of a file of weights: it ends in .safetensors or .npz.
bool isWeightsFile(std::string_view path);

/// bert-tiny, -base, -large (Hugging Face's BertModel, BertForSequenceClassification), deit-tiny, -small, -base, vit-base
/// (ViTForImageClassification), resnet50, mobilenet-v2 (torchvision).
std::vector<std::string> architectureNames();

struct ArchitectureGraph {
    Graph graph;
    std::vector<std::string> notes; ///< tensors that were left out as of no use here (heads of other tasks, counters)
};

/// architecture: one of the names, or empty to find it by the tensors' names and sizes. shapes: of inputs; BERT is built for
/// as many tokens as "input_ids" has there, else 128. Throws Error naming the file and all tensors that are missing, of
/// another shape, or not of the architecture.
ArchitectureGraph readArchitecture(const std::string &path, const std::string &architecture,
                                   const std::map<std::string, Shape> &shapes = {});

} // namespace vsq
