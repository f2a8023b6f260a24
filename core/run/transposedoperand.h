// SPDX-License-Identifier: GPL-3.0-or-later
// Operands that the network has transposed, as products want them, for backends that take them as the network has them.
#pragma once

#include "core/reference/product.h"

#include <memory>

namespace vsq {

/// The request with A as [M,K]: in memory of its own where it was [K,M]. Not kept by the thread: a thread that waits for parts of
/// one product may begin another.
class TransposedOperand {
public:
    explicit TransposedOperand(const ProductRequest &request);
    [[nodiscard]] const ProductRequest &request() const { return m_request; }

private:
    ProductRequest m_request;
    std::unique_ptr<float[]> m_memory;
};

} // namespace vsq
