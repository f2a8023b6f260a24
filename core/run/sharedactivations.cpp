// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/sharedactivations.h"

#include <algorithm>
#include <thread>

namespace vsq {

std::shared_ptr<const PackedActivations> SharedActivations::get(const ProductRequest &request, std::optional<float> gamma,
                                                                const std::function<PackedActivations()> &make)
{
    if (request.bValue == 0) {
        return std::make_shared<const PackedActivations>(make());
    }
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                        [&](const Entry &entry) { return entry.isFor(request, gamma); });
        if (found != m_entries.end()) {
            return found->packed;
        }
    }
    Entry made{request.bValue,
               request.n,
               request.k,
               request.itemRows,
               request.aIsConstant,
               gamma,
               std::make_shared<const PackedActivations>(make())};
    std::shared_ptr<const PackedActivations> packed = made.packed;
    const std::lock_guard lock(m_mutex);
    // One for each batch under way.
    const std::size_t most = std::max(2U, std::thread::hardware_concurrency());
    if (m_entries.size() < most) {
        m_entries.push_back(std::move(made));
    } else {
        m_entries[m_next++ % most] = std::move(made);
    }
    return packed;
}

} // namespace vsq
