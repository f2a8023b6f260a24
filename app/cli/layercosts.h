// SPDX-License-Identifier: GPL-3.0-or-later
// What each layer of a network costs on the chip, from its sizes alone, as JSON and as a table.
#pragma once

#include "app/cli/productreport.h"
#include "core/network/architectures/namednetworks.h"
#include "core/study/workloads.h"

#include <string>
#include <vector>

namespace vsq::cli {

/// Keys: network, format, cycles, macs, utilisation_percent, energy_J, inferences_per_s, TOPS_per_W, supply_V, density_a,
/// density_b, output (the rule), warnings, layers [{name, op, M, N, K, count, macs, cycles, utilisation_percent, energy_J,
/// output, note}].
Json layerCostsJson(const NamedNetwork &network, const WorkloadResult &result, const std::vector<std::string> &warnings);

/// The same as a table.
std::string layerCostsText(const Json &costs);

} // namespace vsq::cli
