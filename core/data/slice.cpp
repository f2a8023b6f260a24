// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/slice.h"

#include <algorithm>
#include <cassert>

namespace vsq {

namespace {

template <typename T, typename From>
Tensor cast(const Shape &shape, const From &values)
{
    Tensor result(DTypeOf<T>::value, shape);
    std::transform(values.begin(), values.end(), result.mutableValues<T>().begin(),
                   [](auto value) { return static_cast<T>(value); });
    return result;
}

} // namespace

Tensor items(const Tensor &tensor, std::int64_t begin, std::int64_t end)
{
    assert(tensor.rank() > 0 && 0 <= begin && begin <= end && end <= tensor.dim(0));
    Shape shape = tensor.shape();
    const std::size_t itemBytes = shape[0] == 0 ? 0 : tensor.byteSize() / static_cast<std::size_t>(shape[0]);
    shape[0] = end - begin;
    const auto owner = std::make_shared<const Tensor>(tensor);
    const char *data = static_cast<const char *>(owner->bytes()) + static_cast<std::size_t>(begin) * itemBytes;
    return Tensor::view(tensor.dtype(), std::move(shape), owner, data);
}

Tensor convertTo(const Tensor &tensor, DType type)
{
    if (tensor.dtype() == type) {
        return tensor;
    }
    if (type == DType::Float32) {
        return tensor.toFloat();
    }
    const bool fromReal = tensor.dtype() == DType::Float32 || tensor.dtype() == DType::Float64 || tensor.dtype() == DType::Float16
                          || tensor.dtype() == DType::BFloat16;
    if (!fromReal && type == DType::Int64) {
        return cast<std::int64_t>(tensor.shape(), tensor.toInt64());
    }
    if (!fromReal && type == DType::Int32) {
        return cast<std::int32_t>(tensor.shape(), tensor.toInt64());
    }
    if (!fromReal && type == DType::Bool) {
        return cast<bool>(tensor.shape(), tensor.toInt64());
    }
    if (type == DType::Float64) {
        const Tensor real = tensor.toFloat();
        return cast<double>(tensor.shape(), real.values<float>());
    }
    throw Error({}, "element type", std::string(nameOf(type)), std::string(nameOf(tensor.dtype())));
}

} // namespace vsq
