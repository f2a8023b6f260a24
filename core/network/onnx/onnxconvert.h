// SPDX-License-Identifier: GPL-3.0-or-later
// From tensors, nodes and value descriptions to ONNX's protobuf messages and back.
#pragma once

#include "core/network/graph.h"
#include "core/network/onnx/onnxproto.h"
#include "core/network/onnx/tensordata.h"

#include <optional>
#include <string>

namespace vsq {

void toProto(const std::string &name, const Tensor &tensor, onnx::TensorProto &proto);
void toProto(const Node &node, onnx::NodeProto &proto);
void toProto(const ValueInfo &value, onnx::ValueInfoProto &proto);

/// The tensor of a message. float16, bfloat16 and float64 become float32: the reference computes in float32 throughout. INT4
/// and UINT4 become int8 and uint8.
/// External data lie beside place.file and are mapped; raw: where the raw data lie that a scan took out of the message.
/// Throws Error when the data are not what dimensions and type say, are of a type without tensors (strings, complex), or
/// lie outside the model's folder.
Tensor fromProto(const onnx::TensorProto &proto, const Place &place, MappedFiles &files, const std::optional<StoredBytes> &raw);
Tensor fromProto(const onnx::TensorProto &proto, const Place &place);
/// Throws Error for attributes that hold graphs or sparse tensors. raw: of the attribute's tensor.
Attribute fromProto(const onnx::AttributeProto &proto, const Place &place, MappedFiles &files,
                    const std::optional<StoredBytes> &raw);
/// Throws Error for values that are not tensors.
ValueInfo fromProto(const onnx::ValueInfoProto &proto, const Place &place);

} // namespace vsq
