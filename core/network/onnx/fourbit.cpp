// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/fourbit.h"

namespace vsq {

namespace {

template <typename T>
std::string packed(const std::string &name, const Tensor &tensor, int low, int high)
{
    const auto values = tensor.values<T>();
    std::string bytes((values.size() + 1) / 2, '\0');
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] < low || values[i] > high) {
            throw Error({.file = {}, .item = "constant '" + name + "'"}, "value of four bits",
                        std::to_string(low) + " to " + std::to_string(high), std::to_string(values[i]));
        }
        const auto half = static_cast<unsigned>(values[i]) & 0xfU;
        bytes[i / 2] = static_cast<char>(static_cast<unsigned char>(bytes[i / 2]) | (i % 2 == 0 ? half : half << 4U));
    }
    return bytes;
}

} // namespace

Tensor unpackFourBit(std::string_view bytes, int onnxType, const Shape &shape, const Place &place)
{
    const auto count = static_cast<std::size_t>(elementCount(shape));
    const bool isSigned = onnxType == kOnnxInt4;
    if (bytes.size() != (count + 1) / 2) {
        throw Error(place, std::string("data of ") + (isSigned ? "int4 " : "uint4 ") + toString(shape),
                    std::to_string((count + 1) / 2) + " bytes", std::to_string(bytes.size()));
    }
    Tensor tensor = Tensor::uninitialized(isSigned ? DType::Int8 : DType::UInt8, shape);
    auto *out = static_cast<std::int8_t *>(tensor.mutableBytes());
    for (std::size_t i = 0; i < count; ++i) {
        const int half = static_cast<unsigned char>(bytes[i / 2]) >> (i % 2 == 0 ? 0 : 4) & 0xf;
        out[i] = static_cast<std::int8_t>(isSigned && half > 7 ? half - 16 : half);
    }
    return tensor;
}

void toFourBitProto(const std::string &name, const Tensor &tensor, onnx::TensorProto &proto)
{
    if (tensor.dtype() != DType::Int8 && tensor.dtype() != DType::UInt8) {
        throw Error({.file = {}, .item = "constant '" + name + "'"}, "element type to store in four bits", "int8 or uint8",
                    std::string(nameOf(tensor.dtype())));
    }
    const bool isSigned = tensor.dtype() == DType::Int8;
    proto.set_name(name);
    proto.set_data_type(isSigned ? kOnnxInt4 : kOnnxUInt4);
    for (const std::int64_t dimension : tensor.shape()) {
        proto.add_dims(dimension);
    }
    proto.set_raw_data(isSigned ? packed<std::int8_t>(name, tensor, -8, 7) : packed<std::uint8_t>(name, tensor, 0, 15));
}

} // namespace vsq
