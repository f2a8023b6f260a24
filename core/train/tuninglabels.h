// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a network can give the answers that data ask of it.
#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

namespace vsq {

/// Throws Error naming the item whose label is none of the classes that the network's first output has; Cancelled.
void requireLabels(const std::shared_ptr<const Graph> &graph, const Dataset &data, const JobContext &job);

} // namespace vsq
