// SPDX-License-Identifier: GPL-3.0-or-later
// Whole matrix products with exactly the chip's integers: same rounding, same saturation at every addition, same count.
#pragma once

#include "core/chip/config.h"
#include "core/chip/operands.h"
#include "core/engine/isa.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace vsq {

struct ProductSums {
    std::vector<std::int32_t> sums; ///< [M, N] row-major, 24-bit saturated sums
    std::int64_t saturations = 0;   ///< additions whose result was clamped
};

struct EngineOptions {
    Isa isa = Isa::Auto;
    int threads = 0;           ///< at most this many; 0: all cores
    std::stop_token stop = {}; ///< Cancelled is thrown within 100 ms
};

/// C = A B^T in the chip's arithmetic. config gives the alternatives of A-1..A-3.
ProductSums multiply(const Operands &operands, const ChipConfig &config, const EngineOptions &options = {});

} // namespace vsq
