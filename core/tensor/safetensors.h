// SPDX-License-Identifier: GPL-3.0-or-later
// Hugging Face's format of named tensors (github.com/huggingface/safetensors): the length of a JSON header, the header
// (element type, shape and place of each tensor), the elements.
#pragma once

#include "core/base/mappedfile.h"
#include "core/tensor/tensor.h"

#include <map>
#include <string>

namespace vsq {

/// All tensors by name, mapped rather than read where their address suits their type; "__metadata__" is passed over. Throws
/// Error naming file, tensor, expected and found: missing, a header longer than the file or no JSON, a name twice, unknown
/// element types, a size that is not what type and shape say, places outside the file, overlaps and gaps.
std::map<std::string, Tensor> readSafetensors(const std::string &path);
/// The same of a file that is open already, for a caller who gives its memory back in between.
std::map<std::string, Tensor> readSafetensors(const std::shared_ptr<const MappedFile> &file);

} // namespace vsq
