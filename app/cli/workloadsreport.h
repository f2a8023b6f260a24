// SPDX-License-Identifier: GPL-3.0-or-later
// Workloads beside the published figures, as JSON and as a table.
#pragma once

#include "core/base/json.h"
#include "core/study/workloads.h"

#include <string>
#include <vector>

namespace vsq::cli {

/// A list; of each: network, tokens (null for ResNet-50), format, cycles, macs, utilisation_percent, inferences_per_s,
/// inferences_per_s_per_W, TOPS_per_W, published {the same four, null where not published, and gmacs, fp32_accuracy, loss},
/// difference {the same four: points, else percent; null where there is none to compare with or the supply is not that of
/// the measurement}, supply_V, density_a, density_b, origin {figure: published, derived or assumed}, reason (why a figure
/// lies further off than the model claims, else empty).
Json workloadsJson(const std::vector<WorkloadResult> &results);

/// A table: ours, the published figure and the difference.
std::string workloadsText(const std::vector<WorkloadResult> &results);

} // namespace vsq::cli
