// SPDX-License-Identifier: GPL-3.0-or-later
// Activations that several layers read (attention's Q, K and V), quantized and packed once.
#pragma once

#include "core/engine/packedoperand.h"
#include "core/reference/product.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace vsq {

class SharedActivations {
public:
    /// What make() gives, or gave for the same B and static scale; kept for a few values at a time. make() is called without
    /// the lock held.
    std::shared_ptr<const PackedActivations> get(const ProductRequest &request, std::optional<float> gamma,
                                                 const std::function<PackedActivations()> &make);

private:
    struct Entry {
        std::uint64_t value = 0; ///< ProductRequest::bValue
        std::int64_t n = 0;
        std::int64_t k = 0;
        std::int64_t itemRows = 0;
        bool besideWeights = false; ///< the format may be another beside activations
        std::optional<float> gamma;
        std::shared_ptr<const PackedActivations> packed;

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
