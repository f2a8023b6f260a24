// SPDX-License-Identifier: GPL-3.0-or-later
// What a node keeps between runs: its weights in the order that the products want.
#pragma once

#include "core/tensor/tensor.h"

#include <functional>
#include <mutex>
#include <optional>

namespace vsq {

/// Thread-safe: made once, by whoever comes first.
class OperatorCache {
public:
    Tensor get(const std::function<Tensor()> &make)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_tensor) {
            m_tensor = make();
        }
        return *m_tensor;
    }

private:
    std::mutex m_mutex;
    std::optional<Tensor> m_tensor;
};

} // namespace vsq
