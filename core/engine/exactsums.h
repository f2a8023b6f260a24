// SPDX-License-Identifier: GPL-3.0-or-later
// Exact sums of codes times scales from 32-bit kernels: ranges of K so short that no sum can leave 32 bits, scale products cut
// into parts where whole ones would leave too little room, and totals in binary64, which holds them exactly.
#pragma once

#include "core/engine/productformat.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// (product of two scales >> shift) & mask, worth `weight`.
struct ScalePart {
    int shift = 0;
    std::int32_t mask = -1;
    double weight = 1.0;
};

struct ExactPlan {
    std::vector<ScalePart> parts;
    std::int64_t vectors = 0; ///< of K that any part's sums may take in
};

/// For a format with integer scales.
ExactPlan exactPlan(const ProductFormat &format);

/// totals = sums * weight, or where `more` totals + sums * weight.
void addExactly(const std::int32_t *sums, int count, double weight, bool more, double *totals);
/// The totals rounded once to binary32, as their bits.
void roundToReals(const double *totals, int count, std::int32_t *bits);
/// The same of sums that are whole; in place.
void roundToReals(std::int32_t *sums, int count);

} // namespace vsq
