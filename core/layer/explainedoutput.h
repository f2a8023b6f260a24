// SPDX-License-Identifier: GPL-3.0-or-later
// One value in the post-processing unit: its numbers stage by stage, and when it passes them.
#pragma once

#include "core/layer/explanation.h"

namespace vsq {

/// Of C[m, n] with its 24-bit sum; last: its last vector along K. The layer's sums must go through the unit.
ExplainedOutput explainOutput(const OpenedChip &chip, std::int64_t m, std::int64_t n, std::int32_t sum,
                              const ExplainedVector &last);

} // namespace vsq
