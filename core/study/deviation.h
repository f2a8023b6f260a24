// SPDX-License-Identifier: GPL-3.0-or-later
// Why a network's figures on the chip as configured lie where they do beside the published ones: named from the row's own
// cycles, energy and densities, so that each row that does not fit gets its own reason.
#pragma once

#include "core/study/workloads.h"

#include <optional>
#include <string>

namespace vsq {

/// The equal density of both operands (0..1) at which the row's TOPS/W is the published one, everything else as it is.
/// Nothing where no density does, and where there is nothing published.
std::optional<double> densityThatFits(const WorkloadResult &result);

/// Where the row's multiplier-cycles go that are not useful, largest first: "fill and drain 4.1 % (A-18: 612 subtiles of 128
/// cycles), padding along N 1.0 % (A-29)"; parts below 0.05 % are left out. Empty where nothing is lost.
std::string lossesText(const WorkloadResult &result);

/// Which figures lie further from the published than the model claims, each with its reason in this row; empty where none
/// does, at another supply than the published one, and for rows without published figures.
std::string deviation(const WorkloadResult &result);

} // namespace vsq
