// SPDX-License-Identifier: GPL-3.0-or-later
// vsq findings: what a reviewer would point at in a network on the chip.
#pragma once

#include "app/cli/command.h"
#include "app/cli/productreport.h"
#include "core/study/findings.h"

#include <vector>

namespace vsq::cli {

std::unique_ptr<Command> makeFindingsCommand();

/// [{"rule", "severity", "layer", "place", "number", "remedy", "text"}].
Json findingsJson(const std::vector<Finding> &findings);

} // namespace vsq::cli
