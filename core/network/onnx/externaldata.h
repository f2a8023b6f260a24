// SPDX-License-Identifier: GPL-3.0-or-later
// Tensor data that an ONNX model keeps in a file beside it.
#pragma once

#include "core/network/onnx/onnxproto.h"
#include "core/network/onnx/tensordata.h"

namespace vsq {

/// Where the bytes lie that the message's external_data entries (location, offset, length) name; the file is mapped once. The
/// file must lie in the model's folder or below, or in files.external(), also where links lead (hard links are files like
/// others): a model must not be able to read what nobody gave it. Throws Error for another place, a missing file, or a piece
/// that is not size bytes long or not wholly inside the file.
StoredBytes externalData(const onnx::TensorProto &proto, std::size_t size, const Place &place, MappedFiles &files);

} // namespace vsq
