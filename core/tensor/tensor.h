// SPDX-License-Identifier: GPL-3.0-or-later
// A dense row-major tensor with implicitly shared storage: copies are cheap, writing detaches.
#pragma once

#include "core/base/error.h"
#include "core/tensor/dtype.h"
#include "core/tensor/shape.h"

#include <memory>
#include <span>
#include <vector>

namespace vsq {

class Tensor {
public:
    /// An empty float32 tensor of shape [0].
    Tensor() : Tensor(DType::Float32, {0}) {}
    /// Zero-filled.
    Tensor(DType type, Shape shape);

    /// Contents undefined: for results that are written whole.
    static Tensor uninitialized(DType type, Shape shape);

    /// Takes the values; their number must be that of the shape.
    template <typename T>
    static Tensor of(Shape shape, std::span<const T> values);
    template <typename T>
    static Tensor of(Shape shape, const std::vector<T> &values)
    {
        return of<T>(std::move(shape), std::span<const T>(values));
    }
    template <typename T>
    static Tensor scalar(T value)
    {
        return of<T>({}, std::span<const T>(&value, 1));
    }
    /// Looks at memory that somebody else owns (a mapped file); owner is kept alive. No copy until written to.
    static Tensor view(DType type, Shape shape, std::shared_ptr<const void> owner, const void *data);

    [[nodiscard]] DType dtype() const { return m_type; }
    [[nodiscard]] const Shape &shape() const { return m_shape; }
    [[nodiscard]] std::int64_t dim(std::size_t axis) const { return m_shape[axis]; }
    [[nodiscard]] std::size_t rank() const { return m_shape.size(); }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] std::size_t byteSize() const { return static_cast<std::size_t>(m_size) * sizeOf(m_type); }
    [[nodiscard]] const void *bytes() const { return m_data; }

    /// Elements in row-major order; throws Error when T is not the tensor's type.
    template <typename T>
    [[nodiscard]] std::span<const T> values() const;
    /// The same for writing: copies first if the storage is shared or only viewed.
    template <typename T>
    [[nodiscard]] std::span<T> mutableValues();

    /// Whether writing needs no copy: the storage is nobody else's.
    [[nodiscard]] bool isWritable() const { return !m_viewed && m_owner.use_count() == 1; }
    /// Raw storage for writing, whatever the type; copies first as mutableValues() does.
    [[nodiscard]] void *mutableBytes()
    {
        detach();
        return const_cast<void *>(m_data);
    }

    /// The same elements under another shape of the same size.
    [[nodiscard]] Tensor reshaped(Shape shape) const;
    /// Converted to float32 (integers and bool exactly where float32 can).
    [[nodiscard]] Tensor toFloat() const;
    /// Integer or bool elements as int64; throws Error for floating types.
    [[nodiscard]] std::vector<std::int64_t> toInt64() const;

private:
    void requireType(DType type) const;
    void detach();

    DType m_type;
    Shape m_shape;
    std::int64_t m_size = 0;
    std::shared_ptr<const void> m_owner;
    const void *m_data = nullptr;
    bool m_viewed = false; ///< storage belongs to somebody else and must never be written
};

template <typename T>
std::span<const T> Tensor::values() const
{
    requireType(DTypeOf<T>::value);
    return {static_cast<const T *>(m_data), static_cast<std::size_t>(m_size)};
}

template <typename T>
std::span<T> Tensor::mutableValues()
{
    requireType(DTypeOf<T>::value);
    detach();
    return {static_cast<T *>(const_cast<void *>(m_data)), static_cast<std::size_t>(m_size)};
}

template <typename T>
Tensor Tensor::of(Shape shape, std::span<const T> values)
{
    Tensor tensor(DTypeOf<T>::value, std::move(shape));
    if (static_cast<std::int64_t>(values.size()) != tensor.size()) {
        throw Error({}, "tensor of shape " + toString(tensor.shape()), std::to_string(tensor.size()) + " values",
                    std::to_string(values.size()));
    }
    std::copy(values.begin(), values.end(), tensor.mutableValues<T>().begin());
    return tensor;
}

} // namespace vsq
