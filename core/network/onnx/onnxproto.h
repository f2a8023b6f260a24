// SPDX-License-Identifier: GPL-3.0-or-later
// libonnx's protobuf classes, included in one place (its headers are noisy), and the map of element types.
#pragma once

#include "core/tensor/dtype.h"

#include <optional>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <onnx/onnx_pb.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace vsq {

/// onnx::TensorProto::DataType of an element type.
int toOnnx(DType type);
/// The element type of an onnx::TensorProto::DataType; empty where tensors here have none (strings, complex).
std::optional<DType> fromOnnx(int type);

} // namespace vsq
