// SPDX-License-Identifier: GPL-3.0-or-later
// A network's weights by name, from whatever files hold them.
#pragma once

#include "core/base/mappedfile.h"
#include "core/tensor/tensor.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

struct Checkpoint {
    std::map<std::string, Tensor> tensors;
    std::vector<std::string> otherFiles;                   ///< beside the one that was named: shards
    std::vector<std::shared_ptr<const MappedFile>> mapped; ///< what tensors may look at
    std::vector<std::string> notes;

    /// Gives back the memory of what was looked at in the files.
    void release() const;
};

/// .safetensors, .npz, or Hugging Face's index of several (.safetensors.index.json: {"weight_map": {tensor: file}}); one of
/// several files stands for all where the index lies beside it. What wrappers put in front of every name ("module.", "model.",
/// "_orig_mod.") is left out, and layer norms have today's names. Throws Error naming file, tensor, expected and found.
Checkpoint readCheckpoint(const std::string &path);

/// Whether a path is that of a file of weights.
bool isWeightsFile(std::string_view path);

} // namespace vsq
