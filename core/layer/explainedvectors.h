// SPDX-License-Identifier: GPL-3.0-or-later
// One value's vectors along K as its lane computes them, and the sums that the steps of its chain compare.
#pragma once

#include "core/layer/exactgrid.h"
#include "core/layer/explanation.h"

namespace vsq {

/// Where C[m, n] is computed: row of the operand that stands still, column of the plan.
struct ExecutedPlace {
    std::int64_t row = 0;
    std::int64_t column = 0;
};
ExecutedPlace executedPlace(const OpenedChip &chip, std::int64_t m, std::int64_t n);

struct VectorChain {
    std::vector<ExplainedVector> vectors;
    std::int32_t sum = 0;    ///< the 24-bit sum, or the host's of several parts of K
    ExactReal codes = 0.0L;  ///< Vsq: sum of dots times unrounded scales, real
    ExactReal scales = 0.0L; ///< of dots times integer scales, in units of the gammas
    ExactReal terms = 0.0L;  ///< of the terms as they are added
    ExactReal sums = 0.0L;   ///< of the parts' 24-bit sums
    int parts = 0;           ///< of K, 1 unless the host adds
    std::int64_t saturations = 0;
};
VectorChain multiplyVectors(const OpenedChip &chip, std::int64_t m, std::int64_t n);

/// C[m, n]'s 24-bit sum without the chain.
std::int32_t sumOf(const OpenedChip &chip, std::int64_t m, std::int64_t n);
/// The same of the vectors begin .. end-1 along K alone.
std::int32_t sumOf(const OpenedChip &chip, std::int64_t m, std::int64_t n, std::int64_t begin, std::int64_t end);

} // namespace vsq
