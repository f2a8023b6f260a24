// SPDX-License-Identifier: GPL-3.0-or-later
// Weights quantized once: the operands of products whose A is constant, by node and index.
#pragma once

#include "core/reference/executor.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace vsq {

template <typename T>
class OperandCache {
public:
    /// make() is called without the lock held (it may start parallel work, whose threads may come here too); of several
    /// that make the same at a time the first one's result is kept.
    std::shared_ptr<const T> get(const ProductRequest &request, const std::function<T()> &make)
    {
        const std::pair key{request.node, request.index};
        {
            const std::lock_guard lock(m_mutex);
            if (const auto found = m_kept.find(key); found != m_kept.end()) {
                return found->second;
            }
        }
        auto made = std::make_shared<const T>(make());
        const std::lock_guard lock(m_mutex);
        return m_kept.emplace(key, std::move(made)).first->second;
    }

    /// Kept where A is constant, made anew otherwise.
    std::shared_ptr<const T> operand(const ProductRequest &request, const std::function<T()> &make)
    {
        return request.aIsConstant ? get(request, make) : std::make_shared<const T>(make());
    }

private:
    std::mutex m_mutex;
    std::map<std::pair<const Node *, std::int64_t>, std::shared_ptr<const T>> m_kept;
};

} // namespace vsq
