// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that are no numbers.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"

namespace vsq {

/// Throws Error naming the file, the constant, and the first NaN or infinity among its elements. Infinities in constants
/// that no product or normalization uses as weights (attention masks) are allowed. Cancelled.
void checkFinite(const Graph &graph, const JobContext &job = {});

} // namespace vsq
