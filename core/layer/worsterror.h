// SPDX-License-Identifier: GPL-3.0-or-later
// Where a layer's product is furthest from FP32, and when the chip completes that sum.
#pragma once

#include "core/base/job.h"
#include "core/layer/openedchip.h"

namespace vsq {

struct WorstError {
    std::int64_t m = 0; ///< element of C [M, N]
    std::int64_t n = 0;
    double value = 0.0; ///< what its 24-bit sum stands for
    double exact = 0.0; ///< the product of the same operands in FP32
    ProductPlace place; ///< of its last vector: cycle, lane, collector entry
    [[nodiscard]] double error() const { return value - exact; }
};

/// The first of the largest. Sums as the engine has them; where the host adds parts of K, as if the chip did. Throws Cancelled.
WorstError worstError(const OpenedChip &chip, const JobContext &job = {});

} // namespace vsq
