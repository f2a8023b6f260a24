// SPDX-License-Identifier: GPL-3.0-or-later
// Attention's operands as products want them, for backends that take them as the network has them.
#pragma once

#include "core/reference/product.h"

namespace vsq {

/// The request with A as [M,K], in memory of the thread's own until its next call where it was [K,M].
ProductRequest turned(const ProductRequest &request);

} // namespace vsq
