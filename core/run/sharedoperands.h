// SPDX-License-Identifier: GPL-3.0-or-later
// What is made of activations that several layers read (attention's Q, K and V), made once.
#pragma once

#include "core/reference/product.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace vsq {

template <typename T>
class SharedOperands {
public:
    /// What make() gives, or gave for the same B and static scale; kept for a few values at a time. make() is called without
    /// the lock held.
    std::shared_ptr<const T> get(const ProductRequest &request, std::optional<float> gamma, const std::function<T()> &make)
    {
        if (request.bValue == 0) {
            return std::make_shared<const T>(make());
        }
        {
            const std::lock_guard lock(m_mutex);
            const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                            [&](const Entry &entry) { return entry.isFor(request, gamma); });
            if (found != m_entries.end()) {
                return found->made;
            }
        }
        Entry entry{request.bValue,
                    request.n,
                    request.k,
                    request.itemRows,
                    request.aIsConstant,
                    gamma,
                    std::make_shared<const T>(make())};
        std::shared_ptr<const T> made = entry.made;
        const std::lock_guard lock(m_mutex);
        // One for each batch under way. To ask the system for the number takes longer than a small product.
        static const std::size_t most = std::max(2U, std::thread::hardware_concurrency());
        if (m_entries.size() < most) {
            m_entries.push_back(std::move(entry));
        } else {
            m_entries[m_next++ % most] = std::move(entry);
        }
        return made;
    }

private:
    struct Entry {
        std::uint64_t value = 0; ///< ProductRequest::bValue
        std::int64_t n = 0;
        std::int64_t k = 0;
        std::int64_t itemRows = 0;
        bool besideWeights = false; ///< the format may be another beside activations
        std::optional<float> gamma;
        std::shared_ptr<const T> made;

        [[nodiscard]] bool isFor(const ProductRequest &request, std::optional<float> staticGamma) const
        {
            return value == request.bValue && n == request.n && k == request.k && itemRows == request.itemRows
                   && besideWeights == request.aIsConstant && gamma == staticGamma;
        }
    };

    std::mutex m_mutex;
    std::vector<Entry> m_entries; ///< the newest replaces the oldest
    std::size_t m_next = 0;
};

} // namespace vsq
