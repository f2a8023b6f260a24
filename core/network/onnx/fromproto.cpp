// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/externaldata.h"
#include "core/network/onnx/fourbit.h"
#include "core/network/onnx/onnxconvert.h"
#include "core/tensor/floatrange.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace vsq {

namespace {

/// Elements that protobuf keeps in a wider repeated field.
template <typename T, typename Field>
Tensor narrowed(const Field &field, DType type, const Shape &shape, const Place &place)
{
    const auto expected = static_cast<std::size_t>(elementCount(shape));
    if (static_cast<std::size_t>(field.size()) != expected) {
        throw wrongDataSize(place, type, shape, " elements", expected, static_cast<std::size_t>(field.size()));
    }
    Tensor tensor = Tensor::uninitialized(type, shape);
    auto *out = static_cast<T *>(tensor.mutableBytes());
    std::transform(field.begin(), field.end(), out, [](auto value) { return static_cast<T>(value); });
    return tensor;
}

Tensor fromBytes(const std::string &bytes, DType type, const Shape &shape, const Place &place)
{
    const std::size_t expected = static_cast<std::size_t>(elementCount(shape)) * sizeOf(type);
    if (bytes.size() != expected) {
        throw wrongDataSize(place, type, shape, " bytes", expected, bytes.size());
    }
    Tensor tensor = Tensor::uninitialized(type, shape);
    auto *out = static_cast<char *>(tensor.mutableBytes());
    if (type == DType::Bool) {
        std::transform(bytes.begin(), bytes.end(), out, [](char c) { return static_cast<char>(c != 0); });
    } else if (expected > 0) {
        std::memcpy(out, bytes.data(), expected);
    }
    return tensor;
}

Tensor fromFields(const onnx::TensorProto &proto, DType type, const Shape &shape, const Place &place)
{
    switch (type) {
    case DType::Float32: return narrowed<float>(proto.float_data(), type, shape, place);
    case DType::Float64: return narrowed<double>(proto.double_data(), type, shape, place);
    case DType::Int64: return narrowed<std::int64_t>(proto.int64_data(), type, shape, place);
    case DType::UInt64: return narrowed<std::uint64_t>(proto.uint64_data(), type, shape, place);
    case DType::UInt32: return narrowed<std::uint32_t>(proto.uint64_data(), type, shape, place);
    case DType::Int32: return narrowed<std::int32_t>(proto.int32_data(), type, shape, place);
    case DType::Int8: return narrowed<std::int8_t>(proto.int32_data(), type, shape, place);
    case DType::UInt8: return narrowed<std::uint8_t>(proto.int32_data(), type, shape, place);
    case DType::Int16: return narrowed<std::int16_t>(proto.int32_data(), type, shape, place);
    case DType::UInt16:
    case DType::Float16:
    case DType::BFloat16: return narrowed<std::uint16_t>(proto.int32_data(), type, shape, place);
    case DType::Bool: return narrowed<bool>(proto.int32_data(), type, shape, place);
    }
    return {};
}

Tensor fourBitFrom(const onnx::TensorProto &proto, const Shape &shape, const Place &place, MappedFiles &files,
                   std::optional<StoredBytes> stored)
{
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        stored = externalData(proto, static_cast<std::size_t>(elementCount(shape) + 1) / 2, place, files);
    }
    std::string bytes = proto.raw_data();
    if (stored) {
        bytes.resize(stored->size);
        if (!stored->file->copy(stored->offset, stored->size, bytes.data())) {
            throw Error(place, "cannot read", std::to_string(stored->size) + " bytes of " + stored->file->path(), "fewer");
        }
    } else if (!proto.has_raw_data()) {
        // Two elements in each number.
        std::transform(proto.int32_data().begin(), proto.int32_data().end(), std::back_inserter(bytes),
                       [](std::int32_t pair) { return static_cast<char>(pair); });
    }
    return unpackFourBit(bytes, proto.data_type(), shape, place);
}

