// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX's four-bit integers (opset 21): two elements a byte in the file, the first in the lower half, int8 or uint8 here.
#pragma once

#include "core/network/onnx/onnxproto.h"
#include "core/tensor/tensor.h"

#include <string>
#include <string_view>

namespace vsq {

// TensorProto.DataType; libonnx's own list may end before them.
inline constexpr int kOnnxUInt4 = 21;
inline constexpr int kOnnxInt4 = 22;

constexpr bool isFourBit(int onnxType)
{
    return onnxType == kOnnxUInt4 || onnxType == kOnnxInt4;
}

/// bytes: (elements + 1) / 2 of them. Throws Error naming the place where they are more or fewer.
Tensor unpackFourBit(std::string_view bytes, int onnxType, const Shape &shape, const Place &place);
/// int8 as INT4, uint8 as UINT4. Throws Error naming the tensor for other types and for values beyond four bits.
void toFourBitProto(const std::string &name, const Tensor &tensor, onnx::TensorProto &proto);

} // namespace vsq
