// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor.h"

#include "core/base/blockpool.h"
#include "core/tensor/nomemory.h"

#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <type_traits>

namespace vsq {

namespace {

/// Where tensors without elements point to.
alignas(64) constexpr unsigned char kNothing[64] = {};

// 64-byte alignment lets every kernel use aligned vector loads on any row that is a multiple of it.
std::shared_ptr<void> allocate(std::size_t bytes)
{
    constexpr std::size_t kHugePage = std::size_t{1} << 21U;
    if (bytes < 2 * kHugePage) {
        void *block = takeBlock(bytes);
        if (block == nullptr) {
            throw NoMemory(bytes);
        }
        return {block, [bytes](void *given) { giveBlock(given, bytes); }};
    }
    void *memory = std::aligned_alloc(kHugePage, (bytes + kHugePage) / kHugePage * kHugePage); // sizes are to be multiples of it
    if (memory == nullptr) {
        throw NoMemory(bytes);
    }
    // Fresh memory comes from the system page by page; in 2 MiB pages a network's weights are there three times sooner.
    ::madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
    return {memory, std::free};
}

template <typename Visitor>
decltype(auto) visit(const Tensor &tensor, Visitor &&visitor)
{
    switch (tensor.dtype()) {
    case DType::Float32: return visitor(tensor.values<float>());
    case DType::Float64: return visitor(tensor.values<double>());
    case DType::Float16: return visitor(tensor.values<Float16>());
    case DType::BFloat16: return visitor(tensor.values<BFloat16>());
    case DType::Int8: return visitor(tensor.values<std::int8_t>());
    case DType::UInt8: return visitor(tensor.values<std::uint8_t>());
    case DType::Int16: return visitor(tensor.values<std::int16_t>());
    case DType::UInt16: return visitor(tensor.values<std::uint16_t>());
    case DType::Int32: return visitor(tensor.values<std::int32_t>());
    case DType::UInt32: return visitor(tensor.values<std::uint32_t>());
    case DType::Int64: return visitor(tensor.values<std::int64_t>());
    case DType::UInt64: return visitor(tensor.values<std::uint64_t>());
    case DType::Bool: break;
    }
    return visitor(tensor.values<bool>());
}

} // namespace

Tensor::Tensor(DType type, Shape shape) : m_type(type), m_shape(std::move(shape)), m_size(elementCount(m_shape))
{
    if (m_size == 0) { // what every value of a run is before it is computed, and after its last use
        m_data = &kNothing;
        return;
    }
    auto memory = allocate(byteSize());
    std::memset(memory.get(), 0, byteSize());
    m_data = memory.get();
    m_owner = std::move(memory);
}

Tensor Tensor::uninitialized(DType type, Shape shape)
{
    Tensor tensor;
    tensor.m_type = type;
    tensor.m_size = elementCount(shape);
    tensor.m_shape = std::move(shape);
    if (tensor.m_size == 0) {
        return tensor;
    }
    auto memory = allocate(tensor.byteSize());
    tensor.m_data = memory.get();
    tensor.m_owner = std::move(memory);
    return tensor;
}

Tensor Tensor::view(DType type, Shape shape, std::shared_ptr<const void> owner, const void *data)
{
    Tensor tensor;
    tensor.m_type = type;
    tensor.m_size = elementCount(shape);
    tensor.m_shape = std::move(shape);
    tensor.m_owner = std::move(owner);
    tensor.m_data = data;
    tensor.m_viewed = true;
    return tensor;
}

void Tensor::requireType(DType type) const
{
    if (type != m_type) {
        throw Error({}, "tensor of shape " + toString(m_shape), std::string(nameOf(type)), std::string(nameOf(m_type)));
    }
}

void Tensor::detach()
{
    if (m_size == 0 || (!m_viewed && m_owner.use_count() == 1)) {
        return;
    }
    auto memory = allocate(byteSize());
    std::memcpy(memory.get(), m_data, byteSize());
    m_data = memory.get();
    m_owner = std::move(memory);
    m_viewed = false;
}

Tensor Tensor::reshaped(Shape shape) const
{
    if (elementCount(shape) != m_size) {
        throw Error({}, "reshape of " + toString(m_shape) + " to " + toString(shape), std::to_string(m_size) + " elements",
                    std::to_string(elementCount(shape)));
    }
    Tensor tensor = *this;
    tensor.m_shape = std::move(shape);
    return tensor;
}

Tensor Tensor::toFloat() const
{
    if (m_type == DType::Float32) {
        return *this;
    }
    Tensor result(DType::Float32, m_shape);
    auto out = result.mutableValues<float>();
    visit(*this, [&](auto in) {
        for (std::size_t i = 0; i < in.size(); ++i) {
            using T = std::remove_cv_t<typename decltype(in)::element_type>;
            if constexpr (std::is_same_v<T, Float16> || std::is_same_v<T, BFloat16>) {
                out[i] = vsq::toFloat(in[i]);
            } else {
                out[i] = static_cast<float>(in[i]);
            }
        }
    });
    return result;
}

std::vector<std::int64_t> Tensor::toInt64() const
{
    std::vector<std::int64_t> result;
    result.reserve(static_cast<std::size_t>(m_size));
    visit(*this, [&](auto in) {
        using T = std::remove_cv_t<typename decltype(in)::element_type>;
        if constexpr (std::is_integral_v<T>) {
            for (const T value : in) {
                result.push_back(static_cast<std::int64_t>(value));
            }
        } else {
            throw Error({}, "tensor of shape " + toString(m_shape), "an integer type", std::string(nameOf(m_type)));
        }
    });
    return result;
}

} // namespace vsq
