// SPDX-License-Identifier: GPL-3.0-or-later
// The whole product by three plain loops in the loop nest's order of k: what the stepped chip and the fast engine are
// tested against. Slow and obvious on purpose.
#pragma once

#include "core/chip/config.h"
#include "core/chip/operands.h"

#include <cstdint>
#include <vector>

namespace vsq {

struct ReferenceSums {
    std::vector<std::int32_t> sums;       ///< [M, N] row-major, 24-bit sums
    std::int64_t saturations = 0;         ///< additions whose result was clamped
    std::int64_t zeroScales = 0;          ///< Vsq: vector products with sA = 0 or sB = 0
    std::int64_t scalesRoundedToZero = 0; ///< Vsq: vector products with sA*sB > 0 and p8 = 0
};

/// C = A B^T, every addition as the chip makes it (spec section 4).
ReferenceSums referenceProduct(const Operands &operands, const ChipConfig &config);

} // namespace vsq