/// In the file's type.
Tensor storedTensor(const onnx::TensorProto &proto, const Place &place, MappedFiles &files, const std::optional<StoredBytes> &raw)
{
    const bool fourBit = isFourBit(proto.data_type());
    const auto type = fromOnnx(proto.data_type());
    if (!type && !fourBit) {
        throw Error(place, "element type", "a number type",
                    onnx::TensorProto::DataType_IsValid(proto.data_type())
                        ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(proto.data_type()))
                        : std::to_string(proto.data_type()));
    }
    const Shape shape(proto.dims().begin(), proto.dims().end());
    try {
        elementCount(shape);
    } catch (const Error &error) {
        throw Error(place, error.problem(), error.expected(), error.found());
    }
    if (fourBit) {
        return fourBitFrom(proto, shape, place, files, raw);
    }
    Tensor tensor;
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        const std::size_t size = static_cast<std::size_t>(elementCount(shape)) * sizeOf(*type);
        tensor = tensorIn(externalData(proto, size, place, files), *type, shape, place);
    } else if (raw) {
        tensor = tensorIn(*raw, *type, shape, place);
    } else if (proto.has_raw_data()) {
        tensor = fromBytes(proto.raw_data(), *type, shape, place);
    } else {
        tensor = fromFields(proto, *type, shape, place);
    }
    return tensor;
}

/// Networks are computed in float32. Throws Error for a finite number that it has not, but for those that stand for infinity, at
/// the very end of float64.
Tensor asComputed(const Tensor &tensor, const Place &place)
{
    constexpr double kInfinite = 1e308;
    requireFloatRange(tensor, place, kInfinite);
    return tensor.toFloat();
}

} // namespace

Tensor fromProto(const onnx::TensorProto &proto, const Place &place, MappedFiles &files, const std::optional<StoredBytes> &raw)
{
    const Tensor tensor = storedTensor(proto, place, files, raw);
    return isFloating(tensor.dtype()) ? asComputed(tensor, place) : tensor;
}

Tensor fromProto(const onnx::TensorProto &proto, const Place &place)
{
    MappedFiles files;
    const Tensor tensor = storedTensor(proto, place, files, std::nullopt);
    return isFloating(tensor.dtype()) ? tensor.toFloat() : tensor;
}

Attribute fromProto(const onnx::AttributeProto &proto, const Place &place, MappedFiles &files,
                    const std::optional<StoredBytes> &raw)
{
    const std::string item = place.item + ": attribute '" + proto.name() + "'";
    switch (proto.type()) {
    case onnx::AttributeProto::INT: return proto.i();
    case onnx::AttributeProto::FLOAT: return proto.f();
    case onnx::AttributeProto::STRING: return proto.s();
    case onnx::AttributeProto::TENSOR: return fromProto(proto.t(), {place.file, item}, files, raw);
    case onnx::AttributeProto::INTS: return std::vector<std::int64_t>(proto.ints().begin(), proto.ints().end());
    case onnx::AttributeProto::FLOATS: return std::vector<float>(proto.floats().begin(), proto.floats().end());
    case onnx::AttributeProto::STRINGS: return std::vector<std::string>(proto.strings().begin(), proto.strings().end());
    default: break;
    }
    throw Error({.file = place.file, .item = item}, "not supported", "a number, a text, a tensor or a list of them",
                onnx::AttributeProto::AttributeType_Name(proto.type()));
}

ValueInfo fromProto(const onnx::ValueInfoProto &proto, const Place &place)
{
    if (!proto.type().has_tensor_type()) {
        throw Error(place, "kind of value", "a tensor", "another kind");
    }
    const onnx::TypeProto::Tensor &tensor = proto.type().tensor_type();
    const auto type = fromOnnx(tensor.elem_type());
    if (!type) {
        throw Error(place, "element type", "a number type",
                    onnx::TensorProto::DataType_IsValid(tensor.elem_type())
                        ? onnx::TensorProto::DataType_Name(static_cast<onnx::TensorProto::DataType>(tensor.elem_type()))
                        : std::to_string(tensor.elem_type()));
    }
    ValueInfo value{proto.name(), *type, {}, {}};
    value.rankIsKnown = tensor.has_shape();
    for (const auto &dimension : tensor.shape().dim()) {
        value.shape.push_back(dimension.has_dim_value() && dimension.dim_value() >= 0 ? dimension.dim_value() : -1);
        value.dimNames.push_back(dimension.dim_param());
    }
    return value;
}

} // namespace vsq
