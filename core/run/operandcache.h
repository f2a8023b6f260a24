// SPDX-License-Identifier: GPL-3.0-or-later
// Weights quantized once: the operands of products whose A is constant, found again by their data and their format.
#pragma once

#include "core/quantize/quantizedmatrix.h"
#include "core/reference/executor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace vsq {

/// Memory of a matrix's arrays.
inline std::size_t byteSize(const QuantizedMatrix &matrix)
{
    return matrix.codes.size() + matrix.scales.size() * sizeof(std::uint16_t)
           + (matrix.realScales.size() + matrix.gamma.size()) * sizeof(float);
}

template <typename T>
std::size_t byteSize(const std::vector<T> &values)
{
    return values.size() * sizeof(T);
}

/// Half of the machine's memory, in bytes: what caches of a whole program should not go beyond.
inline std::size_t halfOfMemory()
{
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) / 2 * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// byteSize() of a T, its own or a free one, is what it takes. What was used longest ago is forgotten where all of them together
/// are more than `most` bytes; who holds a pointer keeps his.
template <typename T>
class OperandCache {
public:
    explicit OperandCache(std::size_t most = halfOfMemory()) : m_most(most) {}

    /// make() is called without the lock held (it may start parallel work, whose threads may come here too); of several
    /// that make the same at a time the first one's result is kept.
    std::shared_ptr<const T> get(const ProductRequest &request, const NumberFormat &format, const std::function<T()> &make)
    {
        const Key key(request, format);
        {
            const std::lock_guard lock(m_mutex);
            if (const auto found = find(key)) {
                return found;
            }
        }
        auto made = std::make_shared<const T>(make());
        const std::lock_guard lock(m_mutex);
        if (const auto found = find(key)) {
            return found;
        }
        m_bytes += sizeOf(*made);
        m_kept.push_front({key, made});
        m_places.emplace(key.data, m_kept.begin());
        while (m_bytes > m_most && m_kept.size() > 1) {
            forgetLast();
        }
        return made;
    }

    /// Kept where A is constant, made anew otherwise.
    std::shared_ptr<const T> operand(const ProductRequest &request, const NumberFormat &format, const std::function<T()> &make)
    {
        return request.aIsConstant ? get(request, format, make) : std::make_shared<const T>(make());
    }

    [[nodiscard]] std::size_t byteSize() const { return m_bytes; }

private:
    static std::size_t sizeOf(const T &value)
    {
        if constexpr (requires { value.byteSize(); }) {
            return value.byteSize();
        } else {
            return vsq::byteSize(value);
        }
    }

    /// Where the matrix lies, what it looks like, and samples of it: memory that was given back may hold another one.
    struct Key {
        Key(const ProductRequest &request, const NumberFormat &number)
            : data(request.a), m(request.m), k(request.k), segments(request.segments), transposed(request.aIsTransposed),
              format(number)
        {
            // Neighbours come in one cache line: far apart, they would take as long to fetch as a small product to compute.
            constexpr std::int64_t kNeighbours = 8;
            constexpr std::int64_t kPlaces = kSamples / kNeighbours;
            const std::int64_t size = m * k;
            for (std::int64_t i = 0; i < kSamples && size > 0; ++i) {
                const std::int64_t at = size * (i / kNeighbours) / kPlaces + i % kNeighbours;
                samples[static_cast<std::size_t>(i)] = std::bit_cast<std::uint32_t>(data[std::min(at, size - 1)]);
            }
        }
        bool operator==(const Key &) const = default;

        static constexpr std::int64_t kSamples = 64;
        const float *data;
        std::int64_t m;
        std::int64_t k;
        std::int64_t segments;
        bool transposed;
        NumberFormat format;
        std::array<std::uint32_t, kSamples> samples{};
    };
    struct Entry {
        Key key;
        std::shared_ptr<const T> value;
    };
    using Places = std::unordered_multimap<const float *, typename std::list<Entry>::iterator>;

    /// Moves it to the front.
    std::shared_ptr<const T> find(const Key &key)
    {
        const auto [begin, end] = m_places.equal_range(key.data);
        const auto found = std::find_if(begin, end, [&](const auto &place) { return place.second->key == key; });
        if (found == end) {
            return nullptr;
        }
        m_kept.splice(m_kept.begin(), m_kept, found->second);
        return found->second->value;
    }

    void forgetLast()
    {
        const auto last = std::prev(m_kept.end());
        m_bytes -= sizeOf(*last->value);
        const auto [begin, end] = m_places.equal_range(last->key.data);
        m_places.erase(std::find_if(begin, end, [&](const auto &place) { return place.second == last; }));
        m_kept.pop_back();
    }

    std::mutex m_mutex;
    std::size_t m_most;
    std::size_t m_bytes = 0;
    std::list<Entry> m_kept; ///< used last first
    Places m_places;         ///< of the entries, by where their data lie: networks have thousands of products
};

} // namespace vsq
